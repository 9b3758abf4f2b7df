"""The list of overdue tasks, unit by unit, by the deadline in force or by the first one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.kit.paper.task_papers import LateRow, LateUnit, OverdueList
from giaoban.kit.vntext.numbers import format_number
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.tasks.models import Span, SpanQuerySet
from giaoban.records.tasks.papers.selectors.letterheads import letterhead
from giaoban.records.tasks.papers.selectors.vietnamese import (
    MEASURES,
    STAGES,
    day,
    short_document_words,
)
from giaoban.records.tasks.papers.types import Asked
from giaoban.records.tasks.selectors import happened_until, visible_spans
from giaoban.records.tasks.types import DutyRole, Measure, Stage, StatusClass

# How old what is overdue is, in days: the last of each stretch, as the score-card has them.
_AGES = ((7, "1–7 ngày"), (30, "8–30 ngày"), (90, "31–90 ngày"), (None, "trên 90 ngày"))
_LATEST = {Measure.CURRENT: "due_on", Measure.ORIGINAL: "original_due_on"}
_LONG = [f"task__document__{name}" for name in ("text", "folded", "lowered")]


def overdue_list(*, actor: User, on: date, asked: Asked, most: int) -> OverdueList:
    """What was overdue at the end of the day asked for, each task once, at its lead unit.

    At most so many rows. The longest overdue units come first: those with the most tasks.
    """
    spans = list(late_spans(actor=actor, on=on, asked=asked)[:most])
    units = _by_unit(spans, asked, on=on)
    return OverdueList(
        **letterhead("DS", on=asked.as_of),
        subject=f"Nhiệm vụ quá hạn đến hết ngày {day(asked.as_of)}",
        as_of=asked.as_of,
        measure=MEASURES[asked.measure],
        summary=tuple(_summary(spans, units, asked)),
        units=units,
        notes=(
            "Mỗi nhiệm vụ tính một lần, ở đơn vị chủ trì.",
            "Nhiệm vụ được gia hạn sau khi đã quá hạn vẫn tính quá hạn theo thời hạn trước đó.",
        ),
    )


def late_spans(*, actor: User, on: date, asked: Asked) -> SpanQuerySet:
    """The spans of the overdue, the longest overdue first."""
    latest = happened_until(day=asked.as_of)
    spans = visible_spans(actor=actor, on=on).on(asked.as_of, latest=latest)
    late = spans.filter(role=DutyRole.LEAD).in_classes(
        [StatusClass.OPEN_OVERDUE], asked.as_of, latest=latest, measure=asked.measure
    )
    if asked.unit_ids:
        late = late.filter(unit__in=asked.unit_ids)
    loaded = late.select_related("task__document", "duty").defer("task__folded", *_LONG)
    return loaded.order_by(_LATEST[asked.measure], "task_id")


def _by_unit(spans: Iterable[Span], asked: Asked, *, on: date) -> tuple[LateUnit, ...]:
    names = successions.names_told_apart(on=on)
    by_unit: defaultdict[int, list[LateRow]] = defaultdict(list)
    for span in spans:
        by_unit[span.unit_id].append(_row(span, asked.as_of, on=on))
    told = [LateUnit(names[unit_id], tuple(rows)) for unit_id, rows in by_unit.items()]
    return tuple(sorted(told, key=lambda unit: (-len(unit.rows), unit.name)))


def _row(span: Span, as_of: date, *, on: date) -> LateRow:
    # How far a duty is, is known for today only.
    stage = STAGES[Stage(span.duty.stage)] if as_of >= on else ""
    promised = f"gia hạn đến {day(span.promised_on)}" if span.promised_on else ""
    return LateRow(
        number=span.task.number,
        title=span.task.title,
        document=short_document_words(span.task.document),
        original_deadline=span.original_due_on,
        days_original=_days(span.original_due_on, as_of),
        deadline=span.due_on,
        days=_days(span.due_on, as_of),
        stage="; ".join(filter(None, (stage, promised))),
    )


def _days(due_on: date | None, as_of: date) -> int:
    return max(0, (as_of - due_on).days) if due_on else 0


def _summary(spans: list[Span], units: tuple[LateUnit, ...], asked: Asked) -> Iterable[str]:
    if not spans:
        return
    yield (
        f"Đến hết ngày {day(asked.as_of)} có {format_number(len(spans))} nhiệm vụ quá hạn của"
        f" {format_number(len(units))} đơn vị chủ trì, tính theo {MEASURES[asked.measure]}."
    )
    days = [_days(getattr(span, _LATEST[asked.measure]), asked.as_of) for span in spans]
    counted, first = [], 1
    for last, words in _AGES:
        number = sum(first <= each and (last is None or each <= last) for each in days)
        counted.append(f"{words}: {format_number(number)}")
        first = (last or 0) + 1
    yield f"Theo số ngày quá hạn: {'; '.join(counted)}."
