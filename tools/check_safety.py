"""Kills builds, fills disks, takes away rights, and looks at what is left.

    python3 tools/check_safety.py HUIKAN [--kills 200] [--seed 1]

Builds the sample of this repository, in two states that differ in some articles, again and
again into one folder, and ends each build at a random moment (SIGKILL, SIGINT, SIGTERM in
turn). After each end every product must be, byte for byte, that of one of the two states; after
all of them a last build must make exactly what a build in an empty folder makes. Then four
builds at once into one folder, a disk too small for the books, and a disk that cannot be written
(tmpfs, for which one has to be root): the program must say so, exit with 3, and leave what was
there. Prints figures; exit 1 when anything was lost.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIGNALS = [signal.SIGKILL, signal.SIGINT, signal.SIGTERM]
# Notes of the program about the folder; they say what was made and are no products.
RECORDS = {"catalog.json", ".huikan"}


def products(out: Path) -> dict[str, bytes]:
    """The products below a folder by their names; temporary files have a dot in front."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    names = ((path.relative_to(out), path) for path in files)
    return {
        str(name): path.read_bytes()
        for name, path in names
        if not any(part in RECORDS or part.startswith(".") for part in name.parts)
    }


class Bench:
    """A publication in two states, and a folder that both are built into."""

    def __init__(self, huikan: str, folder: Path) -> None:
        self.huikan, self.folder = huikan, folder
        self.place = folder / "publication"
        self.out = folder / "out"
        self.place.mkdir()
        shutil.copy(ROOT / "huikan.toml", self.place)
        shutil.copytree(ROOT / "content", self.place / "content")
        self.articles = sorted(self.place.glob("content/*/*.md"))[::4]
        self.texts = [path.read_text("utf-8") for path in self.articles]
        self.failures: list[str] = []
        self.states = []
        for state in (0, 1):
            self.enter(state)
            whole = folder / f"state-{state}"
            self.run("-o", str(whole), "--force")
            self.states.append(products(whole))
        assert self.states[0].keys() == self.states[1].keys()
        assert self.states[0] != self.states[1]

    def enter(self, state: int) -> None:
        for path, text in zip(self.articles, self.texts, strict=True):
            path.write_text(text + "\n又有一段新来的话。\n" * state, "utf-8")

    def command(self, *words: str) -> list[str]:
        return [self.huikan, "build", "--lang", "en", *words]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), cwd=self.place, capture_output=True, text=True, check=False
        )

    def expect(self, holds: bool, words: str) -> None:
        if not holds:
            self.failures.append(words)
            print(f"FAIL {words}")

    def refusal(self, ran: subprocess.CompletedProcess[str], where: str) -> None:
        """The program said that the machine failed, and how."""
        said = [line for line in ran.stderr.splitlines() if line.startswith("error[D")]
        self.expect(ran.returncode == 3 and bool(said), f"{where}: {ran.returncode}, {ran.stderr}")
        print(f"== {where}: exit {ran.returncode}, {said[0] if said else 'nothing said'}")

    def whole(self, out: Path, when: str) -> bool:
        """Every product there is belongs to one of the states; whether both are seen."""
        seen = set()
        for name, data in products(out).items():
            known = [state.get(name) for state in self.states]
            self.expect(data in known, f"{when}: {name} is neither old nor new")
            if known[0] != known[1]:
                seen.add(known.index(data) if data in known else None)
        return len(seen) > 1

    def killed(self, kills: int, dice: random.Random) -> None:
        start = time.monotonic()
        self.enter(0)
        self.run("-o", str(self.out))
        took = time.monotonic() - start
        ended = mixed = 0
        for turn in range(kills):
            self.enter(turn % 2)
            words = self.command("-o", str(self.out), "--force")
            child = subprocess.Popen(
                words, cwd=self.place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            time.sleep(dice.random() * took * 1.3)
            sent = SIGNALS[turn % len(SIGNALS)]
            child.send_signal(sent)
            ended += child.wait() == -sent
            mixed += self.whole(self.out, f"{sent.name} {turn}")
        for state in (0, 1):
            self.enter(state)
            ran = self.run("-o", str(self.out))
            self.expect(ran.returncode == 0, f"the build after the kills: {ran.stderr}")
            same = products(self.out) == self.states[state]
            self.expect(same, f"after the kills state {state} is not what it ought to be")
        print(
            f"== {kills} builds got a signal, {ended} of them before they were done, "
            f"{mixed} between two products"
        )
        # Nobody was told, so at least most of them have to have been in time.
        self.expect(ended >= kills // 4, "too few builds were still at work")

    def together(self) -> None:
        self.enter(1)
        out = self.folder / "together"
        words = self.command("-o", str(out))
        children = [
            subprocess.Popen(words, cwd=self.place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _ in range(4)
        ]
        codes = [child.wait() for child in children]
        self.expect(codes == [0] * 4, f"four builds at once: {codes}")
        self.expect(products(out) == self.states[1], "four builds at once differ from one")
        print("== four builds at once made what one makes")

    def on_disk(self) -> None:
        """A disk that is full, and one that is read-only."""
        disk = self.folder / "disk"
        disk.mkdir()
        size = sum(map(len, self.states[0].values()))
        options = f"size={size * 3 // 2}"
        mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            print("== no rights to mount a small disk: full and read-only disks not tried")
            return
        try:
            out = disk / "out"
            self.enter(0)
            ran = self.run("-o", str(out))
            self.expect(ran.returncode == 0, f"a disk that is large enough: {ran.stderr}")
            # What is left is too little for the new books.
            (disk / "ballast").write_bytes(bytes(size * 3 // 2 - size - size // 20))
            self.enter(1)
            ran = self.run("-o", str(out), "--force")
            self.refusal(ran, "a full disk")
            self.whole(out, "full disk")
            (disk / "ballast").unlink()
            ran = self.run("-o", str(out))
            self.expect(products(out) == self.states[1], "room again, but not the new books")
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            before = products(out)
            ran = self.run("-o", str(out), "--force")
            self.refusal(ran, "a read-only disk")
            self.expect(products(out) == before, "a read-only disk was written")
        finally:
            subprocess.run(["umount", str(disk)], check=True)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("huikan")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    huikan = str(Path(asked.huikan).resolve())
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(huikan, Path(folder))
        bench.killed(asked.kills, random.Random(asked.seed))
        bench.together()
        bench.on_disk()
    print("== nothing lost" if not bench.failures else f"== {len(bench.failures)} failures")
    return 1 if bench.failures else 0


if __name__ == "__main__":
    sys.exit(main())
