"""A magazine issue turned into text: pages with running heads, titles at odd places."""
from resetting.heads import Head
from resetting.people import MAGAZINES, SECTIONS, person
from resetting.sheet import Sheet, doubled, kerned, set_heading, set_lines

CAPTIONS = ("村文化礼堂里举行读书活动", "志愿者在服务站值班", "干部走访企业车间", "市民在公园参加健步走")


def draw(dice):
    """The layout of one magazine."""
    layout = {
        "place": dice.choice(["foot", "foot", "before", "before", "after"]),
        "title_lines": dice.choice(["one", "lines", "lines", "many"]),
        "byline": dice.choice(["person", "person", "reporter", "post", "post", "both", "unit", "none"]),
        "byline_first": dice.random() < 0.4, "names_above": dice.random() < 0.1, "group": None,
        "spaced": dice.choice(["", " ", " ", "\u3000"]), "name_mark": dice.choice(["■", "■", "□", "◎", "文/", "●"]),
        "one_line": dice.random() < 0.4, "unit_first": dice.random() < 0.4, "unit_mark": dice.choice(["", "", "", "■", "□"]), "reporter": "本刊记者",
        "note": dice.choice([None, None, "post", "unit"]), "note_share": 0.6,
        "width": dice.randint(14, 24), "squeeze": dice.choice([0, 2, 3]), "kerning": dice.random() < 0.3,
        "lines": dice.randint(30, 70), "blank": dice.choice([1, 1, 1, 0]),
        "page": dice.choice(["space", "space", "blanks", "feed"]),
        "head": dice.choice([None, "section", "section", "issue", "name", "both"]),
        "head_at": dice.choice(["top", "foot"]), "number": dice.choice([None, "pua", "plain", "with"]),
        "name": dice.choice(MAGAZINES), "issue": f"{dice.randint(2018, 2024)}年第{dice.randint(1, 24)}期",
        "doubled": dice.choice([None, None, "title", "section"]), "vertical": dice.random() < 0.15,
        "captions": dice.choice([0, 0.3, 0.6]), "caption_mark": dice.choice(["▲", "▲", "图为"]),
        "letterspaced": dice.random() < 0.4, "briefs": dice.random() < 0.35, "fresh": dice.random() < 0.8,
 "contents": dice.random() < 0.25,
        "colophon": dice.random() < 0.2,
    }
    # Persons may stand above a text whose title is elsewhere, units stand with the title.
    layout["byline_first"] &= layout["place"] != "before" and layout["byline"] in ("person", "reporter", "post")
    return layout


class Issue:
    """The pages of an issue: a page ends when it is full, with what stands at its foot."""

    def __init__(self, layout, dice):
        self.layout, self.dice, self.sheet = layout, dice, Sheet(layout["blank"])
        self.page, self.on_page = dice.randint(2, 9), 0
        self.foot, self.section = None, dice.choice(SECTIONS)

    def begin(self):
        self.page, self.on_page = self.page + 1, 0
        self.sheet.page(self.layout["page"])
        if self.layout["head_at"] == "top":
            self.furniture()

    def end(self):
        foot, self.foot = self.foot, None
        if foot:
            foot()
        if self.layout["head_at"] == "foot":
            self.furniture()

    def furniture(self):
        layout, even = self.layout, self.page % 2 == 0
        head, text = layout["head"], None
        if head == "section" or head == "both" and even:
            text = " ".join(self.section) if layout["letterspaced"] else self.section
        elif head in ("issue", "both"):
            text = f"{layout['name']} {layout['issue']}"
        elif head == "name" and even:
            text = layout["name"]
        number = {"pua": chr(0x100000 + self.page), "plain": str(self.page)}.get(layout["number"])
        if text and layout["number"] == "with":
            text = f"{self.page} {text}" if even else f"{text} {self.page}"
        for line in filter(None, (text, number)):
            self.sheet.put(line, tag="furniture")

    def line(self, text, article, role=None, keep=False):
        """A line of text, on a new page when the page is full."""
        if self.on_page >= self.layout["lines"] and not keep:
            self.end()
            self.begin()
        self.on_page += 1
        return self.sheet.put(text, article, role)


