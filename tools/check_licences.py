"""Asks every dependency for its licence, and the index for versions that were withdrawn.

    python3 tools/check_licences.py

What is linked into huikan must be free to pass on with it: a licence expression (SPDX) has
to be satisfied by the licences below. A version that its author withdrew (`yanked` in the
index of crates.io) is reported too: that is how crates with a known hole are mostly dealt
with. The advisory database of RustSec itself is a git repository, which this project's
machines cannot reach; where it can be, `cargo audit` asks it.
"""

import json
import re
import subprocess
import sys
import urllib.request

# Licences that ask for no more than a notice, and MPL-2.0, whose files stay under it.
ALLOWED = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause",
    "CC0-1.0", "IJG", "ISC", "MIT", "MPL-2.0", "Unicode-3.0", "Unlicense", "Zlib",
}  # fmt: skip


def is_allowed(expression: str) -> bool:
    """Whether the allowed licences satisfy an SPDX expression; `/` is an old word for OR."""
    words = re.findall(r"\(|\)|[^\s()/]+|/", expression)
    tokens: list[str] = []
    for word in words:
        if word == "WITH" or (tokens and tokens[-1].endswith(" WITH")):
            tokens[-1] += f" {word}"
        else:
            tokens.append("OR" if word == "/" else word)

    def choice(at: int) -> tuple[bool, int]:
        value, at = both(at)
        while at < len(tokens) and tokens[at] == "OR":
            other, at = both(at + 1)
            value = value or other
        return value, at

    def both(at: int) -> tuple[bool, int]:
        value, at = one(at)
        while at < len(tokens) and tokens[at] == "AND":
            other, at = one(at + 1)
            value = value and other
        return value, at

    def one(at: int) -> tuple[bool, int]:
        if tokens[at] == "(":
            value, at = choice(at + 1)
            return value, at + 1
        return tokens[at] in ALLOWED, at + 1

    return choice(0)[0]


def is_yanked(name: str, version: str) -> bool:
    """Whether the index says that a version was withdrawn."""
    parts = {1: "1", 2: "2", 3: f"3/{name[0]}"}
    folder = parts.get(len(name), f"{name[:2]}/{name[2:4]}").lower()
    url = f"https://index.crates.io/{folder}/{name.lower()}"
    with urllib.request.urlopen(url, timeout=60) as answer:
        entries = [json.loads(line) for line in answer.read().splitlines()]
    return any(entry["vers"] == version and entry["yanked"] for entry in entries)


def main() -> int:
    # Expressions whose answer is known: a check that allows everything is none.
    assert is_allowed("GPL-3.0 OR MIT") and is_allowed("(MIT OR Apache-2.0) AND IJG")
    assert not is_allowed("GPL-3.0") and not is_allowed("MIT AND GPL-3.0")
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    packages = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    bad = []
    foreign = [p for p in packages["packages"] if p["source"]]
    for package in foreign:
        name, version, licence = package["name"], package["version"], package["license"]
        if not is_allowed(licence or "none"):
            bad.append(f"{name} {version}: {licence}")
        if is_yanked(name, version):
            bad.append(f"{name} {version}: withdrawn")
    print("\n".join(bad))
    print(f"== {len(foreign)} crates, {len(bad)} to look at")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
