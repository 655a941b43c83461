"""Scores what an importer made of reset sources, and says which errors are frequent."""
import collections
import contextlib
import difflib
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from resetting.pieces import load_score


class Matcher(difflib.SequenceMatcher):
    """The matcher of score_import.py without the work on what is the same at both ends."""

    def __init__(self, junk, a, b, autojunk=True):
        ends = 0
        while ends < min(len(a), len(b)) and a[ends] == b[ends]:
            ends += 1
        tail = 0
        while tail < min(len(a), len(b)) - ends and a[-1 - tail] == b[-1 - tail]:
            tail += 1
        self.same, self.total = ends + tail, len(a) + len(b)
        super().__init__(junk, a[ends:len(a) - tail], b[ends:len(b) - tail], autojunk)

    def ratio(self):
        inner = sum(block.size for block in self.get_matching_blocks())
        return 2 * (self.same + inner) / self.total if self.total else 1.0


def score_all(shared, out, program, errors, kind, least):
    score = load_score(shared)
    score.SequenceMatcher = Matcher
    rows, layouts, causes = [], {}, collections.defaultdict(list)
    for path in sorted(out.glob(f"{kind}*.txt")):
        gold = json.loads((out / f"gold/{path.stem}.json").read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            report_path = pathlib.Path(folder, "report.json")
            done = subprocess.run([program, "import", path, "--into", folder, "--report", report_path],
                                  capture_output=True, text=True)
            if not report_path.exists():
                print(f"{path.stem}: no report: {done.stderr.strip()[-300:]}")
                continue
            report = json.loads(report_path.read_text(encoding="utf-8"))
            report = report["sources"][0] if "sources" in report else report
            text = path.read_text(encoding="utf-8").split("\n")
            pairs = pair(gold, report, text, score)
            settle_either(pairs, score)
            rows.append((path.stem, figures(gold, path, report_path, folder, score)))
            layouts[path.stem] = gold["layout"]
            for cause, line, more in diagnose(gold, report, pairs, text, score):
                causes[cause].append((path.stem, line, more))
    low = print_scores(rows, least)
    print_options(rows, layouts)
    print("\nerrors, most frequent first (places: source:line)")
    for cause, places in sorted(causes.items(), key=lambda item: -len(item[1]))[:errors]:
        files = len({name for name, _, _ in places})
        print(f"{len(places):5} in {files:3} sources  {cause}")
        seen = set()
        for name, line, more in places:
            if name not in seen and len(seen) < 3:
                seen.add(name)
                print(f"          {name}:{line} {more}")
    print(*low, sep="\n")
    return 1 if low or not rows else 0


def figures(gold, path, report_path, folder, score):
    """What score_import.py itself says."""
    gold_path = pathlib.Path(folder, "gold.json")
    gold_path.write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    argv, sys.argv = sys.argv, ["score_import.py", str(gold_path), str(path), str(report_path)]
    try:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            score.main()
    finally:
        sys.argv = argv
    return {key: float(value) for key, value in re.findall(r"(\w+)=([\d.]+)", said.getvalue())}


def print_scores(rows, least):
    """Each source and the means; which means are below what is asked for."""
    low = []
    rows.sort(key=lambda row: sum(row[1].values()))
    for name, values in rows:
        print(f"{name:22}", *(f"{key}={value:.3f}" for key, value in values.items()))
    for kind in sorted({name.split("-")[0] for name, _ in rows}):
        these = [values for name, values in rows if name.startswith(kind)]
        means = {key: sum(values[key] for values in these) / len(these) for key in these[0]}
        print(f"mean {kind:12} of {len(these):3}", *(f"{key}={value:.4f}" for key, value in means.items()))
        low += [f"{kind}: {key} is {means[key]:.4f}, least {value}"
                for key, value in least.items() if means[key] < value]
    return low


def print_options(rows, layouts):
    """The choices of layout that the importer reads worst, against the mean of their kind."""
    found = collections.defaultdict(list)
    for name, values in rows:
        kind = name.split("-")[0]
        found[kind].append(total(values))
        for option, choice in layouts[name].items():
            if isinstance(choice, int) and not isinstance(choice, bool):
                continue
            found[kind, option, str(choice)[:20]].append(total(values))
    mean = lambda figures: sum(figures) / len(figures)
    worst = sorted((mean(figures) - mean(found[key[0]]), key, len(figures)) for key, figures in found.items()
                   if isinstance(key, tuple) and len(figures) >= 3)
    print("\nchoices of layout that cost most (mean of all figures against that of the kind)")
    for cost, key, count in worst[:25]:
        print(f"{cost:7.3f}  {key[0]} {key[1]}={key[2]!r} ({count} sources)")


def total(values):
    return sum(values.values()) / len(values)


def texts_of(report):
    """The articles and briefs of a report, without contents lists, boxes and captions."""
    return [article for article in report["articles"] if article.get("kind", "article") in ("article", "brief")]


def pair(gold, report, text, score):
    """Each gold article with the article found for it, as score_import.py pairs them."""
    found = [(a, score.line_set(a, text)) for a in texts_of(report)]
    pairs, used = [], set()
    for article in gold["articles"]:
        if article["kind"] not in ("article", "brief"):
            continue
        want = score.line_set(article, text)
        overlap, best = max(((len(want & s) / len(want | s), i) for i, (_, s) in enumerate(found) if i not in used),
                            default=(0, None))
        if best is not None and overlap >= 0.5:
            used.add(best)
            pairs.append((article, found[best][0], overlap))
        else:
            pairs.append((article, None, overlap))
    return pairs


def settle_either(pairs, score):
    """Where two readings are right, the gold takes the one that was found."""
    for article, found, _ in pairs:
        for key, values in article.get("either", {}).items():
            if found and score.nosp(found.get(key)) in [score.nosp(v) for v in values]:
                article[key] = found.get(key)


def line_uses(gold):
    """What each line is by the gold: furniture, or its use in an article."""
    uses = {int(line): tag for line, tag in gold["tags"].items() if tag == "furniture"}
    for article in gold["articles"]:
        kind = "" if article["kind"] == "article" else f" of a {article['kind']}"
        for first, last in article["ranges"]:
            uses.update({line: "body" + kind for line in range(first, last + 1)})
        for role, lines in article["roles"].items():
            for line in lines:
                for one in line if isinstance(line, list) else [line]:
                    name = {"para_starts": "paragraph start", "headings": "heading"}.get(role, role)
                    uses[one] = name + kind
    return uses


def diagnose(gold, report, pairs, text, score):
    """(cause, line, detail) of each difference."""
    layout, uses = gold["layout"], line_uses(gold)
    tags = {int(line): tag for line, tag in gold["tags"].items()}
    # What stands in another article than it should is the fault of the boundary only.
    elsewhere = {kind: {block["line"] for other in report["articles"] for block in other["blocks"]
                        if block["kind"] == kind} for kind in ("heading", "paragraph")}
    for article, found, overlap in pairs:
        if found is None or overlap < 0.8:
            yield boundary(article, found, overlap, report, text, score, layout)
        if found and article["kind"] == "article":
            yield from heads(article, found, layout, score.nosp)
            yield from headings(article, found, elsewhere["heading"], uses, tags, score.nosp)
            yield from paragraphs(article, found, elsewhere["paragraph"], uses, tags, text)
    known = set().union(*(set(range(a, b + 1)) for article in gold["articles"] for a, b in article["ranges"]))
    for found in texts_of(report):
        here = score.line_set(found, text)
        if here and not here & known:
            yield "article invented from furniture", min(here), text[min(here) - 1][:30]


def boundary(article, found, overlap, report, text, score, layout):
    """How an article was cut."""
    want = score.line_set(article, text)
    others = [score.line_set(a, text) for a in texts_of(report)]
    others = [lines for lines in others if lines & want]
    if len(others) > 1:
        how = f"divided, {len(others)} share it"
    elif not others:
        how = "in no article"
    else:
        how = "joined to another" if len(others[0] - want) > len(want - others[0]) else "lines lost"
    byline = "" if article["kind"] == "brief" else f", byline {layout['byline']}"
    place = f", title {layout['place']}" if "place" in layout else ""
    untitled = "" if article["title"] else ", untitled"
    cause = f"{article['kind']} {'missed' if found is None else 'cut wrong'}: {how}{untitled}{place}{byline}"
    return cause, article["ranges"][0][0], f"{article['title']} overlap {overlap:.2f}"


def heads(article, found, layout, nosp):
    """Differences in title, unit, authors."""
    roles = article["roles"]
    line = (roles["title"] or [article["ranges"][0][0]])[0]
    place = f", title {layout['place']}" if "place" in layout else ""
    want, got = nosp(article["title"]), nosp(found.get("title"))
    if want != got:
        yield f"title {compare(want, got)}{place}", line, f"{want} | {got[:90]}"
    want, got = nosp(article["unit"]), nosp(found.get("unit"))
    form = layout.get("unit_label", "") if layout["byline"] == "label" else ""
    if want != got:
        cause = f"unit {compare(want, got)}, byline {layout['byline']}{form}"
        yield cause, (roles["unit"] or [line])[0], f"{want} | {got}"
    want, got = (sorted(map(nosp, names or [])) for names in (article["authors"], found.get("authors")))
    if want != got:
        mark = layout.get("name_mark") or "no mark"
        cause = f"authors {compare(''.join(want), ''.join(got))}, byline {layout['byline']}, {mark}"
        yield cause, (roles["author"] or roles["unit"] or [line])[0], f"{want} | {got}"


def compare(want, got):
    if not got:
        return "lost"
    if not want:
        return "invented"
    return "with more" if want in got else "in part" if got in want else "another"


def headings(article, found, elsewhere, uses, tags, nosp):
    got = [nosp(block["text"]) for block in found["blocks"] if block["kind"] == "heading"]
    for text, lines in zip(article["headings"], article["roles"]["headings"]):
        if nosp(text) not in got and lines[0] not in elsewhere:
            numbered = "numbered" if re.match("[一二三四五六（0-9]", text) else "not numbered"
            yield f"heading lost: {numbered}, {len(lines)} lines", lines[0], text
    wanted = list(map(nosp, article["headings"]))
    for block in found["blocks"]:
        use = uses.get(block["line"], "unknown")
        outside = use == "heading" and not any(block["line"] in lines for lines in article["roles"]["headings"])
        if block["kind"] == "heading" and nosp(block["text"]) not in wanted and not outside:
            yield f"heading invented: {use}{tagged(tags, block['line'], use)}", block["line"], block["text"][:40]


def tagged(tags, number, use):
    """What is special about a line."""
    return f", {tags[number]}" if number in tags and tags[number] not in use else ""


def paragraphs(article, found, elsewhere, uses, tags, text):
    wanted = set(article["roles"]["para_starts"])
    got = {block["line"] for block in found["blocks"] if block["kind"] == "paragraph"}
    own = set().union(*(range(first, last + 1) for first, last in article["ranges"]))
    for number in sorted(got - wanted):
        use = uses.get(number, "unknown")
        if number in own or use != "paragraph start":
            where = "" if number in own else " outside the article"
            yield f"paragraph invented: {use}{where}{tagged(tags, number, use)}", number, text[number - 1][:30]
    for number in sorted(wanted - elsewhere):
        above = (text[i] for i in range(number - 2, -1, -1) if text[i].strip() and uses.get(i + 1) != "furniture")
        before = next(above, "")
        blank = "blank" if number > 1 and not text[number - 2].strip() else "no blank"
        page = ", page start" if tags.get(number) == "page-start" else ""
        ends = "after a sentence end" if before.strip()[-1:] in "。！？”" else "after an open line"
        yield f"paragraph start lost: {blank}{page}, {ends}", number, text[number - 1][:30]
