#!/usr/bin/env python3
"""Does import read sources that nobody has seen?

    resettle.py SHARED OUT --count N [--seed S] [--kind newspaper|magazine|compilation]
    resettle.py SHARED OUT --score HUIKAN [--errors N] [--least FIGURE=VALUE …]

The first form takes the articles whose structure is known (SHARED/import/gold with SHARED/seeds), sets
random selections of them anew as newspaper pages, magazine issues and compilations come out of converters,
and writes OUT/NAME.txt with OUT/gold/NAME.json, in the form that SHARED/import/score_import.py reads. Each
source keeps to one layout, as a publication does, with a little noise. Units, persons and
running heads that are added are invented. The second form imports all of OUT, scores each source with
score_import.py, prints the worst first, means for each kind, and which errors are most frequent, each with places.

A layout only shows what a reader could still tell: where it leaves no evidence (a boundary without title,
page or note), it is not made, and where two readings are both right the gold takes either ("either").
"""
import argparse
import json
import pathlib
import random
import sys

from resetting import compilation, judge, magazine, newspaper
from resetting.people import numeral
from resetting.pieces import load_score, read_pieces, renumber, shorten, widen

KINDS = {"newspaper": newspaper, "magazine": magazine, "compilation": compilation}
NUMBERINGS = {"一、": lambda count: numeral(count) + "、", "1.": lambda count: f"{count}."}


def write(shared, out, count, seed, kinds, forced):
    """Writes `count` sources of each kind, each of which follows from the seed; `forced`
    replaces what the layouts would draw."""
    pool = read_pieces(shared, load_score(shared))
    articles = [piece for piece in pool if piece.kind == "article"]
    briefs = [piece for piece in pool if piece.kind == "brief"]
    (out / "gold").mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        for index in range(count):
            dice = random.Random(f"{kind} {seed} {index}")
            chosen = dice.sample(articles, dice.randint(4, 12)) + dice.sample(briefs, dice.randint(3, 7))
            form = NUMBERINGS.get(dice.choice([None, None, None, "一、", "1."]))
            pieces = [renumber(shorten(piece, dice), form) for piece in chosen]
            if random.Random(f"{kind} {seed} {index} figures").random() < 0.05:
                pieces = [widen(piece) for piece in pieces]
            if kind == "newspaper":
                pieces = [piece for piece in pieces if piece.kind == "article"]
            sheet, layout = KINDS[kind].make(pieces, dice, forced)
            save(out, f"{kind}-{seed}-{index:03}", sheet, layout, dice)


def save(out, name, sheet, layout, dice):
    """Writes a source and its gold. Some converters leave a space after each line, some
    write line ends of Windows."""
    layout.update(trailing=dice.random() < 0.1, windows=dice.random() < 0.1)
    gold = json.dumps(sheet.gold(f"{name}.txt", layout), ensure_ascii=False, indent=1)
    lines = [line + " " * (layout["trailing"] and bool(line)) for line in sheet.text]
    end = "\r\n" if layout["windows"] else "\n"
    (out / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline=end)
    (out / f"gold/{name}.json").write_text(gold, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=20, help="sources of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--score", metavar="HUIKAN", help="the program that imports OUT")
    parser.add_argument("--errors", type=int, default=25, help="how many kinds of errors to show")
    parser.add_argument("--least", action="append", default=[], metavar="FIGURE=VALUE",
                        help="fail when the mean of a kind is below, as in --least title=0.85")
    parser.add_argument("--set", action="append", default=[], metavar="OPTION=JSON",
                        help="fix a choice of the layouts, as in --set width=16")
    args = parser.parse_args()
    forced = {name: json.loads(value) for name, _, value in (text.partition("=") for text in args.set)}
    if args.score:
        least = {name: float(value) for name, _, value in (text.partition("=") for text in args.least)}
        return judge.score_all(args.shared, args.out, args.score, args.errors, args.kind or "", least)
    write(args.shared, args.out, args.count, args.seed, [args.kind] if args.kind else KINDS, forced)
    return 0


if __name__ == "__main__":
    sys.exit(main())
