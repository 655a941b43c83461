#!/usr/bin/env python3
"""Puts the glyphs of a TrueType font in the order of use: first what is no Han, then the common Han in three classes,
then the rest as it stood. A book then reads one stretch of a font and not all of it, and the glyphs that make up half
of a text have neighbouring numbers. Within a class the order of characters stays: Han of one radical stand side by
side and deflate better.

usage: order_glyphs.py WORDS FONT OUT

WORDS is dict.txt of the PyPI package jieba 0.42.1 (a word, how often it was counted, a part of speech). Needs fonttools
4.68. The font must have its glyphs in the order of their characters, as the Noto fonts have; outlines stay as they are.
"""

import os
import sys
from collections import Counter

os.environ.setdefault("SOURCE_DATE_EPOCH", "1763683200")

from fontTools.ttLib import TTFont
from fontTools.ttLib.reorderGlyphs import reorderGlyphs

# How many Han each class ends with: half of all text, all of most texts (通用规范汉字表 has 3,500 of level one), and about
# as many as that table has.
CLASSES = [500, 3500, 8000]


def is_han(code):
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000


def by_frequency(words):
    """The Han of a word list, from the most common to the rarest."""
    counts = Counter()
    with open(words, encoding="utf-8") as lines:
        for line in lines:
            word, count = line.split()[:2]
            for character in word:
                counts[ord(character)] += int(count)
    return [code for code in sorted(counts, key=lambda code: (-counts[code], code)) if is_han(code)]


def main():
    words, source, out = sys.argv[1:]
    font = TTFont(source, recalcBBoxes=False, recalcTimestamp=False, lazy=False)
    for tag in font.keys():
        if tag != "GlyphOrder":
            font[tag]  # read every table while the old numbers hold
    glyphs = font.getGlyphOrder()
    cmap = font.getBestCmap()
    others = [code for code in sorted(cmap) if not is_han(code)]
    frequent = [code for code in by_frequency(words) if code in cmap]
    classes = [sorted(frequent[start:end]) for start, end in zip([0, *CLASSES], CLASSES)]
    first = [glyphs[0]] + [cmap[code] for code in others + sum(classes, [])]
    order = list(dict.fromkeys(first + glyphs))
    reorderGlyphs(font, order)
    font.save(out, reorderTables=False)


main()
