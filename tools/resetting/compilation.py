"""A compilation turned into text: a contents list, then one line for a paragraph."""
from resetting.heads import Head
from resetting.people import numeral
from resetting.sheet import Sheet, set_lines

PARTS = ("机关篇", "基层篇", "企业篇")


def draw(dice):
    """The layout of one compilation."""
    layout = {
        "title_lines": dice.choice(["one", "one", "lines", "many"]),
        "byline": dice.choice(["unit", "unit", "unit", "unit_mixed", "person", "both", "label", "end"]),
        "group": dice.choice([True, True, None]), "spaced": dice.choice(["", " ", "\u3000"]),
        "name_mark": dice.choice(["", "", "□ ", "作者："]), "one_line": dice.random() < 0.4,
        "unit_first": dice.random() < 0.6, "unit_mark": "", "unit_label": dice.choice(["【@】", "单位：@", "（@）", "报送单位：@"]),
        "date": dice.choice([None, None, "round", "round", "month"]),
        "note": dice.choice([None, None, "source", "source_round"]), "note_share": 0.4,
        "contents": dice.choice(["unit_line", "unit_prefix", "title", "title", "title_unit", None]),
        "leader": dice.choice(["\t", "……………………", " ", "..............", "·········", ""]),
        "contents_head": dice.choice(["目 录", "目录", "目\t录", "目　录"]),
        "missing": dice.choice([0, 0, 0.1, 0.2]), "cover": dice.random() < 0.2, "parts": dice.random() < 0.1,
        "numbered": dice.choice([None, None, None, None, "1．", "一、", "之"]), "brackets": dice.random() < 0.08,
        "width": dice.randint(30, 38), "wrapped": dice.random() < 0.15,
        "title_indent": "　" * dice.randint(4, 8) * (dice.random() < 0.08), "page_lines": dice.randint(24, 36),
        "page_blank": dice.random() < 0.8, "ghosts": dice.choice([0, 0.4, 0.8]),
        "newlines": dice.choice([0, 0.02, 0.05]),
        "number": dice.choice([None, None, "- %d -", "第%d页", "%d", "— %d —"]),
        "head": dice.choice([None, None, None, "云溪市学习交流材料汇编", "青川县经验材料选编"]),
        "gap": dice.choice([1, 1, 3, 8]), "indent": dice.choice(["", "", "", "　　", "    "]),
        "blank_after_title": dice.random() < 0.8,
    }
    if layout["numbered"] == "一、":
        # Sections have the same numbers: the contents list tells the titles.
        layout.update(contents="title", missing=0)
    return layout


class Book:
    """A compilation as it grows, with the lines its printed page had."""

    def __init__(self, layout, dice):
        self.layout, self.dice, self.sheet = layout, dice, Sheet()
        self.line, self.page = 0, dice.randint(1, 5)

    def is_full(self, more=0):
        return self.line + more >= self.layout["page_lines"]

    def turn(self, gap=0):
        """The printed page ends: a blank line, its number, the head of the next."""
        layout, blank = self.layout, int(self.layout["page_blank"])
        self.sheet.blanks(blank)
        if layout["number"]:
            self.sheet.put(layout["number"] % self.page, tag="furniture")
        self.sheet.blanks(max(gap, blank))
        if layout["head"]:
            self.sheet.put(layout["head"], tag="furniture")
            self.sheet.blanks(max(1, blank) if gap else blank)
        self.line, self.page = 0, self.page + 1


def make(pieces, dice, forced):
    layout = draw(dice) | forced
    book = Book(layout, dice)
    pieces = [piece for piece in pieces if piece.title and piece.kind == "article"]
    heads = [Head(piece, layout, dice, book.sheet) for piece in pieces]
    front_matter(book, heads)
    parts = dice.sample(range(1, len(pieces)), min(2, len(pieces) - 1)) if layout["parts"] else []
    for index, (piece, head) in enumerate(zip(pieces, heads)):
        gap = layout["gap"] + (dice.randint(1, 7) if dice.random() < 0.1 else 0)
        if index and gap >= 3 and book.line:
            book.turn(gap)
        elif index or layout["contents"]:
            book.sheet.blanks(gap)
        if index in parts:
            book.sheet.put(PARTS[parts.index(index)])
            book.sheet.blanks(1)
        title(book.sheet, head, index, layout)
        for heading, text in piece.blocks:
            block(book, head.article, heading, text)
        if head.end:
            book.sheet.blanks(dice.choice([0, 1]))
        head.put(book.sheet, head.end)
    return book.sheet, layout


