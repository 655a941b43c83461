"""Newspaper pages turned into text: narrow columns, several articles on a page."""
from resetting.heads import Head
from resetting.people import PAPERS, SECTIONS, day, person, weekday, written
from resetting.sheet import Sheet, kerned, set_heading, set_lines

# What converters leave of the head of a page.
FURNITURE = (
    ["{page:02} 理论 {date} {weekday} 责任编辑：{editor}"],
    ["{date}", "责任编辑：{editor} 版式：{other}", "第{page:02}版"],
    ["{name}", "{page}"],
    ["{name} {date} {weekday} 第{page}版"],
    ["理论周刊 A{page}", "{short} 编辑/{editor}"],
    ["{weekday} {date}", "{page}"],
    ["理论·实践", "投稿邮箱：lilun{page}@example.com", "{date}"],
    ["2版 要闻", "{date} {weekday} 责编 {editor} 校对 {other}"],
)
CAPTIONS = ("图为青年志愿者在社区清理河道。", "图为技术人员在田间查看苗情。", "▲孩子们在书屋里看书")


def draw(dice):
    """The layout of one newspaper."""
    layout = {
        "place": dice.choice(["after"] * 5 + ["before"] * 7 + ["mixed", "inside"]),
        "absent": dice.choice([0, 0, 0.1]),
        "title_lines": dice.choice(["one", "lines", "lines", "many"]),
        "byline": dice.choice(["unit", "unit", "unit_mixed", "person", "both", "reporter", "post", "none"]),
        "names_above": dice.random() < 0.05, "group": dice.choice([True, False, None]),
        "spaced": dice.choice(["", "", " ", " ", "\u3000"]), "name_mark": dice.choice(["", "", "■", "□", "作者："]),
        "one_line": dice.random() < 0.7, "unit_first": dice.random() < 0.5,
        "unit_mark": dice.choice([""] * 9 + ["■", "□ "]),
        "reporter": dice.choice(["本报记者", "记者", "全媒体记者"]),
        "kicker": dice.choice(SECTIONS) if dice.random() < 0.15 else None,
        "note": dice.choice([None, None, "post", "unit", "unit_narrow", "source", "source_round"]),
        "width": dice.randint(11, 26), "changes": dice.random() < 0.4,
        "indent": dice.choice(["", "", "", "　　", "    "]), "squeeze": dice.choice([0, 2, 2, 4]),
        "para_blank": dice.choice([1, 1, 0.95, 0]), "column": dice.randint(22, 60),
        "column_blank": dice.choice([0, 0.5, 0.9]), "quote_blank": dice.choice([0, 0.5, 1]),
        "page": dice.choice(["space", "space", "feed", "feed", "none", "blanks"]),
        "furniture": dice.choice([None, None, *range(len(FURNITURE))]),
        "furniture_at": dice.choice(["top", "top", "foot"]),
        "kerning": dice.random() < 0.4, "captions": dice.choice([0, 0, 0.15]),

        "blank_after_title": dice.random() < 0.8, "heads_centred": dice.random() < 0.3,
    }
    # A converter that loses indents loses the place of headings as well.
    layout["heads_centred"] &= bool(layout["indent"])
    if layout["place"] == "inside" and layout["page"] == "blanks":
        layout["page"] = "feed"
    if layout["page"] == "none":
        # Without a page the place of a title and the byline are all that divides.
        layout["place"] = "before" if layout["place"] in ("mixed", "inside") else layout["place"]
        layout["byline"] = "unit" if layout["byline"] == "none" else layout["byline"]
    return layout


def make(pieces, dice, forced):
    layout, sheet = draw(dice) | forced, Sheet()
    known = {"name": dice.choice(PAPERS), "editor": person(dice), "other": person(dice), "page": dice.randint(1, 6)}
    date = day(dice)
    known.update(date=written(date), weekday=weekday(date), short=f"{date.year}.{date.month}.{date.day}")
    while pieces:
        sheet.page(layout["page"])
        # Where nothing but the page shows that an article begins, each has its own.
        count = 1 if layout["byline"] == "none" or layout["place"] == "inside" else dice.choice([1, 1, 2, 2, 3])
        place = dice.choice(["before", "after"]) if layout["place"] == "mixed" else layout["place"]
        if layout["furniture_at"] == "top":
            furniture(sheet, layout, known)
        for index, piece in enumerate(pieces[:count]):
            article(sheet, piece, layout, dice, place, index == 0)
        if layout["furniture_at"] == "foot":
            furniture(sheet, layout, known)
        pieces = pieces[count:]
        known["page"] += 1
    return sheet, layout


