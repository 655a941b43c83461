#!/usr/bin/env python3
"""check_mupdf.py DIR: MuPDF reads the text of every PDF below a folder and draws every page
without a word of warning. Prints each that has one; exits 1 then, or when there is no PDF.
"""

import pathlib
import sys

import pymupdf

# Enough to parse every operator; nobody looks at the pixels.
DPI = 20


def warnings(path):
    """What MuPDF has to say about a file."""
    pymupdf.TOOLS.reset_mupdf_warnings()
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text()
            page.get_pixmap(dpi=DPI)
    return pymupdf.TOOLS.mupdf_warnings()


def main():
    pymupdf.TOOLS.mupdf_display_errors(False)
    paths = sorted(pathlib.Path(sys.argv[1]).rglob("*.pdf"))
    found = [(path, said) for path in paths if (said := warnings(path))]
    for path, said in found:
        print(f"{path}: {said}")
    print(f"== {len(paths)} PDFs, {len(found)} with warnings of MuPDF")
    return 1 if found or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
