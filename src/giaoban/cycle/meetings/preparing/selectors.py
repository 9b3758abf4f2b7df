"""Reading what is prepared: the agenda with its hours, who comes, and how the rule is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from giaoban.cycle.meetings import selectors
from giaoban.cycle.meetings.models import (
    AgendaItem,
    Invitee,
    Meeting,
    Paper,
    PrivateNote,
    Question,
    Series,
)
from giaoban.cycle.meetings.types import DAYS_BEFORE, MINUTES_BEFORE, Answer
from giaoban.ground.accounts.models import User
from giaoban.ground.platform.working_days import calendar_around
from giaoban.records.organisations import selectors as organisations


@dataclass(frozen=True)
class Line:
    """An item of the agenda with its number (`2.1`) and the hour at which it is planned."""

    number: str
    item: AgendaItem
    at: datetime
    unit: str
    is_part: bool


def agenda_of(meeting: Meeting, *, on: date) -> list[Line]:
    """The agenda in order. Parts lie within the time of their item; items follow one another."""
    items = list(meeting.items.all())
    names = organisations.unit_names(on=on)
    lines: list[Line] = []
    at = meeting.starts_at
    for place, item in enumerate((each for each in items if not each.parent_id), start=1):
        lines.append(_line(str(place), item, at, names))
        inside = at
        parts = (each for each in items if each.parent_id == item.pk)
        for number, part in enumerate(parts, start=1):
            lines.append(_line(f"{place}.{number}", part, inside, names))
            inside += timedelta(minutes=part.minutes)
        at = max(inside, at + timedelta(minutes=item.minutes))
    return lines


def ends_at(meeting: Meeting, lines: Sequence[Line]) -> datetime:
    """When the meeting is planned to end."""
    tops = [line for line in lines if not line.is_part]
    last = [line.at + timedelta(minutes=line.item.minutes) for line in tops[-1:]]
    parts = [line.at + timedelta(minutes=line.item.minutes) for line in lines if line.is_part]
    return max([meeting.starts_at, *last, *parts])


def _line(number: str, item: AgendaItem, at: datetime, names: dict[int, str]) -> Line:
    unit = names[item.unit_id] if item.unit_id else ""
    return Line(number, item, at, unit, item.parent_id is not None)


@dataclass(frozen=True)
class Place:
    """A place on the list of those invited, named as of the day."""

    invitee: Invitee
    unit: str
    may_answer: bool


def places_of(meeting: Meeting, *, actor: User, on: date) -> list[Place]:
    names = organisations.unit_names(on=on)
    speaks_for = organisations.scope_of(actor=actor, on=on).speaks_for
    invitees = meeting.invitees.select_related("answered_by")
    return [Place(each, names[each.unit_id], each.unit_id in speaks_for) for each in invitees]


def answers_counted(meeting: Meeting) -> dict[str, int]:
    rows = meeting.invitees.order_by().values("answer").annotate(n=Count("pk"))
    found = {row["answer"]: row["n"] for row in rows}
    return {answer.value: found.get(answer.value, 0) for answer in Answer}


def papers_of(meeting: Meeting, *, actor: User, on: date) -> QuerySet[Paper]:
    """The papers that the person sees, in their latest edition."""
    seen = selectors.visible_papers(actor=actor, on=on).filter(meeting=meeting, replaced_by=None)
    return seen.prefetch_related("units")


def notes_of(meeting: Meeting, *, actor: User) -> dict[int, str]:
    """What the person wrote beside each paper."""
    found = PrivateNote.objects.filter(paper__meeting=meeting, person=actor)
    return dict(found.values_list("paper", "text"))


def questions_of(meeting: Meeting, *, actor: User, on: date) -> QuerySet[Question]:
    """All for whoever sees all meetings; else those of one's units, and what was answered."""
    found = meeting.questions.select_related("answered_by", "carried_from")
    scope = organisations.scope_of(actor=actor, on=on)
    if selectors.sees_all(scope) or meeting.chair_id == actor.pk:
        return found
    mine = scope.unit_ids | scope.speaks_for
    return found.filter(Q(asked_by__in=mine) | Q(answering__in=mine) | Q(answered_at__isnull=False))


