"""Every check and every test, with one count at the end.

The checks; the tests on SQLite, in a browser too; those that use a database once more on
PostgreSQL, in a browser too; the reader's score on the labelled texts. Nothing stops at the first
failure. What could not run is counted as skipped and said with its reason; the last line counts
all.
"""

import argparse
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree  # reads only what pytest wrote a moment ago

from tools.check import failed_checks
from tools.postgres import NoPostgres, postgres

ROOT = Path(__file__).resolve().parents[1]
SCORE = ROOT / "tools" / "score.py"
PYTEST = (sys.executable, "-m", "pytest", "-q", "-rfE", "--no-header", "--tb=short")
BROWSER = ("-n", "2", "e2e")
NO_TESTS = 5  # pytest's exit status where it found none


@dataclass
class Tally:
    """What the runs came to; `broken` names what failed without being a test."""

    passed: int = 0
    failed: int = 0
    skips: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def closing_lines(self) -> Iterable[str]:
        for reason, number in sorted(self.skips.items()):
            yield f"skipped {number}: {reason}"
        for name in self.broken:
            yield f"FAILED: {name}"
        yield f"{self.passed} passed, {self.failed} failed, {self.skips.total()} skipped"


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.run_tests", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="SQLite alone, and no checks")
    fast = parser.parse_args().fast
    tally = Tally()
    if fast:
        run_pytest(tally, "SQLite", ["-n", "2"])
    else:
        run_all(tally)
    print()
    print("\n".join(tally.closing_lines()), flush=True)
    return 1 if tally.failed or tally.broken else 0


def run_all(tally: Tally) -> None:
    tally.broken.extend(f"check: {name}" for name in failed_checks())
    run_pytest(tally, "SQLite", ["-n", "2"])
    run_on_postgres(tally)
    run_pytest(tally, "browser", BROWSER)
    run_score(tally)


def run_on_postgres(tally: Tally) -> None:
    """What may not touch a database by the import contracts, the kit, is not run again."""
    arguments = ["-n", "2", "--ignore", "src/giaoban/kit", "src"]
    try:
        with postgres() as address:
            run_pytest(tally, "PostgreSQL", arguments, address)
            run_pytest(tally, "browser on PostgreSQL", BROWSER, address)
    except NoPostgres as missing:
        number = count_tests(arguments) + count_tests(BROWSER)
        print(f"NO POSTGRESQL HERE, {number} tests are not run on it: {missing}", flush=True)
        tally.skips[f"PostgreSQL: {missing}"] += number


def run_pytest(
    tally: Tally, name: str, arguments: Sequence[str], database: str | None = None
) -> None:
    print(f"tests: {name}", flush=True)
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [*PYTEST, f"--junit-xml={report}", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment(database), check=False)
        if report.exists():
            add_report(tally, name, report)
    if done.returncode not in {0, 1, NO_TESTS} or not report_explains(tally, done.returncode):
        tally.broken.append(f"tests: {name}: pytest ended with {done.returncode}")


def report_explains(tally: Tally, status: int) -> bool:
    """Whether a run that failed did so for tests that were counted."""
    return status != 1 or tally.failed > 0


def add_report(tally: Tally, name: str, report: Path) -> None:
    for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314  # ours
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            tally.failed += 1
        elif skipped is None:
            tally.passed += 1
        else:
            tally.skips[f"{name}: {skipped.get('message', '')}"] += 1


def count_tests(arguments: Sequence[str]) -> int:
    command = [*PYTEST, "--collect-only", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(None), capture_output=True, text=True, check=False
    )
    return sum("::" in line for line in done.stdout.splitlines())


def environment(database: str | None) -> dict[str, str]:
    """The machine's, but of ours only what tests may be told."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIAOBAN_")}
    if "GIAOBAN_CORPUS" in os.environ:
        ours["GIAOBAN_CORPUS"] = os.environ["GIAOBAN_CORPUS"]
    if database is not None:
        ours["GIAOBAN_DATABASE"] = database
    return ours


def run_score(tally: Tally) -> None:
    if not SCORE.exists():
        return
    print("score of the reader", flush=True)
    done = subprocess.run([sys.executable, "-m", "tools.score"], cwd=ROOT, check=False)
    if done.returncode != 0:
        tally.broken.append(f"score: ended with {done.returncode}")


if __name__ == "__main__":
    sys.exit(main())
