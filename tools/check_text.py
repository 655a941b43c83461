#!/usr/bin/env python3
"""Is the text of the books the text of the articles?

    check_text.py OUT [--publication DIR]

OUT is what `huikan build` wrote; OUT/catalog.json says which articles stand in which product.
For each A5 PDF the characters inside the type area (so no running heads and folios) are taken
with pdftotext in content order, for each EPUB those of its documents in spine order. Every block of
every article, read here from its Markdown without any help of huikan, must stand there once,
whole and in order; between two blocks nothing may stand but what a book adds: list markers
and note marks. Notes, captions and tables may move, so they are looked up and taken out first;
the cells of a table must follow one another, but for a repeated head on a new page. Ruby is an
ornament in a PDF and must only stand in the EPUB. A booklet must hold the same characters as its
A5 PDF.

White space is not compared: where lines end is for other tests. Prints one line for each
product; exit status 1 when a product's text differs.
"""
import argparse
import collections
import html
import json
import pathlib
import re
import subprocess
import sys
import tomllib
import zipfile

MARK = "\ue000"  # stands for a note mark while blocks are compared
PAGE = "\f"
# What a book may put between two blocks: bullets and numbers of lists, marks of notes.
ADDED = re.compile(r"[\s\d.．、•·◦▪–○●（）()\[\]〔〕①-⑳㉑-㊿*†‡⁰-⁹¹²³↩↑←︎]*\Z")
NOTE_MARK = r"[\d①-⑳㉑-㊿〔〕\[\]（）()*†‡⁰-⁹¹²³]{1,5}"

# A footnote's definition with its indented further lines.
NOTE = re.compile(r"^\[\^[^\]]+\]:(.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*)", re.M)
# Characters that may stand before an article: a part title, or subtitle, unit, authors, date.
HEAD = 120


# ---- articles ---------------------------------------------------------------------------