def furniture(sheet, layout, known):
    if layout["furniture"] is not None:
        for line in FURNITURE[layout["furniture"]]:
            sheet.put(line.format(**known), tag="furniture")


def article(sheet, piece, layout, dice, place, first):
    marked = first and layout["page"] != "none"
    titled = bool(piece.title) and not (marked and dice.random() < layout["absent"])
    if not titled and not marked:
        return
    head, gap = Head(piece, layout, dice, sheet, titled), int(layout["para_blank"] > 0)
    if place == "before" and titled:
        sheet.blanks(0 if first else gap)
        head.put(sheet, head.cluster())
        sheet.blanks(gap if layout["blank_after_title"] else 0)
    column = Column(layout, dice, head if place == "inside" and titled else None)
    body(sheet, piece, head.article, column, first and not (place == "before" and titled))
    if head.end:
        sheet.blanks(gap)
        head.put(sheet, head.end)
    if (place == "after" or column.head) and titled:
        sheet.blanks(gap)
        head.put(sheet, head.cluster())
        sheet.blanks(gap)


class Column:
    """The column a text runs through: its width, the lines that are left in it, and the
    head that stands where it ends."""

    def __init__(self, layout, dice, head):
        self.head = head
        self.layout, self.dice, self.now = layout, dice, layout["width"]
        self.left = dice.randint(5, layout["column"])
        self.until = dice.randint(15, 60) if layout["changes"] and dice.random() < 0.5 else -1

    def width(self):
        """The width of the next line: a text may run on under a box."""
        self.until -= 1
        if self.until == 0:
            self.now = max(10, min(30, self.now + self.dice.choice([-6, -5, 5, 7, 9])))
        return self.now

    def ends(self):
        """Whether the column is full."""
        self.left -= 1
        if self.left <= 0:
            self.left = self.layout["column"] + self.dice.randint(-4, 4)
            return True
        return False


def body(sheet, piece, article, column, opens):
    """The text; `opens` says that it begins its page, where no blank stands before it."""
    layout, dice = column.layout, column.dice
    for heading, text in piece.blocks:
        if heading:
            sheet.blanks(int(layout["para_blank"] > 0))
            lines = set_heading(text, column.now - 2)
            indent = "  " if layout["heads_centred"] else layout["indent"]
            sheet.heading([indent + line for line in lines], article, text)
            sheet.blanks(int(layout["para_blank"] > 0 and dice.random() < 0.7))
            continue
        sheet.blanks(int(not opens and dice.random() < layout["para_blank"]))
        opens = False
        for index, line in enumerate(set_lines(text, column.width, 2, layout["squeeze"])):
            tag = between(sheet, column, line) if index else None
            line = kerned(line, dice) if layout["kerning"] else line
            number = sheet.put(line if index else layout["indent"] + line, article, None, tag)
            if index == 0:
                article["roles"]["para_starts"].append(number)


def between(sheet, column, line):
    """What comes between two lines of a paragraph, as a tag of the second."""
    layout, dice, tag = column.layout, column.dice, None
    if column.ends():
        if column.head:
            sheet.blanks(1)
            column.head.put(sheet, column.head.cluster())
            sheet.blanks(1)
            column.head = None
            return "after-title"
        if dice.random() < layout["captions"]:
            caption(sheet, dice)
            return "after-caption"
        if dice.random() < layout["column_blank"]:
            sheet.blanks(1)
            tag = "column-blank"
    if line[0] in "“‘" and dice.random() < layout["quote_blank"]:
        sheet.blanks(1)
        tag = "quote-blank"
    return tag


def caption(sheet, dice):
    article, text = sheet.article("caption"), dice.choice(CAPTIONS)
    sheet.blanks(1)
    sheet.put(text, article, "caption")
    if text[-1] == "。":
        sheet.put(f"{person(dice)} 摄", article, "caption")
    sheet.blanks(1)
