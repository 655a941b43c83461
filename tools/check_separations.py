#!/usr/bin/env python3
"""Asks of files for print what their plates carry.

    check_separations.py FILE...

Text prints with black alone, so on a page without pictures the plates of cyan, magenta and
yellow are empty and that of black is not, unless the page is blank. Pages are painted by
MuPDF in four inks; without its colour management it takes inks as they are.
"""

import sys

import numpy
import pymupdf

# Dots an inch: fine enough that a thin line is no less than a shade.
DPI = 100


def plates(page):
    """The most ink that each plate has in one place, from 0 to 255."""
    pixels = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csCMYK)
    samples = numpy.frombuffer(pixels.samples, dtype=numpy.uint8)
    return samples.reshape(-1, pixels.n)[:, :4].max(axis=0)


def check(path):
    """How many pages of a file were asked, and what is wrong with them."""
    asked, wrong = 0, []
    with pymupdf.open(path) as document:
        for page in document:
            # Resources are shared by all pages: what counts is what the page shows.
            if b" Do" in page.read_contents():
                continue
            cyan, magenta, yellow, black = plates(page)
            asked += 1
            if cyan or magenta or yellow:
                inks = f"C {cyan} M {magenta} Y {yellow} of 255"
                wrong.append(f"{path}: page {page.number + 1} has colour: {inks}")
            if page.get_text().strip() and not black:
                wrong.append(f"{path}: page {page.number + 1} has text without ink")
    return asked, wrong


def main(paths):
    pymupdf.TOOLS.set_icc(False)
    pages, wrong = 0, []
    for path in paths:
        asked, found = check(path)
        pages += asked
        wrong += found
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"== {pages} pages without pictures, {len(wrong)} with other ink than black")
    if not pages:
        sys.exit("no page was asked")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