class Article:
    """What a printed article must hold: blocks in order, and pieces that may move."""

    def __init__(self, path):
        self.path = path
        text = path.read_text(encoding="utf-8")
        head, body = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S).groups()
        self.title = field(head, "title")
        self.rubies, self.moving, self.tables, self.blocks = [], [], [], []
        self.read(body)

    def read(self, body):
        self.moving += [self.plain(note) for note in NOTE.findall(body)]
        body = NOTE.sub("", body)
        chunks = [[line for line in chunk.split("\n") if line.strip()]
                  for chunk in re.split(r"\n[ \t]*\n", body)]
        for index, chunk in enumerate(chunks):
            if goes_with_table(chunks, index):
                self.moving.append(self.plain("\n".join(chunk)))
            else:
                self.chunk(chunk)

    def chunk(self, lines):
        """One run of lines between blank lines."""
        lines = [re.sub(r"^\s*(?:>\s?)+", "", line) for line in lines]
        if is_table(lines):
            rows = [line.strip().strip("|") for line in lines[:1] + lines[2:]]
            cells = [self.plain(cell) for row in rows for cell in re.split(r"(?<!\\)\|", row)]
            self.tables.append([cell for cell in cells if cell])
            return
        part = []
        for line in lines:
            figure = re.match(r"\s*!\[(.*?)\]\(\S+?(?:\s+\"(.*?)\")?\)(?:\{.*?\})?\s*$", line)
            starts = re.match(r"\s*(?:[-*+]|\d+[.)])\s+", line)
            if figure or starts or line.lstrip().startswith("#"):
                self.flush(part)
                part = []
            if figure:
                self.moving.append(self.plain(figure.group(2) or figure.group(1)))
            elif line.lstrip().startswith("#"):
                self.add(self.plain(re.sub(r"^\s*#+\s*", "", line)))
            elif re.fullmatch(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*", line):
                self.flush(part)
                part = []
            else:
                part.append(line[starts.end():] if starts else line)
        self.flush(part)

    def flush(self, lines):
        if lines:
            self.add(self.plain("\n".join(re.sub(r"\\$", "", line) for line in lines)))

    def add(self, text):
        if text:
            self.blocks.append(text)

    def plain(self, text):
        """Markdown inlines into the characters that are printed."""
        kept = []

        def keep(match):
            kept.append(match.group(1))
            return f"\ue100{len(kept) - 1}\ue101"

        def ruby(match):
            self.rubies.append(squeeze(match.group(2)))
            return match.group(1)

        text = re.sub(r"\\([!-/:-@\[-`{-~])", keep, text)
        text = re.sub(r"\{([^{}|]+)\|([^{}|]+)\}", ruby, text)
        text = re.sub(r"\[\^[^\]]+\]", MARK, text)
        text = re.sub(r"<((?:https?://|mailto:)?[^<>\s]+(?:@|://|\.)[^<>\s]+)>", r"\1", text)
        text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", text)
        text = re.sub(r"\*\*|(?<!\w)__|__(?!\w)|~~|`", "", text)
        text = re.sub(r"\*(?=\S)([^*]+?)(?<=\S)\*", r"\1", text)
        text = re.sub("\ue100(\\d+)\ue101", lambda match: kept[int(match.group(1))], text)
        return squeeze(html.unescape(text))


def is_table(lines):
    return len(lines) > 1 and bool(re.fullmatch(r"[\s|:-]+", lines[1])) and "|" in lines[1]


def goes_with_table(chunks, index):
    """Whether a paragraph is caption, unit or note of a table, which may move to another page."""
    line = chunks[index][0] if len(chunks[index]) == 1 else ""
    after = chunks[index + 1:index + 3]
    if re.match(r"[（(]?(计量)?单位[：:]", line):
        return bool(after) and is_table(after[0])
    if re.match(r"附?表 *[\d一二三四五六七八九十.–-]+([ 　：:]|$)", line):
        return any(map(is_table, after[:1])) or (
            len(after) > 1 and goes_with_table(chunks, index + 1))
    if re.match(r"(注|说明|资料来源|数据来源|来源)[：:]", line) and index:
        return is_table(chunks[index - 1]) or goes_with_table(chunks, index - 1)
    return False


def field(head, key):
    """A value of the front matter; enough YAML for strings on one line."""
    match = re.search(rf"^{key}:[ \t]*(.*)$", head, re.M)
    value = re.sub(r"\s+#.*$", "", match.group(1)).strip() if match else ""
    if value[:1] == value[-1:] == '"' and len(value) > 1:
        return json.loads(value)
    if value[:1] == value[-1:] == "'" and len(value) > 1:
        return value[1:-1].replace("''", "'")
    return None if value in ("", "null", "~") else value


def squeeze(text):
    return re.sub(r"[\s\u200b\u2060\ufeff]+", "", text)


# ---- comparing --------------------------------------------------------------------------

def pattern(text):
    """A block as it may stand in a book: broken over pages and hyphenated."""
    out = []
    for i, char in enumerate(text):
        if char == MARK:
            out.append(NOTE_MARK)
        else:
            out.append(re.escape(char))
        if i + 1 < len(text):
            latin = char.isascii() and char.isalpha() and text[i + 1].isascii()
            out.append("-?\f?" if latin else "\f?")
    return re.compile("".join(out))


class Book:
    """The characters of a product, out of which those of its articles are taken."""

    def __init__(self, text):
        self.text = text
        self.place = 0

    def take_out(self, pieces, what):
        """Looks pieces up that may stand anywhere and removes them; returns those missing."""
        missing = []
        for piece in pieces:
            match = pattern(piece.strip(MARK)).search(self.text, self.place)
            if match:
                self.cut(match.start(), match.end())
            else:
                missing.append(f"{what}不在书里：{piece[:30]}")
        return missing

    def take_out_tables(self, tables):
        missing = []
        for table in tables:
            cells = [pattern(cell) for cell in table]
            firsts = cells[0].finditer(self.text, self.place)
            found = ((first.start(), self.table_end(cells, first.end())) for first in firsts)
            span = next((span for span in found if span[1]), None)
            if span:
                self.cut(*span)
            else:
                missing.append(f"表不在书里，或有缺漏：{'　'.join(table[:6])}")
        return missing

    def table_end(self, cells, place):
        """Where a table ends whose first cell ends here; `None` when a cell is amiss."""
        for cell in cells[1:]:
            match = cell.search(self.text, place, place + 400)
            between = self.text[place:match.start()] if match else None
            # A table carried over a page repeats its head; a short line says so.
            if between is None or (between and not (PAGE in between and len(between) < HEAD)):
                return None
            place = match.end()
        return place

    def cut(self, start, end):
        pages = PAGE * self.text.count(PAGE, start, end)
        self.text = self.text[:start] + pages + self.text[end:]

    def follow(self, article):
        """Goes through the blocks of an article; returns what is wrong."""
        blocks = [pattern(block) for block in article.blocks]
        if not blocks:
            return []
        best = (-1, "")
        for first in blocks[0].finditer(self.text, self.place):
            reached, place, wrong = self.run(article, blocks, first)
            if not wrong:
                return self.head(article, first.start(), place)
            if reached > best[0]:
                best = (reached, wrong)
        if best[0] < 0:
            return [f"首段不在书里：{article.blocks[0][:30]}"]
        return [best[1]]

    def run(self, article, blocks, first):
        place = first.end()
        for index in range(1, len(blocks)):
            match = blocks[index].search(self.text, place)
            shown = article.blocks[index].replace(MARK, "")[:30]
            if match is None:
                return index, place, f"第{index + 1}块不在书里：{shown}"
            between = self.text[place:match.start()]
            if not ADDED.match(between):
                return index, place, f"第{index + 1}块（{shown}）之前多出：{between.strip()[:40]}"
            place = match.end()
        return len(blocks), place, ""

    def head(self, article, start, place):
        """The title must stand a little before the first block, and little else."""
        last, self.place = self.place, place
        title = squeeze(article.title or "")
        if not title:
            return []
        found = list(pattern(title).finditer(self.text, max(last, start - HEAD), start))
        if not found:
            return [f"篇名不在正文之前：{title[:30]}"]
        before = self.text[last:found[-1].start()] if last else ""
        between = self.text[found[-1].end():start]
        if len(before) > HEAD or len(between) > HEAD:
            return [f"篇首多出：{max(before, between, key=len)[:40]}"]
        return []


def check(text, articles, with_ruby):
    """What is wrong with a product's text; nothing when it is the articles'."""
    book = Book(text)
    problems = []
    for article in articles:
        found = book.take_out(article.rubies, "注音") if with_ruby else []
        found += book.take_out(article.moving, "注文或图注")
        found += book.take_out_tables(article.tables)
        found += book.follow(article)
        problems += [f"{article.path}: {problem}" for problem in found]
    return problems


# ---- products ---------------------------------------------------------------------------

def type_area(publication, style):
    """Top and height of the type area in points, with room for what hangs over."""
    own = publication / "styles" / f"{style}.toml"
    built_in = pathlib.Path(__file__).parent.parent / "styles" / f"{style}.toml"
    data = tomllib.loads((own if own.exists() else built_in).read_text(encoding="utf-8"))
    top = float(data["page"]["top"].removesuffix("mm")) * 72 / 25.4
    pitch = float(data["text"]["pitch"].removesuffix("pt"))
    # The running head ends 13 pt above, the folio's top is 16 pt below the area.
    return int(top) - 6, int(pitch * data["text"]["lines"]) + 6


def pdf_text(path, area=None):
    crop = []
    if area:
        crop = ["-x", "0", "-W", "2000", "-y", str(area[0]), "-H", str(area[1])]
    command = ["pdftotext", "-raw", "-enc", "UTF-8", *crop, str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    return PAGE.join(squeeze(page) for page in text.split(PAGE))


def epub_text(path):
    """The text of an EPUB's documents in spine order, without the contents document."""
    with zipfile.ZipFile(path) as book:
        container = book.read("META-INF/container.xml").decode("utf-8")
        package = re.search(r'full-path="([^"]+)"', container).group(1)
        folder = package.rpartition("/")[0]
        opf = book.read(package).decode("utf-8")
        items = {}
        for tag in re.findall(r"<item\b[^>]*>", opf):
            attributes = dict(re.findall(r'([\w:-]+)="([^"]*)"', tag))
            items[attributes["id"]] = attributes
        texts = []
        for name in re.findall(r'<itemref\b[^>]*\bidref="([^"]+)"', opf):
            if "nav" in items[name].get("properties", ""):
                continue
            page = book.read("/".join(filter(None, [folder, items[name]["href"]])))
            texts.append(xhtml_text(page.decode("utf-8")))
    return PAGE.join(texts)


def xhtml_text(page):
    body = re.search(r"<body\b.*</body>", page, re.S).group()
    body = re.sub(r"<rp>.*?</rp>", "", body, flags=re.S)
    return squeeze(html.unescape(re.sub(r"<[^>]+>", "", body)))


def same_characters(one, other):
    left, right = (collections.Counter(re.sub(r"\s", "", text)) for text in (one, other))
    return left == right


def products(options):
    """Every product of the catalog with what is wrong with its text."""
    catalog = json.loads((options.out / "catalog.json").read_text(encoding="utf-8"))
    area = type_area(options.publication, "book-a5")
    for product in catalog["products"]:
        path = options.out / product["file"]
        files = [options.publication / article["file"] for article in product["articles"]]
        articles = [Article(file) for file in files]
        if product["edition"] == "epub":
            yield product["file"], check(epub_text(path), articles, True)
        elif product["edition"] == "a5":
            yield product["file"], check(pdf_text(path, area), articles, False)
        elif product["edition"] == "booklet":
            pages = path.with_name(path.name.replace("-booklet", "-a5"))
            same = same_characters(pdf_text(path), pdf_text(pages))
            yield product["file"], [] if same else [f"与 {pages.name} 的文字不同"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--publication", type=pathlib.Path, default=pathlib.Path("."))
    options = parser.parse_args()
    failed = False
    count = 0
    for name, problems in products(options):
        count += 1
        failed |= bool(problems)
        print(f"{'FAIL' if problems else 'ok  '} {name}")
        for problem in problems[:20]:
            print(f"     {problem}")
    print(f"== text of {count} products")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main())