def make(pieces, dice, forced):
    layout = draw(dice) | forced
    issue = Issue(layout, dice)
    articles = [piece for piece in pieces if piece.kind == "article" and piece.title]
    briefs = [piece for piece in pieces if piece.kind == "brief"] if layout["briefs"] else []
    fresh = layout["fresh"] or layout["place"] != "before" or layout["byline"] == "none"
    issue.begin()
    heads = [Head(piece, layout, dice, issue.sheet) for piece in articles]
    front_matter(issue, heads)
    for index, (piece, head) in enumerate(zip(articles, heads)):
        if index and fresh:
            turn(issue)
        article(issue, piece, head)
    if briefs:
        turn(issue)
        if layout["vertical"]:
            for char in dice.choice(SECTIONS):
                issue.sheet.put(char, tag="furniture")
        for piece in briefs:
            brief = issue.sheet.article("brief", piece.title)
            issue.line(piece.title, brief, "title")
            block(issue, brief, False, piece.blocks[0][1])
    issue.end()
    return issue.sheet, layout


def turn(issue):
    """The next article begins a page, perhaps a new section."""
    issue.end()
    if issue.dice.random() < 0.3:
        issue.section = issue.dice.choice(SECTIONS)
    issue.begin()


def front_matter(issue, heads):
    """A contents page and who makes the magazine."""
    sheet, layout, dice = issue.sheet, issue.layout, issue.dice
    if layout["colophon"]:
        box = sheet.article("box", "版权页")
        for line in ("主管：云溪市文化联合会", f"主办：{layout['name']}杂志社", f"主编：{person(dice)}",
                     f"责任编辑：{person(dice)} {person(dice)}", "地址：云溪市望山路18号", "电话：0555-1234567"):
            sheet.put(line, box)
        turn(issue)
    if layout["contents"]:
        toc, page = sheet.article("toc", "目录"), issue.page
        sheet.put(dice.choice(["目 录", "目录", "目录 CONTENTS"]), toc, "title")
        for head in heads:
            page += dice.randint(1, 5)
            names = " ".join(head.article["authors"]) or head.article["unit"] or ""
            sheet.put(f"{page:02} {head.article['title']}{' / ' + names if names else ''}", toc, "toc")
        turn(issue)


def article(issue, piece, head):
    layout, sheet, dice = issue.layout, issue.sheet, issue.dice
    if layout["doubled"] == "title":
        head.above = [(role, doubled(text) if role == "title" else text) for role, text in head.above]
    opening = head.names if layout["byline_first"] else []
    head.names = [] if layout["byline_first"] else head.names
    caption = layout["caption_mark"] + dice.choice(CAPTIONS) if dice.random() < layout["captions"] else None

    def cluster():
        head.put(sheet, head.cluster())
        if layout["doubled"] == "section" and layout["place"] == "foot":
            sheet.put(doubled(issue.section), tag="furniture")
        if caption:
            sheet.put(caption, sheet.article("caption"), "caption")

    if layout["place"] == "before":
        cluster()
    head.put(sheet, opening)
    if layout["place"] == "foot":
        issue.foot = cluster
    for heading, text in piece.blocks:
        block(issue, head.article, heading, text)
    head.put(sheet, head.end)
    # A text of one page has its title below it.
    if layout["place"] == "after" or issue.foot:
        issue.foot = None
        cluster()


def block(issue, article, heading, text):
    layout = issue.layout
    lines = set_lines(text, lambda: layout["width"], 2, layout["squeeze"])
    lines = set_heading(text, layout["width"] - 2) if heading else lines
    lines = [kerned(line, issue.dice) for line in lines] if layout["kerning"] else lines
    numbers = []
    for index, line in enumerate(lines):
        # A heading is not divided, and a title at the foot of a page shows best in mid-sentence.
        keep = heading and index > 0 or issue.foot and index == 0 and issue.dice.random() < 0.85
        numbers.append(issue.line(line, article, keep=keep))
    if heading:
        article["roles"]["headings"].append(numbers)
        article["headings"].append(text)
    else:
        article["roles"]["para_starts"].append(numbers[0])