def meetings_list(*, actor: User, on: date) -> QuerySet[Meeting]:
    """The meetings that the person sees, the latest first, with how much is in them."""
    counted = selectors.visible_meetings(actor=actor, on=on).annotate(
        invited=Count("invitees", distinct=True), bridged=Count("bridges", distinct=True)
    )
    return counted.order_by("-starts_at", "-pk")


def series_list(*, actor: User, on: date) -> QuerySet[Series]:
    counted = selectors.visible_series(actor=actor, on=on).annotate(count=Count("meetings"))
    return counted.order_by("name", "pk")


# How the rule is kept


class Keeping(StrEnum):
    KEPT = "kept"
    WAITS = "waits"
    BROKEN = "broken"


@dataclass(frozen=True)
class Check:
    """One clock of the rule: what is to be done until when, what was, and the rule itself.

    Where the rule counts days, `day` is the last one in time and `until` its end.
    """

    what: str | Promise
    until: datetime
    done: str
    keeping: Keeping
    rule: str
    day: date | None = None

    @property
    def words(self) -> str:
        return {
            Keeping.KEPT: _("kept"),
            Keeping.WAITS: _("still to come"),
            Keeping.BROKEN: _("not kept"),
        }[self.keeping]


def checklist(meeting: Meeting, *, now: datetime) -> list[Check]:
    """Invitations and papers three working days before, each line an hour before: measured."""
    return [_invitations(meeting, now), _papers(meeting, now), *_lines(meeting, now)]


def last_day_before(meeting: Meeting) -> date:
    """The last day on which invitations and papers go out in time.

    Decision 45/2018/QĐ-TTg: three working days before the meeting, by the agency's calendar.
    """
    return calendar_around(meeting.on).before(meeting.on, DAYS_BEFORE)


def _rule_of_days() -> str:
    return _("Decision 45/2018/QĐ-TTg: %(days)d working days before") % {"days": DAYS_BEFORE}


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()))


def _invitations(meeting: Meeting, now: datetime) -> Check:
    day = last_day_before(meeting)
    until = _end_of(day)
    sent = list(meeting.invitees.values_list("first_sent_at", flat=True))
    in_time = sum(1 for moment in sent if moment and moment < until)
    told = _("%(in_time)d of %(all)d sent in time") % {"in_time": in_time, "all": len(sent)}
    late = any(moment is not None and moment >= until for moment in sent)
    kept = bool(sent) and in_time == len(sent)
    return Check(
        _("Invitations"),
        until,
        told,
        _kept(kept=kept, broken=late or now >= until),
        _rule_of_days(),
        day,
    )


def _papers(meeting: Meeting, now: datetime) -> Check:
    day = last_day_before(meeting)
    until = _end_of(day)
    added = list(meeting.papers.values_list("added_at", flat=True))
    in_time = sum(1 for moment in added if moment < until)
    told = _("%(in_time)d of %(all)d given in time") % {"in_time": in_time, "all": len(added)}
    kept = bool(added) and in_time == len(added)
    broken = any(moment >= until for moment in added) or (not added and now >= until)
    keeping = _kept(kept=kept, broken=broken)
    return Check(_("Meeting papers"), until, told, keeping, _rule_of_days(), day)


def _lines(meeting: Meeting, now: datetime) -> list[Check]:
    bridges = list(meeting.bridges.prefetch_related("tests"))
    if len(bridges) < 2:
        return []  # one room has no line
    until = meeting.starts_at - timedelta(minutes=MINUTES_BEFORE)
    passed = sum(
        1 for each in bridges if any(test.passed and test.at <= until for test in each.tests.all())
    )
    told = _("%(passed)d of %(all)d lines tested well in time") % {
        "passed": passed,
        "all": len(bridges),
    }
    keeping = _kept(kept=passed == len(bridges), broken=now > until)
    rule = _("Procedure for video bridges: %(minutes)d minutes before") % {
        "minutes": MINUTES_BEFORE
    }
    return [Check(_("Line tests"), until, told, keeping, rule)]


def _kept(*, kept: bool, broken: bool) -> Keeping:
    if kept:
        return Keeping.KEPT
    return Keeping.BROKEN if broken else Keeping.WAITS
