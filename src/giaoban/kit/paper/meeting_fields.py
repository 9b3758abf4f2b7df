"""What the papers about meetings put into the braces of their templates."""

from typing import Any

from giaoban.kit.paper.clean import balanced, clean, cleaned
from giaoban.kit.paper.meeting_papers import ConclusionNotice, MeetingInvitation, MeetingMinutes

_SUBJECT_MM = 150.0  # the line of the page, less a little


def of_meeting(paper: MeetingInvitation | ConclusionNotice | MeetingMinutes) -> dict[str, Any]:
    match paper:
        case MeetingInvitation():
            return _of_invitation(paper)
        case ConclusionNotice():
            return _of_notice(paper)
        case MeetingMinutes():
            return _of_minutes(paper)


def _of_invitation(paper: MeetingInvitation) -> dict[str, Any]:
    return {
        "subject": balanced(paper.subject, _SUBJECT_MM, 14, bold=True),
        "inviter": clean(paper.inviter),
        "invited": cleaned(paper.invited),
        "event": clean(paper.event),
        "chair": clean(paper.chair),
        "time": clean(paper.time),
        "venue": clean(paper.venue),
        "agenda": cleaned(paper.agenda),
        "notes": cleaned(paper.notes),
    }


def _of_notice(paper: ConclusionNotice) -> dict[str, Any]:
    return {
        "subject": balanced(paper.subject, _SUBJECT_MM, 14, bold=True),
        "opening": cleaned(paper.opening),
        "conclusions": cleaned(paper.conclusions),
        "closing": clean(paper.closing),
    }


def _of_minutes(paper: MeetingMinutes) -> dict[str, Any]:
    return {
        "subject": balanced(paper.subject, _SUBJECT_MM, 14, bold=True),
        "sections": [
            {"title": clean(each.title), "lines": cleaned(each.lines)} for each in paper.sections
        ],
        "closing": clean(paper.closing),
        "secretary": clean(paper.secretary),
    }
