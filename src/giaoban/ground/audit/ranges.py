"""Many numbers in few words: `3-9,12`."""

from collections.abc import Iterable, Iterator
from itertools import groupby


def ranges_of(numbers: Iterable[int]) -> str:
    """`ranges_of([3, 4, 5, 12]) == "3-5,12"`, whatever their order."""
    runs = groupby(enumerate(sorted(set(numbers))), key=lambda each: each[1] - each[0])
    return ",".join(_run([number for _, number in run]) for _, run in runs)


def _run(numbers: list[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"


def numbers_in(ranges: str) -> Iterator[int]:
    for run in filter(None, ranges.split(",")):
        first, _, last = run.partition("-")
        yield from range(int(first), int(last or first) + 1)
