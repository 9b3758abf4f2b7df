"""Minutes and notice put together from what was recorded, in Vietnamese, to be edited."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from giaoban.cycle.meetings.floor.folding import State, fold
from giaoban.cycle.meetings.floor.selectors import counted
from giaoban.cycle.meetings.models import Conclusion, Meeting, Minutes, Notice
from giaoban.cycle.meetings.preparing.papers import invited_as
from giaoban.cycle.meetings.types import Answer, Choice, Landing
from giaoban.kit.paper.meeting_papers import ConclusionNotice, MeetingMinutes, MinutesSection
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.papers.selectors.letterheads import letterhead

Names = Mapping[int, str]
_CHOICES = {
    Choice.FOR: "tán thành",
    Choice.AGAINST: "không tán thành",
    Choice.ABSTAIN: "không ý kiến",
}


def assembled_minutes(meeting: Meeting, *, now: datetime) -> str:
    """The text of the minutes: each section begins with a line `I. …`."""
    names = organisations.unit_names(on=timezone.localdate(now))
    state = fold(meeting.events.all())
    sections = [
        ("Thời gian, địa điểm", _when(meeting)),
        ("Thành phần tham dự", _who(meeting, names)),
        ("Diễn biến hội nghị", _course(meeting, state, names)),
        ("Câu hỏi, kiến nghị và trả lời", _questions(meeting, names)),
        ("Biểu quyết", _votes(meeting, now)),
        ("Kết luận", conclusion_lines(meeting, names)),
    ]
    told = [(title, list(lines)) for title, lines in sections]
    kept = [(title, lines) for title, lines in told if lines]
    return "\n\n".join(
        "\n".join((f"{_ROMAN[place]}. {title}", *lines))
        for place, (title, lines) in enumerate(kept)
    )


_ROMAN = ("I", "II", "III", "IV", "V", "VI")


def _hour(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.hour} giờ {local.minute:02}"


def _when(meeting: Meeting) -> Iterable[str]:
    began = meeting.opened_at or meeting.starts_at
    yield f"Bắt đầu vào {_hour(began)}, ngày {timezone.localtime(began):%d/%m/%Y}."
    if meeting.closed_at:
        yield f"Kết thúc vào {_hour(meeting.closed_at)} cùng ngày."
    if meeting.place:
        yield f"Địa điểm: {meeting.place}."


def _who(meeting: Meeting, names: Names) -> Iterable[str]:
    chair = meeting.chaired_by or str(meeting.chair or "")
    if chair:
        yield f"Chủ trì: {chair}."
    bridges = list(meeting.bridges.all())
    there = [each for each in bridges if each.attending is not None]
    total = sum(each.attending or 0 for each in there)
    if bridges:
        yield f"Số điểm cầu: {len(bridges)}; có mặt {total} người tại {len(there)} điểm cầu."
    for bridge in there:
        who = f" ({'; '.join(bridge.names.splitlines())})" if bridge.names else ""
        yield f"- {bridge.name}: {bridge.attending} người{who}."
    for invitee in meeting.invitees.all():
        if invitee.answer == Answer.SUBSTITUTE:
            yield (
                f"- {invited_as(invitee, names)} cử {invitee.substitute} dự thay: {invitee.reason}."
            )
        elif invitee.answer == Answer.DECLINED:
            yield f"- {invited_as(invitee, names)} vắng mặt: {invitee.reason}."


def _course(meeting: Meeting, state: State, names: Names) -> Iterable[str]:
    for place, item in enumerate(meeting.items.all(), start=1):
        begun = state.begun.get(item.pk)
        if begun is None:
            continue
        used = _minutes(state.used.get(item.pk, timedelta()))
        who = item.presenter or (names[item.unit_id] if item.unit_id else "")
        by = f", {who} trình bày" if who else ""
        yield f"{place}. {item.title}{by} ({_hour(begun)}, {used} trên {item.minutes} phút)."
        for speech in state.spoken:
            if speech.item_id == item.pk:
                yield f"- {speech.speaker} phát biểu {_minutes(speech.lasted)} phút."


def _minutes(length: timedelta) -> int:
    return max(1, round(length.total_seconds() / 60))


def _questions(meeting: Meeting, names: Names) -> Iterable[str]:
    for place, each in enumerate(meeting.questions.all(), start=1):
        yield f"{place}. {names[each.asked_by_id]} hỏi: {each.text}"
        answering = names[each.answering_id] if each.answering_id else "Chủ trì"
        if each.answer:
            yield f"{answering} trả lời: {each.answer}"
        elif each.answered_at:
            yield f"{answering} đã trả lời tại hội nghị."
        else:
            yield "Chưa trả lời; chuyển sang hội nghị sau."


def _votes(meeting: Meeting, now: datetime) -> Iterable[str]:
    for place, vote in enumerate(meeting.votes.all(), start=1):
        counts = counted(vote, now=now)
        told = ", ".join(f"{counts[choice]} {words}" for choice, words in _CHOICES.items())
        how = "biểu quyết kín" if vote.secret else "biểu quyết công khai"
        yield f"{place}. {vote.text} ({how}): {told}."


def conclusion_lines(meeting: Meeting, names: Names) -> list[str]:
    """What was concluded and not withdrawn, numbered; a task with its unit and deadline."""
    found = meeting.conclusions.exclude(landing=Landing.WITHDRAWN).select_related("task")
    return [f"{place}. {_concluded(each, names)}" for place, each in enumerate(found, start=1)]


def _concluded(each: Conclusion, names: Names) -> str:
    text = each.text.strip().rstrip(".;")
    if each.landing != Landing.TASK:
        return f"{text}."
    has = " ".join(text.split())
    lead = names[each.lead_id] if each.lead_id else ""
    told = [f"đơn vị chủ trì: {lead}"] if lead and lead.lower() not in has.lower() else []
    if each.due_on and not each.due_text:
        told.append(f"thời hạn: {each.due_on:%d/%m/%Y}")
    return f"{text} ({'; '.join(told)})." if told else f"{text}."


def sections_of(text: str) -> tuple[MinutesSection, ...]:
    """The text of minutes in its parts: a line such as `II. …` begins one."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line in filter(None, (each.strip() for each in text.splitlines())):
        number, _dot, rest = line.partition(". ")
        if rest and number in _ROMAN:
            sections.append((line, []))
        else:
            sections[-1][1].append(line)
    told = [MinutesSection(title, tuple(lines)) for title, lines in sections]
    return tuple(each for each in told if each.title or each.lines)


