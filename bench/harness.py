"""What a group of measurements is given, and how a measurement becomes a row.

A group is a module under bench/groups. Its name, with hyphens, is the group's; it has

    DATABASES = ("sqlite", "postgresql")  # or () where it needs none

    def run(bench: Bench) -> Iterable[Row]: ...

and measures with `bench.time`, `bench.rate` and `bench.count`, or has samples of its own made a
row by `bench.row`. Before the first group that asks for a database Django is set up and the
database has its tables and no rows.
"""

import argparse
import ast
import gc
import importlib
import json
import os
import statistics
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Protocol, cast

import django
from django.core.management import call_command

GROUPS = Path(__file__).parent / "groups"
NO_DATABASE = "none"
DEFAULT_REPEATS = 30
Better = Literal["lower", "higher"]


@dataclass(frozen=True)
class Row:
    """One line of the table. `bar` is what the median is held to, in its unit, or nothing."""

    group: str
    name: str
    median: float
    p95: float
    unit: str
    better: Better
    bar: float | None
    database: str
    rows: int | None

    @property
    def missed(self) -> bool:
        if self.bar is None:
            return False
        return self.median > self.bar if self.better == "lower" else self.median < self.bar

    def to_json(self) -> dict[str, str | float | None]:
        return asdict(self)


class Group(Protocol):
    """What a module under bench/groups has to have."""

    DATABASES: Sequence[str]

    def run(self, bench: "Bench") -> Iterable[Row]: ...


class Bench:
    """Measures for one group on one database. `rows` is how many rows the answer came from."""

    def __init__(self, group: str, database: str, repeats: int | None = None) -> None:
        self.group = group
        self.database = database
        self._repeats = repeats

    def time(
        self,
        name: str,
        action: Callable[[], object],
        *,
        bar: float | None = None,
        rows: int | None = None,
        repeats: int = DEFAULT_REPEATS,
    ) -> Row:
        """Milliseconds that `action` takes, once warm."""
        samples = [seconds * 1000 for seconds in self._seconds(action, repeats)]
        return self.row(name, samples, unit="ms", better="lower", bar=bar, rows=rows)

    def rate(
        self,
        name: str,
        action: Callable[[], object],
        *,
        amount: float,
        unit: str,
        bar: float | None = None,
        rows: int | None = None,
        repeats: int = DEFAULT_REPEATS,
    ) -> Row:
        """How much of `unit` a second does, where `action` does `amount` of it."""
        samples = [amount / seconds for seconds in self._seconds(action, repeats)]
        return self.row(name, samples, unit=f"{unit}/s", better="higher", bar=bar, rows=rows)

    def count(
        self,
        name: str,
        number: float,
        *,
        unit: str,
        better: Better = "lower",
        bar: float | None = None,
        rows: int | None = None,
    ) -> Row:
        """What is counted rather than timed: queries, bytes."""
        return self.row(name, [number], unit=unit, better=better, bar=bar, rows=rows)

    def row(
        self,
        name: str,
        samples: Sequence[float],
        *,
        unit: str,
        better: Better,
        bar: float | None = None,
        rows: int | None = None,
    ) -> Row:
        middle, end = statistics.median(samples), worst_but_few(samples, better)
        self.say(f"{name}: {middle:.3g} {unit}")
        return Row(
            group=self.group,
            name=name,
            median=round(middle, 4),
            p95=round(end, 4),
            unit=unit,
            better=better,
            bar=bar,
            database=self.database,
            rows=rows,
        )

    def say(self, what: str) -> None:
        """Tell who waits what is going on."""
        print(f"  {self.group} · {self.database} · {what}", file=sys.stderr, flush=True)

    def _seconds(self, action: Callable[[], object], repeats: int) -> list[float]:
        action()  # what is read for the first time is not what is measured
        samples = []
        for _ in range(self._repeats or repeats):
            gc.collect()
            began = time.perf_counter()
            action()
            samples.append(time.perf_counter() - began)
        return samples


def worst_but_few(samples: Sequence[float], better: Better) -> float:
    """The sample than which at most one in twenty is worse."""
    from_best = sorted(samples, reverse=better == "higher")
    return from_best[-(len(from_best) // 20) - 1]


def find_groups() -> Mapping[str, Sequence[str]]:
    """The databases on which each group is measured, by the name that `--only` takes.

    They are read, not imported: a group may import models, for which it is too early here.
    """
    return {
        path.stem.replace("_", "-"): declared_databases(path)
        for path in sorted(GROUPS.glob("[a-z]*.py"))
    }


def declared_databases(path: Path) -> tuple[str, ...]:
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="DATABASES")], value=value):
                return tuple(ast.literal_eval(value)) or (NO_DATABASE,)
    raise LookupError(f"{path} does not say its DATABASES")


def in_table(rows: Sequence[Row]) -> str:
    """The rows for a person; a bar that was not met says so."""
    head = ("group", "measured", "database", "rows", "median", "p95", "unit", "bar", "")
    lines = [head, *(cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    missed = sum(row.missed for row in rows)
    ending = f"{len(rows)} rows, {missed} bars missed"
    return "\n".join((*(laid_out(line, widths) for line in lines), ending))


def cells(row: Row) -> tuple[str, ...]:
    sign = "<=" if row.better == "lower" else ">="
    return (
        row.group,
        row.name,
        row.database,
        "" if row.rows is None else f"{row.rows:,}",
        f"{row.median:,.4g}" if row.median < 1000 else f"{row.median:,.0f}",
        f"{row.p95:,.4g}" if row.p95 < 1000 else f"{row.p95:,.0f}",
        row.unit,
        "" if row.bar is None else f"{sign} {row.bar:g}",
        "MISSED" if row.missed else "",
    )


def laid_out(line: Sequence[str], widths: Sequence[int]) -> str:
    numbers = {3, 4, 5, 7}
    padded = (
        cell.rjust(width) if column in numbers else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(line, widths, strict=True))
    )
    return "  ".join(padded).rstrip()


def main() -> int:
    """Measure some groups on one database, whose address the settings find in the environment."""
    parser = argparse.ArgumentParser(prog="bench.harness")
    parser.add_argument("database")
    parser.add_argument("result", type=Path)
    parser.add_argument("groups", nargs="+")
    parser.add_argument("--repeats", type=int, default=None)
    options = parser.parse_args()
    if options.database != NO_DATABASE:
        prepare_database()
    rows: list[Row] = []
    status = 0
    for name in options.groups:
        try:
            module = f"bench.groups.{name.replace('-', '_')}"
            group = cast("Group", importlib.import_module(module))
            rows.extend(group.run(Bench(name, options.database, options.repeats)))
        except Exception:  # one group's trouble is not the others'
            traceback.print_exc()
            status = 1
    options.result.write_text(json.dumps([row.to_json() for row in rows]), encoding="utf-8")
    return status


def prepare_database() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "giaoban.config.settings"
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


if __name__ == "__main__":
    sys.exit(main())
