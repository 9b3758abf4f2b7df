"""Measure every group, or one, on each database it asks for; print the table and keep the rows.

    python -m bench [--only GROUP] [--repeats N]

Each database has a process of its own, since the settings name one database for the whole process:
SQLite in var/bench.sqlite3, made anew, and a PostgreSQL server that lives as long as the run.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.harness import NO_DATABASE, Row, find_groups, in_table
from tools.postgres import NoPostgres, postgres

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
SQLITE = VAR / "bench.sqlite3"
FAILED = 1


def main() -> int:
    groups = find_groups()
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", choices=sorted(groups), metavar="GROUP", default=None)
    parser.add_argument("--repeats", type=int, default=None, help="instead of each group's own")
    options = parser.parse_args()
    wanted = {name: groups[name] for name in sorted(groups) if options.only in {None, name}}
    rows: list[Row] = []
    failed = False
    VAR.mkdir(exist_ok=True)
    for database in (NO_DATABASE, "sqlite", "postgresql"):
        names = [name for name, databases in wanted.items() if database in databases]
        if names:
            measured, status = measure(database, names, options.repeats)
            rows.extend(measured)
            failed = failed or status != 0
    print(in_table(rows), flush=True)
    written = json.dumps([row.to_json() for row in rows], indent=1, ensure_ascii=False)
    (VAR / "bench.json").write_text(written + "\n", encoding="utf-8")
    return FAILED if failed else 0


def measure(database: str, groups: Sequence[str], repeats: int | None) -> tuple[list[Row], int]:
    """The rows of these groups on this database, and the exit status of the process."""
    if database != "postgresql":
        for leftover in VAR.glob(f"{SQLITE.name}*"):
            leftover.unlink()
        return in_process(database, str(SQLITE), groups, repeats)
    try:
        with postgres() as address:
            return in_process(database, address, groups, repeats)
    except NoPostgres as missing:
        print(f"NO POSTGRESQL HERE, nothing is measured on it: {missing}", flush=True)
        return [], 0


def in_process(
    database: str, address: str, groups: Sequence[str], repeats: int | None
) -> tuple[list[Row], int]:
    with TemporaryDirectory() as folder:
        result = Path(folder) / "rows.json"
        command = [sys.executable, "-m", "bench.harness", database, str(result), *groups]
        if repeats is not None:
            command.append(f"--repeats={repeats}")
        environment = {**os.environ, "GIAOBAN_DATABASE": address, "GIAOBAN_FILES": folder}
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
        if not result.exists():
            return [], done.returncode or FAILED
        stored = json.loads(result.read_text(encoding="utf-8"))
        return [Row(**row) for row in stored], done.returncode


if __name__ == "__main__":
    sys.exit(main())
