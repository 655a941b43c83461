#!/usr/bin/env python3
"""measure_watch.py HUIKAN PUBLICATION [--edition NAME] [--pairs N] [--edit word|paragraph|pages|character]

What a round of `huikan watch` costs beside a whole build of the same state: after each edit of one article (drawn,
the same each time) the round and a `build --force` into another folder, N pairs; CPU and wall time of both, and the
median of their ratios. The time of a round is what it says itself: from the first look at the folder to the last product
on the disk. Bytes of the products are compared too. The articles are put back as they were."""
import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import time
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("huikan")
parser.add_argument("publication", type=Path)
parser.add_argument("--edition")
parser.add_argument("--pairs", type=int, default=10)
parser.add_argument("--edit", choices=["word", "paragraph", "pages", "character"], default="word")
asked = parser.parse_args()
huikan = str(Path(asked.huikan).resolve())
editions = ["-e", asked.edition] if asked.edition else []
out = [asked.publication / name for name in ("out-of-watch", "out-of-build")]


def clean():
    for folder in out:
        shutil.rmtree(folder, ignore_errors=True)


def cpu(process):
    """Seconds that the threads of a process have run, to the nanosecond."""
    tasks = Path(f"/proc/{process.pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def edited(text, dice):
    """The text after an edit behind its first third."""
    stops = [place for place, character in enumerate(text) if character == "。" and place > len(text) // 3]
    at = dice.choice(stops)
    if asked.edit == "word":
        return text[:at] + "，" + text[at - 2:at] + text[at:]
    # Nothing that the article does not have: a new character is a case of its own.
    more = text[at - 20:at + 1].replace("\n", "") * (45 if asked.edit == "pages" else 1)
    if asked.edit == "character":
        more = "龘"
    return text[:at + 1] + "\n\n" + more + text[at + 1:]


def whole_build():
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([huikan, "build", "--force", "-o", out[1].name, *editions], cwd=asked.publication, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def same(round_):
    for made in round_["made"]:
        assert (out[0] / made["file"]).read_bytes() == (out[1] / made["file"]).read_bytes(), made["file"]


clean()
watch = subprocess.Popen([huikan, "watch", "--json", "-o", out[0].name, *editions], cwd=asked.publication, text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
rounds, builds = [], []
try:
    first = json.loads(watch.stdout.readline())
    print(f"first round: {len(first['made'])} products, {first['seconds']:.3f} s")
    files, dice = sorted((asked.publication / "content").rglob("*.md")), random.Random(7)
    for _ in range(asked.pairs):
        file = dice.choice(files)
        text = file.read_text(encoding="utf-8")
        before = cpu(watch)
        try:
            file.write_text(edited(text, dice), encoding="utf-8")
            round_ = json.loads(watch.stdout.readline())
            # Until the threads have gone to sleep.
            time.sleep(0.05)
            rounds.append((cpu(watch) - before, round_["seconds"]))
            builds.append(whole_build())
            same(round_)
        finally:
            file.write_text(text, encoding="utf-8")
        watch.stdout.readline()
        time.sleep(0.05)
    memory = Path(f"/proc/{watch.pid}/status").read_text()
    memory = int(next(line for line in memory.splitlines() if line.startswith("VmHWM")).split()[1]) // 1024
finally:
    watch.terminate()
    watch.wait()
    clean()
for index, name in enumerate(["CPU", "wall"]):
    of = [round_[index] for round_ in rounds]
    whole = [build[index] for build in builds]
    ratio = statistics.median(one / other for one, other in zip(of, whole))
    print(f"{name}: round {statistics.median(of):.4f} s, build {statistics.median(whole):.4f} s, ratio {ratio:.3f}")
print(f"memory of the watch: {memory} MB; bytes are the same")
