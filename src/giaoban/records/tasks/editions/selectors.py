"""Which editions there are, what the next one would say, and whether one agrees with the events."""

from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Between, Period
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.editions.frozen import (
    Frozen,
    FrozenBefore,
    FrozenRow,
    FrozenTask,
    digest_of,
    read,
)
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.editions.recounting import Verification, verify
from giaoban.records.tasks.editions.wording import move_words
from giaoban.records.tasks.models import Task, status_class
from giaoban.records.tasks.selectors.lists import in_period
from giaoban.records.tasks.selectors.score_cards import stretch_before
from giaoban.records.tasks.types import Axis, DutyRole, Measure, ScoreCard, StatusClass, Tally

_FIGURES = (
    *("task_id", "unit_id", "status", "by_original"),
    *("due_on", "original_due_on", "completed_on", "counted_from"),
)


def visible_editions(*, actor: User, on: date) -> QuerySet[Edition]:
    """What was published, the latest first, for whoever serves on that day or acts for one."""
    if not organisations.scope_of(actor=actor, on=on).capacities:
        return Edition.objects.none()
    return Edition.objects.select_related("published_by").defer("body")


def editions_of(*, period: str) -> QuerySet[Edition]:
    """All editions of a period, the latest first."""
    return Edition.objects.filter(period=period).order_by("-number")


def freeze(*, actor: User, on: date, period: Period | Between, as_of: date) -> Frozen:
    """What an edition of the period as of a day would say, for an actor who sees everything."""
    before = stretch_before(period)
    card, card_before = tasks.score_cards(
        actor=actor,
        on=on,
        by=Axis.UNIT,
        asked=[(as_of, period.days()), (before.days().last, before.days())],
        with_other=True,
        with_coordinating=True,
    )
    counted = _counted_tasks(actor, on, period, as_of)
    agency = organisations.agency_on(on=as_of)
    return Frozen(
        period=period.key,
        start=period.days().start,
        end=period.days().end,
        as_of=as_of,
        rows=tuple(_rows(card)),
        tasks=counted,
        titles=_titles_of_overdue(counted),
        before=FrozenBefore(
            period=before.key,
            as_of=before.days().last,
            start=before.days().start,
            end=before.days().end,
            tallies={row.key: row.tally for row in card_before.rows if isinstance(row.key, int)},
        ),
        agency=agency.name if agency else "",
        agency_short=agency.short_name if agency else "",
        agency_kind=agency.kind if agency else "",
        result_day=settings.RESULT_DAY,
    )


def digest_now(*, actor: User, on: date, period: Period | Between, as_of: date) -> str:
    """The hash of what would be published, by which publishing knows what was looked at."""
    return digest_of(freeze(actor=actor, on=on, period=period, as_of=as_of).written())


def _rows(card: ScoreCard) -> list[FrozenRow]:
    return [
        FrozenRow(row.key, row.name, row.tally, row.other, row.coordinating)
        for row in card.rows
        if isinstance(row.key, int) and (row.tally, row.coordinating) != (Tally(), Tally())
    ]


def _counted_tasks(
    actor: User, on: date, period: Period | Between, as_of: date
) -> tuple[FrozenTask, ...]:
    held = tasks.visible_spans(actor=actor, on=on).filter(role=DutyRole.LEAD).on(as_of)
    counted = (
        in_period(held, period.days(), as_of=as_of)
        .with_class(as_of)
        .annotate(by_original=status_class(as_of, measure=Measure.ORIGINAL))
        .order_by("task_id")
        .values_list(*_FIGURES)
    )
    return tuple(
        FrozenTask(
            *(task, unit, str(status), str(original), due_on, original_due_on),
            completed_on=completed_on if counted_from and counted_from <= as_of else None,
        )
        for task, unit, status, original, due_on, original_due_on, completed_on, counted_from in (
            counted.iterator()
        )
    )


def _titles_of_overdue(counted: tuple[FrozenTask, ...]) -> dict[int, str]:
    overdue = [each.task for each in counted if each.status == StatusClass.OPEN_OVERDUE]
    titles: dict[int, str] = {}
    for start in range(0, len(overdue), 500):
        some = Task.objects.filter(pk__in=overdue[start : start + 500])
        titles.update(some.order_by("pk").values_list("pk", "title"))
    return titles


__all__ = [
    "FrozenRow",
    "FrozenTask",
    "Verification",
    "digest_now",
    "digest_of",
    "editions_of",
    "freeze",
    "move_words",
    "read",
    "verify",
    "visible_editions",
]
