#!/usr/bin/env python3
"""Is the import as good as it was?

    check_import.py SHARED REPORT.json

Scores the report of importing SHARED/seeds/*.txt with SHARED/import/score_import.py and
compares every figure with its floor. A floor is what was once reached, rounded down, so that a
change which reads real sources worse is seen; raise it when the import gets better.
"""
import pathlib
import re
import subprocess
import sys

FLOORS = {
    "articles_f1": 0.98,
    "title": 0.99,
    "unit": 0.99,
    "authors": 0.99,
    "paragraphs_f1": 0.98,
    "headings_f1": 0.98,
    "text": 0.99,
    # No tolerance: no character of a source may be lost.
    "kept": 1.0,
}


def main():
    shared, report = map(pathlib.Path, sys.argv[1:])
    failed = False
    for gold in sorted((shared / "import/gold").glob("*.json")):
        source = next((shared / "seeds").glob(f"{gold.stem}_*.txt"))
        command = [sys.executable, shared / "import/score_import.py", gold, source, report]
        # A gold file that covers only the first part of its source says so in its notes.
        first_part = re.search(r"--upto (\d+)", gold.read_text(encoding="utf-8"))
        if first_part:
            command += ["--upto", first_part.group(1)]
        line = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print("==", line.strip())
        for figure, value in re.findall(r"(\w+)=([\d.]+)", line):
            if float(value) < FLOORS.get(figure, 0.0):
                print(f"{gold.stem}: {figure} is {value}, floor {FLOORS[figure]}")
                failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