def title(sheet, head, index, layout):
    """The lines above a text; whether a number or brackets belong to the title is open."""
    at = [i for i, (role, _) in enumerate(head.above) if role == "title"]
    either = [head.article["title"]]
    if layout["brackets"]:
        head.above[at[0]] = ("title", "《" + head.above[at[0]][1])
        head.above[at[-1]] = ("title", head.above[at[-1]][1] + "》")
        either.append(f"《{either[0]}》")
    if layout["numbered"] == "之":
        head.above.insert(0, ("kicker", "材料之" + numeral(index + 1)))
    elif layout["numbered"]:
        number = f"{index + 1}．" if layout["numbered"] == "1．" else numeral(index + 1) + "、"
        head.above[at[0]] = ("title", number + head.above[at[0]][1])
        either += [number + text for text in either]
    head.article["either"]["title"] = either
    head.put(sheet, [(role, layout["title_indent"] + text) for role, text in head.cluster()])
    sheet.blanks(int(layout["blank_after_title"]))


def front_matter(book, heads):
    """A cover and the contents list, with what such lists leave out."""
    sheet, layout, dice = book.sheet, book.layout, book.dice
    if layout["cover"]:
        cover = sheet.article("box", "封面")
        for line in ("学习交流材料汇编", "云溪市学习办公室 编", "2023年3月"):
            sheet.put(line, cover)
        sheet.blanks(3)
    if not layout["contents"]:
        return
    toc, page = sheet.article("toc", layout["contents_head"]), 1
    sheet.put(layout["contents_head"], toc, "title")
    sheet.blanks(1)
    for index, head in enumerate(heads):
        if dice.random() >= layout["missing"]:
            for line in entry(head.article, index, page, layout, dice):
                sheet.put(line, toc, "toc")
        page += dice.randint(2, 6)


def entry(article, index, page, layout, dice):
    text, name = article["title"], article["unit"] or " ".join(article["authors"])
    if dice.random() < 0.15:
        text = text.replace(" ", dice.choice(["", "  "]))
    shown = f"{layout['leader']}{page}" if layout["leader"] else ""
    number = f"{index + 1}．" if layout["numbered"] == "1．" else ""
    form = layout["contents"] if name else "title"
    return {"unit_line": [f"{number}{name}：", text + shown], "unit_prefix": [f"{number}{name}：{text}{shown}"],
            "title_unit": [f"{number}{text} {name}{shown}"], "title": [f"{number}{text}{shown}"]}[form]


def block(book, article, heading, text):
    layout, sheet = book.layout, book.sheet
    lines = set_lines(text, lambda: layout["width"], 2, 0)
    if book.is_full(2 if heading else 0):
        book.turn()
    if heading:
        book.line += len(lines)
        lines = lines if layout["wrapped"] else [text]
        lines[0] = layout["indent"] + lines[0]
        sheet.heading(lines, article, text)
        return
    run, tag, first = layout["indent"], None, True
    for index, line in enumerate(lines):
        run, last = run + line, index + 1 == len(lines)
        book.line += 1
        if last or book.is_full() or layout["wrapped"] or book.dice.random() < layout["newlines"] / (index + 1):
            number = sheet.put(run, article, None, tag)
            if first:
                article["roles"]["para_starts"].append(number)
            run, tag, first = "", "wrapped" if layout["wrapped"] else "spurious-newline", False
            if book.is_full() and not last:
                book.turn()
                tag = "page-break"
        elif line[-1] in "，、；：。”）" and book.dice.random() < layout["ghosts"]:
            # The ghost of a typeset line end.
            run += " "
