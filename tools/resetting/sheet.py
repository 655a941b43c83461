"""Text set in lines, and the source that grows line by line."""
import re

# Marks that no line begins with, and that none ends with.
CLOSING = set("，。、；：！？”’》）】〕%％…,.;:!?)")
OPENING = set("“‘《（【〔(")
# What stays in one piece at a line end.
TOKEN = re.compile(r"[0-9A-Za-z.%+/@-]+|——|……|.", re.S)
# Words before which a long title goes on in the next line.
TURNS = re.compile(r"(?<=.)(?:推动|奋力|加快|打造|努力|构建|推进|在|以|为|和|与|促|让)")


def set_lines(text, width, indent, squeeze):
    """A paragraph in a column: `width()` gives the characters of the next line, the
    first is `indent` shorter, and a mark is squeezed in where `squeeze` others give way."""
    tokens = TOKEN.findall(text)
    out, line, used, at = [], "", 0, 0
    room = 2 * (width() - indent)
    while at < len(tokens):
        token = tokens[at]
        size = sum(1 if c < "\x7f" else 2 for c in token)
        if used + size <= room or not line:
            line, used, at = line + token, used + size, at + 1
            continue
        if token[0] in CLOSING:
            if sum(c in CLOSING or c in OPENING for c in line) >= squeeze:
                while at < len(tokens) and tokens[at][0] in CLOSING:
                    line, at = line + tokens[at], at + 1
            else:
                line, at = push(line, tokens, at)
        while len(line) > 1 and line[-1] in OPENING:
            line, at = push(line, tokens, at)
        out.append(line)
        line, used, room = "", 0, 2 * width()
    return out + [line] if line else out


def set_heading(text, width):
    """A heading in a column, without a last line of one or two characters."""
    lines = set_lines(text, lambda: width, 0, 0)
    while len(lines) > 1 and len(lines[-1]) < 3 and width > 8:
        width -= 1
        lines = set_lines(text, lambda: width, 0, 0)
    return lines


def push(line, tokens, at):
    """The last token of a line goes down, and marks with the character before them."""
    while at > 0 and len(line) > len(tokens[at - 1]):
        at -= 1
        line = line[:len(line) - len(tokens[at])]
        if tokens[at][0] not in CLOSING:
            break
    return line, at


def display(title, mode):
    """The lines of a title: one, its phrases ("lines"), shorter parts ("many")."""
    if mode == "one":
        return [title]
    out = []
    for part in title.split():
        cut = turn(part) if len(part) > (11 if mode == "many" else 16) else None
        out += [part[:cut], part[cut:]] if cut else [part]
    return out if len(out) <= 3 else [title]


def turn(part):
    """Where a phrase may be broken, near its middle and not inside quotation marks."""
    third = len(part) // 3
    whole = [at for at in (m.start() for m in TURNS.finditer(part))
             if third <= at <= 2 * third and all(part[:at].count(a) == part[:at].count(b) for a, b in ("“”", "《》"))]
    return min(whole, key=lambda at: abs(at - len(part) / 2), default=None)


def doubled(text):
    """Bold by printing twice, as a converter gives it: run by run."""
    word = "\u3400-\u9fff0-9A-Za-z·"
    return "".join(run * 2 for run in re.findall(f"[{word}]+|[^{word}]", text))


def kerned(text, dice):
    """Spaces that justification leaves around figures."""
    if dice.random() > 0.08:
        return text
    return re.sub(r"(?<=[\u4e00-\u9fff])(\d{2,4})(?=[\u4e00-\u9fff])", r" \1 ", text, count=1)


class Sheet:
    """Lines of a source and, for each article, which lines are what."""

    ROLES = ("title", "subtitle", "unit", "author", "note", "kicker", "headings", "para_starts", "caption", "toc")

    def __init__(self, blank=0):
        self.text, self.blank = [], blank
        self.articles, self.tags = [], {}
        self.lead = ""

    def put(self, text, article=None, role=None, tag=None):
        """A line, and `blank` empty ones as the converter puts them; its number."""
        if self.lead:
            text, self.lead, tag = self.lead + text, "", tag or "page-start"
        self.text.append(text)
        number = len(self.text)
        if article:
            article["set"].add(number)
            if role:
                article["roles"][role].append(number)
        if tag:
            self.tags[number] = tag
        self.text += [""] * self.blank
        return number

    def heading(self, lines, article, text):
        """The lines of a heading."""
        article["roles"]["headings"].append([self.put(line, article) for line in lines])
        article["headings"].append(text)

    def blanks(self, count):
        """At least so many empty lines before what comes next."""
        have = 0
        while have < len(self.text) and not self.text[-1 - have]:
            have += 1
        if self.text:
            self.text += [""] * max(0, count - have)

    def page(self, mark, blanks=3):
        """A page starts: with a space or a form feed before its first line, or blanks."""
        if mark == "space":
            while self.text and not self.text[-1]:
                self.text.pop()
            self.lead = " "
        elif mark == "feed" and self.text:
            self.lead = "\f"
        elif mark == "blanks":
            self.blanks(blanks)

    def article(self, kind, title=None, subtitle=None):
        """A new article of the gold, without lines so far."""
        article = {"n": len(self.articles) + 1, "kind": kind, "title": title, "subtitle": subtitle, "unit": None,
                   "authors": [], "author_note": None, "headings": [], "either": {}, "set": set(),
                   "roles": {role: [] for role in self.ROLES}}
        self.articles.append(article)
        return article

    def gold(self, name, layout):
        """What score_import.py reads, with the layout and what is special about lines."""
        for article in self.articles:
            ranges = article["ranges"] = []
            for number in sorted(article.pop("set")):
                if ranges and not any(self.text[ranges[-1][1]:number - 1]):
                    ranges[-1][1] = number
                else:
                    ranges.append([number, number])
        articles = [article for article in self.articles if article["ranges"]]
        return {"source": name, "layout": layout, "tags": self.tags, "articles": articles}
