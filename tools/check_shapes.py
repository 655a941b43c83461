"""Asks whether what commands print with --json has the shapes of docs/schema/.

    python tools/check_shapes.py HUIKAN     (needs jsonschema from PyPI)

Runs the commands in a copy of the sample, one with a source to import. Exit 1 when an
answer does not fit its schema, or a schema has no answer.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "docs" / "schema"
# Files that people write; the program itself says what is wrong with them.
WRITTEN_BY_HAND = {"huikan", "article"}
COMMANDS = {
    "list": ["list", "--json"],
    "fonts": ["fonts", "--json"],
    "build": ["build", "--explain", "--json"],
    "build-plan": ["build", "river-2022", "--plan", "--json"],
    "check-books": ["check", "out/river-2022/river-2022.epub", "--json"],
    "where": ["where", "river-2022", "5", "--json"],
    "schedule": ["plan", "--json"],
}


def main() -> int:
    huikan = str(Path(sys.argv[1]).resolve())
    bad = 0
    seen = set(WRITTEN_BY_HAND)

    def fits(name: str, answer: str) -> int:
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        errors = list(Draft202012Validator(schema).iter_errors(json.loads(answer)))
        for error in errors[:3]:
            print(f"{name}: {error.json_path}: {error.message[:200]}")
        seen.add(name)
        return len(errors)

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copy(ROOT / "huikan.toml", place)
        shutil.copytree(ROOT / "content", place / "content")
        # A slip, so that there is a diagnostic to show.
        article = sorted(place.glob("content/*/*.md"))[0]
        article.write_text(article.read_text("utf-8") + "\n他说,好。\n", "utf-8")
        for name, words in COMMANDS.items():
            command = [huikan, *words]
            ran = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
            if ran.returncode > 1:
                print(f"{name}: exit {ran.returncode}: {ran.stderr[:300]}")
                bad += 1
                continue
            bad += fits(name, ran.stdout)
        bad += fits("catalog", (place / "out" / "catalog.json").read_text("utf-8"))
        checked = [huikan, "check", "--json"]
        ran = subprocess.run(checked, cwd=place, capture_output=True, text=True, check=False)
        bad += fits("build", ran.stdout)
        if '"code"' not in ran.stdout:
            print("the slip was not seen")
            bad += 1
        watched = [huikan, "watch", "river-2022", "--json"]
        watch = subprocess.Popen(watched, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        bad += fits("watch", watch.stdout.readline())
        watch.kill()
        watch.wait()
        logged = [huikan, "check", "--log-format", "json"]
        ran = subprocess.run(logged, cwd=place, capture_output=True, text=True, check=False)
        lines = ran.stderr.splitlines()
        bad += sum(fits("log-line", line) for line in lines) + (not lines)
        report = place / "report.json"
        source = ROOT / "sources" / "river-2022.txt"
        imported = [huikan, "import", str(source), "--explain", "--dry-run", "--report", str(report)]
        subprocess.run(imported, cwd=place, capture_output=True, check=False)
        bad += fits("import-report", report.read_text("utf-8"))
    names = {path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.json")}
    for name in sorted(names - seen):
        print(f"{name}: no command was asked")
        bad += 1
    print(f"== {len(seen - WRITTEN_BY_HAND)} shapes, {bad} to look at")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
