"""The articles whose structure is known, without any layout."""
import dataclasses
import importlib.util
import json
import re

# Longer texts are cut after a section: sources with many articles say more than long ones.
LONGEST = 2600
# Roles of lines that are no body, as score_import.py has them.
META = ("title", "subtitle", "unit", "author", "note", "kicker", "toc", "caption")


@dataclasses.dataclass
class Piece:
    """An article: `blocks` holds (whether a heading, text) in order."""

    title: str | None
    subtitle: str | None
    unit: str | None
    blocks: list
    kind: str


def load_score(shared):
    """The module SHARED/import/score_import.py."""
    path = shared / "import/score_import.py"
    spec = importlib.util.spec_from_file_location("score_import", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_pieces(shared, score):
    """All articles and briefs of the gold files."""
    pieces = []
    for path in sorted((shared / "import/gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = next((shared / "seeds").glob(f"{path.stem}_*.txt"))
        lines = source.read_text(encoding="utf-8").split("\n")
        for article in gold["articles"]:
            if article["kind"] in ("article", "brief"):
                blocks = read_blocks(article, lines, score)
                pieces.append(Piece(*(article[k] for k in ("title", "subtitle", "unit")), blocks, article["kind"]))
    return pieces


def read_blocks(article, lines, score):
    """Paragraphs and headings, from the lines that score_import.py takes for the body."""
    roles = article["roles"]
    starts = {int(str(x).split(":")[0]): str(x).partition(":")[2] for x in roles["para_starts"]}
    heads = {}
    for head in roles["headings"]:
        head = head if isinstance(head, list) else [head]
        heads.update({line: head[0] for line in head})
    meta = {number for key in META for number in roles.get(key, [])}
    foreign = {d["line"]: d["text"] for d in article.get("inline_foreign", [])}
    blocks = []

    def add(heading, text, begins):
        if text and (begins or not blocks or blocks[-1][0] != heading):
            blocks.append([heading, text])
        elif text:
            blocks[-1][1] += text

    for first, last in score.ranges(article):
        for number in range(first, last + 1):
            text = lines[number - 1]
            if number in meta or not text.strip():
                continue
            if number in foreign:
                text = text[:text.index(foreign[number])]
            if number in heads:
                add(True, tidy(text), heads[number] == number)
                continue
            at = text.index(starts[number]) if starts.get(number) else 0
            if at:
                add(False, tidy(text[:at]), False)
            add(False, tidy(text[at:]), number in starts)
    return [tuple(block) for block in blocks]


def tidy(text):
    """A line of body text without spaces of its layout."""
    text = text.replace("##paidbegin##", "").replace("##paidend##", "").strip()
    return re.sub(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])", "", text)


def shorten(piece, dice):
    """The piece with its first sections only."""
    limit = dice.randint(500, LONGEST)
    blocks, size = [], 0
    for block in piece.blocks:
        if size + len(block[1]) > limit and sum(not heading for heading, _ in blocks) >= 2:
            break
        blocks.append(block)
        size += len(block[1])
    while blocks and blocks[-1][0]:
        blocks.pop()
    return dataclasses.replace(piece, blocks=blocks)


def renumber(piece, form):
    """The piece with numbers before headings that have none."""
    if not form or any(re.match(r"[一二三四五六七八九（0-9—]", text) for heading, text in piece.blocks if heading):
        return piece
    blocks, count = [], 0
    for heading, text in piece.blocks:
        count += heading
        blocks.append((heading, form(count) + text if heading else text))
    return dataclasses.replace(piece, blocks=blocks)


def widen(piece):
    """The piece with full-width figures, as older type-setting programs have them."""
    wide = {ord("0") + digit: ord("０") + digit for digit in range(10)}
    blocks = [(heading, text.translate(wide)) for heading, text in piece.blocks]
    return dataclasses.replace(piece, blocks=blocks, title=piece.title and piece.title.translate(wide))
