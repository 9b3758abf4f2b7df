"""The invitation as an official writes it, in Vietnamese (sample 1.7 of Decree 30/2020/NĐ-CP)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from giaoban.cycle.meetings.models import AgendaItem, Invitation, Invitee, Meeting
from giaoban.kit.paper.meeting_papers import MeetingInvitation
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.papers.selectors.letterheads import letterhead

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_POSTS = {
    Post.LEADER: "Lãnh đạo",
    Post.HEAD: "Thủ trưởng",
    Post.DEPUTY: "Phó Thủ trưởng",
    Post.OFFICER: "Chuyên viên",
    Post.OFFICE_CLERK: "Cán bộ văn phòng",
    Post.DOCUMENTS_CLERK: "Văn thư",
    Post.MEETING_SECRETARY: "Thư ký",
    Post.REPORTER: "Cán bộ tổng hợp",
    Post.AUDITOR: "Thanh tra",
    Post.ADMINISTRATOR: "Quản trị",
}


def invitation_paper(
    meeting: Meeting, *, on: date, signer_authority: tuple[str, ...], signer_name: str
) -> MeetingInvitation:
    """The invitation, without number and day: a draft until it is issued."""
    head = letterhead("GM", on=on)
    names = organisations.unit_names(on=on)
    return MeetingInvitation(
        agency=head["agency"],
        symbol=head["symbol"],
        place=head["place"],
        subject=f"Dự {meeting.title}",
        inviter=head["agency"],
        invited=tuple(invited_lines(meeting.invitees.all(), names)),
        event=meeting.title,
        chair=meeting.chaired_by or str(meeting.chair or ""),
        time=time_in_words(meeting),
        venue=_venue(meeting),
        agenda=tuple(agenda_lines(meeting, names)),
        notes=tuple(meeting.requirements.splitlines()),
        signer_authority=signer_authority,
        signer_name=signer_name,
        recipients=("Như trên", "Lưu: VT, VP"),
    )


def invited_lines(invitees: Any, names: Mapping[int, str]) -> list[str]:
    """`- Thủ trưởng Vụ A;` for each place, `.` after the last."""
    told = [f"- {_POSTS[Post(each.post)]} {names[each.unit_id]};" for each in invitees]
    return [*told[:-1], *(f"{line[:-1]}." for line in told[-1:])]


def invited_as(invitee: Invitee, names: Mapping[int, str]) -> str:
    return f"{_POSTS[Post(invitee.post)]} {names[invitee.unit_id]}"


def time_in_words(meeting: Meeting) -> str:
    """`8 giờ 00, thứ Ba ngày 07/7/2020`."""
    begins = timezone.localtime(meeting.starts_at)
    weekday = WEEKDAYS[begins.weekday()]
    day = f"{begins.day:02}/{begins.month}/{begins.year}"
    return f"{begins.hour} giờ {begins.minute:02}, {weekday} ngày {day}"


def _venue(meeting: Meeting) -> str:
    bridges = [each.name for each in meeting.bridges.all()]
    at = f", nối với {len(bridges)} điểm cầu: {'; '.join(bridges)}" if len(bridges) > 1 else ""
    return f"{meeting.place or '……'}{at}"


def agenda_lines(meeting: Meeting, names: Mapping[int, str]) -> list[str]:
    """Each item with its number and who presents it: `1. Báo cáo (Văn phòng, 20 phút)`."""
    items = list(meeting.items.all())
    lines = []
    for place, item in enumerate((each for each in items if not each.parent_id), start=1):
        lines.append(f"{place}. {_item(item, names)}")
        parts = (each for each in items if each.parent_id == item.pk)
        lines += [f"{place}.{n}. {_item(each, names)}" for n, each in enumerate(parts, start=1)]
    return lines


def _item(item: AgendaItem, names: Mapping[int, str]) -> str:
    who = item.presenter or (names[item.unit_id] if item.unit_id else "")
    inside = ", ".join(filter(None, (who, f"{item.minutes} phút")))
    return f"{item.title} ({inside})"


def as_issued(invitation: Invitation) -> MeetingInvitation:
    """The invitation as it was issued, whatever became of the meeting since."""
    words: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in invitation.words.items()
    }
    return MeetingInvitation(
        **words, symbol=invitation.symbol, number=invitation.number, on=invitation.on
    )
