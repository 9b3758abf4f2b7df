"""The words in double braces that a Word template may use, and what a paper puts there."""

from typing import Any

from giaoban.kit.paper.clean import balanced, clean, cleaned
from giaoban.kit.paper.decree30 import (
    addressee_lines,
    count,
    date_line,
    day,
    number_line,
    recipient_lines,
)
from giaoban.kit.paper.letter import UrgedRow, UrgingLetter
from giaoban.kit.paper.meeting_fields import of_meeting
from giaoban.kit.paper.meeting_papers import ConclusionNotice, MeetingInvitation, MeetingMinutes
from giaoban.kit.paper.report import OverdueRow, ScoreCardReport, UnitRow
from giaoban.kit.paper.task_fields import of_overdue_list, of_register, of_slip
from giaoban.kit.paper.task_papers import AssignmentSlip, FollowUpRegister, OverdueList

_LETTERHEAD_MM = 66.0  # the left half of the letterhead, where the agency stands
_SUBJECT_MM = 150.0  # the line of the page, less a little

Paper = (
    ScoreCardReport
    | UrgingLetter
    | AssignmentSlip
    | FollowUpRegister
    | OverdueList
    | MeetingInvitation
    | ConclusionNotice
    | MeetingMinutes
)


def fields_of(paper: Paper) -> dict[str, Any]:
    """Every field of the template by name: text, lists of text, and rows of text by name.

    All text is precomposed and on one line, except where a long name is broken into even lines.
    """
    return {
        "agency_parent": balanced(paper.agency_parent.upper(), _LETTERHEAD_MM, 12, bold=False),
        "agency": balanced(paper.agency.upper(), _LETTERHEAD_MM, 12, bold=True),
        "number_line": clean(number_line(paper.number, paper.symbol)),
        "date_line": clean(date_line(paper.place, paper.on)),
        "addressees": cleaned(addressee_lines(paper.addressees)),
        "signer_authority": cleaned(line.upper() for line in paper.signer_authority),
        "signer_name": clean(paper.signer_name),
        "recipients": cleaned(recipient_lines(paper.recipients)),
        **_own(paper),
    }


def _own(paper: Paper) -> dict[str, Any]:
    """The fields that only papers of this kind have."""
    match paper:
        case ScoreCardReport():
            return _of_report(paper)
        case UrgingLetter():
            return _of_letter(paper)
        case MeetingInvitation() | ConclusionNotice() | MeetingMinutes():
            return of_meeting(paper)
        case AssignmentSlip():
            return of_slip(paper)
        case FollowUpRegister():
            return of_register(paper)
        case OverdueList():
            return of_overdue_list(paper)


def _of_report(report: ScoreCardReport) -> dict[str, Any]:
    return {
        "subject": balanced(report.subject, _SUBJECT_MM, 14, bold=True),
        "period": clean(report.period),
        "as_of": day(report.as_of),
        "summary": cleaned(report.summary),
        "units": [_unit(unit) for unit in report.units],
        "totals": _unit(report.totals),
        "overdue": [_overdue(task) for task in report.overdue],
        "notes": cleaned(report.notes),
        "chart": "",  # a picture takes its place where the report has one
        "chart_caption": clean(report.chart.caption) if report.chart else "",
    }


def _of_letter(letter: UrgingLetter) -> dict[str, Any]:
    return {
        "subject": balanced(f"V/v {letter.subject}", _LETTERHEAD_MM, 12, bold=False),
        "opening": cleaned(letter.opening),
        "rows": [_urged(row) for row in letter.rows],
        "requests": cleaned(letter.requests),
        "closing": clean(letter.closing),
    }


def _urged(row: UrgedRow) -> dict[str, str]:
    return {
        "unit": clean(row.unit),
        "task": clean(row.task),
        "document": clean(row.document),
        "deadline": day(row.deadline),
        "days_late": count(row.days_late) if row.days_late else "–",
    }


def _unit(row: UnitRow) -> dict[str, str]:
    return {
        "name": clean(row.name),
        "total": count(row.total),
        "done_on_time": count(row.done_on_time),
        "done_late": count(row.done_late),
        "open_in_time": count(row.open_in_time),
        "open_overdue": count(row.open_overdue),
        "on_time_of_due": clean(row.on_time_of_due),
        "on_time_rate": clean(row.on_time_rate),
    }


def _overdue(row: OverdueRow) -> dict[str, str]:
    return {
        "title": clean(row.title),
        "unit": clean(row.unit),
        "deadline": day(row.deadline),
        "days": count(row.days),
    }
