"""What stands around a text: title, unit, persons and notes, as a publication sets them."""
from resetting.people import PAPERS, day, person, post, spaced, unit, written
from resetting.sheet import display


class Head:
    """The lines above, below and at the end of one text, each with its role.

    `above` holds title and subtitle, `names` unit and persons, `below` the date, `end` what closes the text.
    """

    def __init__(self, piece, layout, dice, sheet, titled=True):
        self.layout, self.dice, self.piece = layout, dice, piece
        self.above, self.names, self.below, self.end = [], [], [], []
        self.article = sheet.article("article")
        if titled:
            self.title()
            BYLINES[layout["byline"]](self)
            if layout.get("date") and layout["byline"] != "end":
                self.below.append(("note", self.date(layout["date"])))
        if layout.get("note") and dice.random() < layout.get("note_share", 0.3) or not titled:
            self.note(layout["note"] or "post")

    def title(self):
        piece, layout = self.piece, self.layout
        self.article.update(title=piece.title, subtitle=piece.subtitle)
        if layout.get("kicker") and self.dice.random() < 0.6:
            self.above.append(("kicker", layout["kicker"]))
        self.above += [("title", line) for line in display(piece.title, layout["title_lines"])]
        if piece.subtitle:
            self.above.append(("subtitle", "——" + piece.subtitle))

    def cluster(self):
        """Title and byline in the order of the publication."""
        if self.layout.get("names_above"):
            return self.names + self.above + self.below
        return self.above + self.names + self.below

    def put(self, sheet, lines):
        for role, text in lines:
            sheet.put(text, self.article, role)

    def date(self, form):
        date = day(self.dice)
        return {"round": f"（{written(date)}）", "plain": written(date), "month": f"{date.year}年{date.month}月"}[form]

    def note(self, form):
        """A note at the end of the text: who the author is, or where it was printed."""
        dice, who = self.dice, unit(self.dice, False)
        source = f"《{dice.choice(PAPERS)}》{written(day(dice))}"
        text = {"source": f"载{source}", "source_round": f"（原载{source}）",
                "post": f"（作者系{who}{post(dice, who)}）", "unit": f"（作者单位：{who}）",
                "unit_narrow": f"(作者单位：{who})"}[form]
        if form.startswith("unit") and not self.article["unit"]:
            self.article["either"]["unit"] = [None, who]
        self.article["author_note"] = text
        self.end.append(("note", text))

    def name(self, name):
        return spaced(name, self.layout["spaced"])

    def by_none(self):
        """No byline."""

    def by_unit(self):
        self.article["unit"] = self.piece.unit or unit(self.dice, self.layout["group"])
        self.names.append(("unit", self.layout["unit_mark"] + self.article["unit"]))

    def by_unit_mixed(self):
        """Mostly units, now and then a person or nobody."""
        roll = self.dice.random()
        if roll > 0.1:
            (self.by_person if roll < 0.25 else self.by_unit)()

    def by_person(self):
        names = list(dict.fromkeys(person(self.dice) for _ in range(1 + (self.dice.random() < 0.12))))
        self.article["authors"] = names
        mark = " " if self.layout["spaced"] else self.dice.choice([" ", "、"])
        self.names.append(("author", self.layout["name_mark"] + mark.join(map(self.name, names))))

    def by_both(self):
        article, layout = self.article, self.layout
        article["unit"], name = self.piece.unit or unit(self.dice, False), person(self.dice)
        article["authors"] = [name]
        lines = [("unit", article["unit"]), ("author", layout["name_mark"] + self.name(name))]
        if layout["one_line"]:
            lines = [("unit", f"{article['unit']} {self.name(name)}")]
        self.names += lines if layout["unit_first"] else lines[::-1]

    def by_reporter(self):
        name, other = person(self.dice), person(self.dice)
        self.article["authors"] = [name]
        text = f"{self.layout['reporter']} {self.name(name)}"
        if self.dice.random() < 0.3 and other != name:
            self.article["authors"].append(other)
            text += f" 通讯员 {self.name(other)}"
        self.names.append(("author", text))

    def by_post(self):
        name, where = person(self.dice), unit(self.dice, False)
        self.article.update(authors=[name], author_note=where + post(self.dice, where))
        if self.layout["one_line"]:
            self.names.append(("author", f"{self.article['author_note']} {self.name(name)}"))
        else:
            self.names.append(("author", self.layout["name_mark"] + self.name(name)))
            self.names.append(("note", self.article["author_note"]))

    def by_label(self):
        self.article["unit"] = self.piece.unit or unit(self.dice, self.layout["group"])
        self.names.append(("unit", self.layout["unit_label"].replace("@", self.article["unit"])))

    def by_end(self):
        """Signed below the text, with the date."""
        self.article["unit"] = self.piece.unit or unit(self.dice, self.layout["group"])
        self.end += [("unit", self.article["unit"]), ("note", self.date(self.dice.choice(["plain", "month"])))]


BYLINES = {name[3:]: form for name, form in vars(Head).items() if name.startswith("by_")}
