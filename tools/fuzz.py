"""Fuzz the door through which files come: mutated files of every form, for a minute.

Only a refusal may come out of it, and places must lie in the text. `make fuzz` runs it; with
atheris (`pip install atheris`) the mutations follow what the code does, else they are random.
"""

import argparse
import importlib
import importlib.util
import random
import sys
import tempfile
import time
from pathlib import Path

from giaoban.kit.office import converting
from giaoban.kit.reader.opening import Unreadable, door
from giaoban.kit.reader.opening.tests.build import a_docx, a_paragraph, a_table
from giaoban.kit.reader.opening.tests.build_office import (
    a_numbered,
    a_numbering,
    a_text_p,
    an_odt,
)

SEEDS = (
    "Giao Vụ Một rà soát quy trình trước ngày 15.".encode(),
    "Bµ H­êng yªu cÇu c¸c phßng b¸o c¸o sè liÖu.".encode(),
    "Giao Vụ Một".encode("utf-16-le"),
    a_docx(a_paragraph("Giao Vụ Một") + a_table([["a"], ["b"]], [["c"], ["d"]])),
    a_docx(a_numbered("x"), members={"word/numbering.xml": a_numbering(("decimal", "%1."))}),
    an_odt(a_text_p("Giao Vụ Một") + a_text_p("báo cáo")),
)
MOST_CHANGES = 8


def check(data: bytes) -> None:
    """Open a file; whatever is wrong with the outcome is raised."""
    try:
        opened = door.open_file(data)
    except Unreadable:
        return
    starts = [start for start, _place in opened.writing.places]
    if starts != sorted(starts) or any(not 0 <= at <= len(opened.text) for at in starts):
        raise AssertionError("a place lies outside the text")


def mutated(chance: random.Random) -> bytes:
    """One of the seeds with a few bytes changed, left out or put in."""
    data = bytearray(chance.choice(SEEDS))
    for _change in range(chance.randint(1, MOST_CHANGES)):
        at = chance.randrange(len(data) + 1)
        data[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    return bytes(data)


def fuzz_at_random(seconds: float, seed: int) -> int:
    """How many files were tried."""
    chance = random.Random(seed)  # noqa: S311 - not a secret; the seed repeats a run
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        data = mutated(chance)
        try:
            check(data)
        except Exception:
            print(f"fuzz: seed {seed}, file {count}: {data!r}", file=sys.stderr)
            raise
        count += 1
    return count


def fuzz_by_coverage(seconds: int) -> None:
    """Let atheris look for files that take new ways through the code."""
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports():
        for name in ("door", "forms", "plain", "word", "word_numbering", "opendocument"):
            importlib.reload(importlib.import_module(f"giaoban.kit.reader.opening.{name}"))
    with tempfile.TemporaryDirectory(prefix="giaoban-fuzz-") as folder:
        for number, seed in enumerate(SEEDS):
            (Path(folder) / str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", folder], check)
        atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(prog="tools.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # Old Word files would start LibreOffice for each; it is not what is tried here.
    converting.find_office = lambda: None
    if importlib.util.find_spec("atheris"):
        fuzz_by_coverage(options.seconds)
        return
    print("fuzz: atheris is not installed; the mutations are random", flush=True)
    count = fuzz_at_random(options.seconds, options.seed)
    print(f"fuzz: {count} files in {options.seconds} s, none went wrong", flush=True)


if __name__ == "__main__":
    main()
