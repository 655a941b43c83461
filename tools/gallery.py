#!/usr/bin/env python3
"""Draw docs/gallery/pages.png: eight pages of the built sample on a table.

    huikan build -o out && python3 tools/gallery.py out

Wants pdftoppm and Pillow. Pages are counted from the first of the file.
"""
import io
import subprocess
import sys

from PIL import Image, ImageFilter

PAGES = [
    ("river-2022-a5", 1),  # cover
    ("reading-2023-a5", 5),  # contents by parts
    ("river-2022-a5", 7),  # opening of an article
    ("river-2022-a5", 8),  # map and footnote
    ("river-2022-a5", 9),  # table
    ("reading-2023-a5", 10),  # ruby and a long address in a note
    ("ferry-vertical", 13),  # table and note of a vertical book, at the left of its spread
    ("ferry-vertical", 12),  # text with dots at its side, at the right
]
COLUMNS, GAP, DPI, TABLE = 4, 24, 70, (236, 234, 224)


def page(out, product, number):
    pdf = f"{out}/{product.rsplit('-', 1)[0]}/{product}.pdf"
    command = ["pdftoppm", "-r", str(DPI), "-png", "-f", str(number), "-l", str(number), pdf]
    png = subprocess.run(command, check=True, capture_output=True).stdout
    return Image.open(io.BytesIO(png)).convert("RGB")


def main():
    out = sys.argv[1]
    pictures = [page(out, *where) for where in PAGES]
    width, height = pictures[0].size
    rows = -(-len(pictures) // COLUMNS)
    size = (COLUMNS * (width + GAP) + GAP, rows * (height + GAP) + GAP)
    shadow = Image.new("RGB", size, TABLE)
    places = [
        (GAP + index % COLUMNS * (width + GAP), GAP + index // COLUMNS * (height + GAP))
        for index in range(len(pictures))
    ]
    for x, y in places:
        shadow.paste((176, 174, 164), (x + 4, y + 5, x + 4 + width, y + 5 + height))
    sheet = shadow.filter(ImageFilter.GaussianBlur(5))
    for picture, place in zip(pictures, places):
        sheet.paste(picture, place)
    # Sixty-four shades are enough for print in black and one small map.
    sheet.quantize(64).save("docs/gallery/pages.png", optimize=True)


main()
