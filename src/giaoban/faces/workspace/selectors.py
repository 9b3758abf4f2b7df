"""What the home page and the search show. The apps below are asked; nothing is decided here."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from unicodedata import normalize

from django.db.models import Case, Count, IntegerField, Q, Value, When

from giaoban.cycle.intake import selectors as intake
from giaoban.cycle.intake.models import StoredReading
from giaoban.cycle.intake.types import Decision
from giaoban.faces.workspace.strip import (
    due_by_day,
    strip_from,
    working_days_left,
)
from giaoban.faces.workspace.types import (
    AgencyDay,
    Classes,
    Figures,
    Found,
    Group,
    Item,
    Need,
    Shortened,
    UnitDay,
    UnitOverdue,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.platform.working_days import calendar_around
from giaoban.kit.periods.period import Kind, Period
from giaoban.kit.vntext.folding import fold
from giaoban.records.documents import selectors as documents
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import UnitVersion
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.models import Event, Span
from giaoban.records.tasks.types import (
    OPEN,
    Axis,
    EventKind,
    ScoreRow,
    Stage,
    StatusClass,
    Tally,
)

SHOWN = 10  # of a list on the home page
FOUND = 10  # of each kind on the search page
_UNFINISHED = (*OPEN, StatusClass.NO_DEADLINE)


def units_spoken_for(*, actor: User, on: date) -> frozenset[int]:
    """The units for which the person acts that day."""
    return organisations.scope_of(actor=actor, on=on).speaks_for


def unit_day(*, actor: User, on: date, unit_ids: Collection[int]) -> UnitDay:
    """What the duties of these units need that day, and when they fall due."""
    found = tasks.task_list(actor=actor, on=on, role=None, statuses=_UNFINISHED, unit_ids=unit_ids)
    calendar = calendar_around(on)
    last = strip_from(on, calendar=calendar)[-1][0]
    by_need: defaultdict[Need, list[int]] = defaultdict(list)
    due: Counter[date] = Counter()
    # All are counted, so all are looked at, but no more of each than this.
    for pk, due_on, stage in found.values_list("pk", "due_on", "duty__stage"):
        if need := need_of(due_on, Stage(stage), today=on, last=last):
            by_need[need].append(pk)
        if due_on:
            due[due_on] += 1
    shown = [pk for need in Need for pk in by_need[need][:SHOWN]]
    items = _items({span.pk: span for span in found.filter(pk__in=shown)}, on=on)
    return UnitDay(
        groups=tuple(
            Group(need, len(by_need[need]), tuple(items[pk] for pk in by_need[need][:SHOWN]))
            for need in Need
            if by_need[need]
        ),
        strip=tuple(due_by_day(on, due, calendar=calendar)),
    )


def need_of(due_on: date | None, stage: Stage, *, today: date, last: date) -> Need | None:
    """What an unfinished duty needs; nothing while it is under way and due after `last`."""
    if stage == Stage.REPORTED:
        return Need.REPORTED
    if due_on and due_on <= today:
        return Need.OVERDUE if due_on < today else Need.DUE_TODAY
    if stage == Stage.RETURNED:
        return Need.RETURNED
    if stage == Stage.ASSIGNED:
        return Need.ACKNOWLEDGE
    return Need.DUE_SOON if due_on and due_on <= last else None


def figures_of_day(*, actor: User, on: date) -> Figures:
    """By unit: how everything stands that day, how its month does, how the month before ended."""
    month, before = Period(Kind.MONTH, on.year, on.month), _month_before(on)
    everything, now, then = tasks.score_cards(
        actor=actor,
        on=on,
        by=Axis.UNIT,
        asked=[(on, None), (on, month.days()), (before.days().last, before.days())],
    )
    return Figures(everything=everything.rows, month=now.rows, month_before=then.rows)


def agency_day(*, actor: User, on: date, figures: Figures) -> AgencyDay:
    """What is overdue in all the agency, by unit and one by one, and what falls due when."""
    overdue = tasks.task_list(actor=actor, on=on, statuses=[StatusClass.OPEN_OVERDUE])
    by_unit = _overdue_units(figures.everything)
    calendar = calendar_around(on)
    last = strip_from(on, calendar=calendar)[-1][0]
    coming = tasks.task_list(
        actor=actor, on=on, statuses=[StatusClass.OPEN_IN_TIME], due_from=on, due_to=last
    )
    rows = coming.order_by().values_list("due_on").annotate(count=Count("pk"))
    due = {due_on: count for due_on, count in rows if due_on}
    return AgencyDay(
        overdue=Shortened(sum(row.overdue for row in by_unit), _listed(overdue[:SHOWN], on=on)),
        by_unit=by_unit,
        strip=tuple(due_by_day(on, due, calendar=calendar)),
    )


def _overdue_units(rows: Iterable[ScoreRow]) -> tuple[UnitOverdue, ...]:
    late = [
        UnitOverdue(row.key, row.name, row.tally.open_overdue, row.tally.due)
        for row in rows
        if isinstance(row.key, int) and row.tally.open_overdue
    ]
    return tuple(sorted(late, key=lambda row: -row.overdue))


def results_to_confirm(*, actor: User, on: date) -> Shortened:
    """The results that units have reported and the Office has yet to confirm or return."""
    found = tasks.task_list(
        actor=actor, on=on, role=None, statuses=_UNFINISHED, stages=[Stage.REPORTED]
    )
    return Shortened(found.count(), _listed(found[:SHOWN], on=on))


def readings_waiting(*, actor: User, on: date) -> tuple[int, list[StoredReading]]:
    """How many readings have proposals to confirm, and the latest of them."""
    _, count = intake.waiting_count(actor=actor, on=on)
    waiting = StoredReading.objects.filter(proposals__decision=Decision.WAITING)
    return count, list(intake.queue(actor=actor, on=on).filter(pk__in=waiting)[:SHOWN])


def classes_of_month(
    *, on: date, figures: Figures, unit_ids: Collection[int] | None = None
) -> Classes:
    """The four classes of this month as they stand, of all that is seen or of some units."""
    return Classes(
        period=Period(Kind.MONTH, on.year, on.month),
        tally=_sum(figures.month, unit_ids),
        period_before=_month_before(on),
        before=_sum(figures.month_before, unit_ids).on_time_of_due,
    )


def _sum(rows: Iterable[ScoreRow], unit_ids: Collection[int] | None) -> Tally:
    wanted = [row.tally for row in rows if unit_ids is None or row.key in unit_ids]
    return sum(wanted, Tally())


def _month_before(day: date) -> Period:
    last = day.replace(day=1) - timedelta(days=1)
    return Period(Kind.MONTH, last.year, last.month)


def _listed(spans: Iterable[Span], *, on: date) -> tuple[Item, ...]:
    found = {span.pk: span for span in spans}
    return tuple(_items(found, on=on).values())


def _items(spans: Mapping[int, Span], *, on: date) -> dict[int, Item]:
    """The spans with the name of their unit, how the time stands, and why a result came back."""
    if not spans:
        return {}
    names = organisations.unit_names(on=on)
    returned = _last_returns(
        [span.duty_id for span in spans.values() if span.duty.stage == Stage.RETURNED]
    )
    calendar = calendar_around(on)
    items = {}
    for pk, span in spans.items():
        event = returned.get(span.duty_id)
        over = (on - span.due_on).days if span.due_on else None
        items[pk] = Item(
            span=span,
            unit=names[span.unit_id],
            days_over=over,
            days_left=working_days_left(on, span.due_on, calendar=calendar)
            if span.due_on
            else None,
            note=event.note if event else "",
            noted_on=event.on if event else None,
        )
    return items


def _last_returns(duty_ids: Collection[int]) -> dict[int, Event]:
    if not duty_ids:
        return {}
    events = Event.objects.filter(duty__in=duty_ids, kind=EventKind.RETURNED).order_by("on", "pk")
    return {event.duty_id: event for event in events}


def found(*, actor: User, on: date, words: str) -> Found:
    """The tasks, documents and units that hold the words, with and without accents."""
    if not words:
        return Found()
    duties = tasks.task_list(actor=actor, on=on, words=words).order_by(
        _accents_as_typed(words), "-task_id"
    )
    papers = documents.search(actor=actor, on=on, words=words)
    units = _units_named(words, on=on)
    return Found(
        task_count=duties.count(),
        tasks=_listed(duties[:FOUND], on=on),
        document_count=papers.count(),
        documents=tuple(papers.defer("text", "folded", "lowered")[:FOUND]),
        unit_count=len(units),
        units=tuple(units[:FOUND]),
    )


def _accents_as_typed(words: str) -> Case:
    """Ranks titles that hold the words just as they were typed, or as a sentence begins, first."""
    as_typed = Q()
    for word in normalize("NFC", words).split():
        as_typed &= Q(task__title__contains=word) | Q(task__title__contains=word.capitalize())
    return Case(When(as_typed, then=Value(0)), default=Value(1), output_field=IntegerField())


def _units_named(words: str, *, on: date) -> list[UnitVersion]:
    """The units of that day whose name holds all the words; those with the accents typed first."""
    typed = normalize("NFC", words).lower().split()
    wanted = [fold(word) for word in typed]
    named = [
        (not all(word in unit.name.lower() for word in typed), unit)
        for unit in organisations.units_on(on=on)
        if all(word in fold(f"{unit.name} {unit.short_name} {unit.code}") for word in wanted)
    ]
    return [unit for _, unit in sorted(named, key=lambda each: each[0])]