def minutes_paper(minutes: Minutes, *, on: date, secretary: str) -> MeetingMinutes:
    meeting = minutes.meeting
    head = letterhead("BB", on=on)
    ended = meeting.closed_at
    closing = f"Hội nghị kết thúc vào {_hour(ended)}" if ended else "Biên bản được lập"
    chair = meeting.chaired_by or str(meeting.chair or "")
    return MeetingMinutes(
        agency=head["agency"],
        symbol=head["symbol"],
        place=head["place"],
        subject=meeting.title,
        sections=sections_of(minutes.text),
        closing=f"{closing}, ngày {meeting.on:%d/%m/%Y}./.",
        secretary=secretary,
        signer_authority=("CHỦ TỌA",),
        signer_name=chair,
        recipients=("Thành phần dự họp", "Lưu: VT, VP"),
        on=meeting.on,
    )


def notice_paper(
    meeting: Meeting, *, on: date, signer_authority: tuple[str, ...], signer_name: str
) -> ConclusionNotice:
    """The notice, without number and day: a draft until it is issued."""
    names = organisations.unit_names(on=on)
    head = letterhead("TB", on=on)
    chair = meeting.chaired_by or str(meeting.chair or "")
    began = timezone.localtime(meeting.opened_at or meeting.starts_at)
    at = f", tại {meeting.place}" if meeting.place else ""
    bridges = meeting.bridges.count()
    online = f", nối với {bridges} điểm cầu" if bridges > 1 else ""
    by = f"{chair} đã chủ trì" if chair else f"{head['agency']} đã tổ chức"
    return ConclusionNotice(
        agency=head["agency"],
        symbol=head["symbol"],
        place=head["place"],
        subject=f"Kết luận tại {meeting.title}",
        opening=(
            f"Ngày {began:%d/%m/%Y}{at}, {by} {meeting.title}{online}.",
            "Sau khi nghe báo cáo và ý kiến của các đại biểu, Chủ trì kết luận như sau:",
        ),
        conclusions=tuple(conclusion_lines(meeting, names)),
        closing="Văn phòng thông báo để các đơn vị biết, thực hiện./.",
        signer_authority=signer_authority,
        signer_name=signer_name,
        recipients=(*head["recipients"][:1], "Các đơn vị dự họp", "Lưu: VT, VP"),
    )


def notice_as_issued(notice: Notice) -> ConclusionNotice:
    """The notice as it was issued, whatever became of units and conclusions since."""
    words: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in notice.words.items()
    }
    return ConclusionNotice(**words, symbol=notice.symbol, number=notice.number, on=notice.on)
