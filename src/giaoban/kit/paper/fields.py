"""The words in double braces that a Word template may use, and what a report puts there."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from giaoban.kit.paper.decree30 import (
    addressee_lines,
    count,
    date_line,
    day,
    number_line,
    recipient_lines,
)
from giaoban.kit.paper.lengths import balanced_lines
from giaoban.kit.paper.letter import UrgedRow, UrgingLetter
from giaoban.kit.paper.report import OverdueRow, ScoreCardReport, UnitRow

_LETTERHEAD_MM = 66.0  # the left half of the letterhead, where the agency stands
_SUBJECT_MM = 150.0  # the line of the page, less a little

Paper = ScoreCardReport | UrgingLetter


def fields_of(paper: Paper) -> dict[str, Any]:
    """Every field of the template by name: text, lists of text, and rows of text by name.

    All text is precomposed and on one line, except where a long name is broken into even lines.
    """
    own = _of_report(paper) if isinstance(paper, ScoreCardReport) else _of_letter(paper)
    return {
        "agency_parent": _balanced(paper.agency_parent.upper(), _LETTERHEAD_MM, 12, bold=False),
        "agency": _balanced(paper.agency.upper(), _LETTERHEAD_MM, 12, bold=True),
        "number_line": _clean(number_line(paper.number, paper.symbol)),
        "date_line": _clean(date_line(paper.place, paper.on)),
        "addressees": _cleaned(addressee_lines(paper.addressees)),
        "signer_authority": _cleaned(line.upper() for line in paper.signer_authority),
        "signer_name": _clean(paper.signer_name),
        "recipients": _cleaned(recipient_lines(paper.recipients)),
        **own,
    }


def _of_report(report: ScoreCardReport) -> dict[str, Any]:
    return {
        "subject": _balanced(report.subject, _SUBJECT_MM, 14, bold=True),
        "period": _clean(report.period),
        "as_of": day(report.as_of),
        "summary": _cleaned(report.summary),
        "units": [_unit(unit) for unit in report.units],
        "totals": _unit(report.totals),
        "overdue": [_overdue(task) for task in report.overdue],
        "notes": _cleaned(report.notes),
        "chart": "",  # a picture takes its place where the report has one
        "chart_caption": _clean(report.chart.caption) if report.chart else "",
    }


def _of_letter(letter: UrgingLetter) -> dict[str, Any]:
    return {
        "subject": _balanced(f"V/v {letter.subject}", _LETTERHEAD_MM, 12, bold=False),
        "opening": _cleaned(letter.opening),
        "rows": [_urged(row) for row in letter.rows],
        "requests": _cleaned(letter.requests),
        "closing": _clean(letter.closing),
    }


def _urged(row: UrgedRow) -> dict[str, str]:
    return {
        "unit": _clean(row.unit),
        "task": _clean(row.task),
        "document": _clean(row.document),
        "deadline": day(row.deadline),
        "days_late": count(row.days_late) if row.days_late else "–",
    }


def _unit(row: UnitRow) -> dict[str, str]:
    return {
        "name": _clean(row.name),
        "total": count(row.total),
        "done_on_time": count(row.done_on_time),
        "done_late": count(row.done_late),
        "open_in_time": count(row.open_in_time),
        "open_overdue": count(row.open_overdue),
        "on_time_of_due": _clean(row.on_time_of_due),
        "on_time_rate": _clean(row.on_time_rate),
    }


def _overdue(row: OverdueRow) -> dict[str, str]:
    return {
        "title": _clean(row.title),
        "unit": _clean(row.unit),
        "deadline": day(row.deadline),
        "days": count(row.days),
    }


def _clean(text: str) -> str:
    """One line of precomposed text without the characters that a Word file cannot hold."""
    composed = unicodedata.normalize("NFC", text)
    printable = (" " if unicodedata.category(char) in _NO_TEXT else char for char in composed)
    return "".join(printable).strip(" ")


# Control characters, which also end lines and paragraphs, and halves of surrogate pairs.
_NO_TEXT = {"Cc", "Cs", "Zl", "Zp"}


def _cleaned(lines: Iterable[str]) -> list[str]:
    return [_clean(line) for line in lines]


def _balanced(text: str, width: float, points: float, *, bold: bool) -> str:
    return "\n".join(balanced_lines(_clean(text), width, points, bold=bold))
