"""The closing count of `make test`."""

from pathlib import Path

from tools.run_tests import Tally, add_report

REPORT = """<testsuites><testsuite>
  <testcase name="one"/>
  <testcase name="two"><failure message="1 == 2"/></testcase>
  <testcase name="three"><error message="no such fixture"/></testcase>
  <testcase name="four"><skipped message="NO OFFICE HERE"/></testcase>
  <testcase name="five"><skipped message="NO OFFICE HERE"/></testcase>
</testsuite></testsuites>"""


def test_runs_are_added_up_and_skips_keep_their_reasons(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    tally = Tally()
    add_report(tally, "SQLite", tmp_path / "report.xml")
    add_report(tally, "PostgreSQL", tmp_path / "report.xml")
    tally.broken.append("check: types")

    assert list(tally.closing_lines()) == [
        "skipped 2: PostgreSQL: NO OFFICE HERE",
        "skipped 2: SQLite: NO OFFICE HERE",
        "FAILED: check: types",
        "2 passed, 4 failed, 4 skipped",
    ]
