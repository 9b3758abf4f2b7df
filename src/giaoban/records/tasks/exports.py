"""What the score-card and the list of tasks are as tables; decimals with a comma."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from giaoban.kit.vntext.numbers import format_number
from giaoban.records.tasks.pages.lists import Line
from giaoban.records.tasks.types import (
    FOUR_CLASSES,
    Axis,
    Rate,
    ScoreCard,
    StatusClass,
    Tally,
)

_BESIDE = (StatusClass.NO_DEADLINE, StatusClass.SUSPENDED, StatusClass.CANCELLED)


def score_card_table(card: ScoreCard) -> Iterator[Sequence[object]]:
    yield [
        str(Axis(card.by).label),
        _("Total"),
        *(str(status.label) for status in FOUR_CLASSES),
        _("Come due"),
        _("On time of those due, %"),
        _("Completed"),
        _("Completed of all, %"),
        *(str(status.label) for status in _BESIDE),
    ]
    for row in card.rows:
        if row.tally != Tally():
            yield [row.name or _("None"), *_figures(row.tally)]
    yield [_("Total"), *_figures(card.total)]
    for each in card.passages:
        told = {"unit": each.name, "until": f"{each.until:%d/%m/%Y}", "now": each.successor}
        yield [_("%(unit)s (until %(until)s) is now %(now)s") % told]


def task_table(lines: Iterable[Line]) -> Iterator[Sequence[object]]:
    yield [
        _("Number"),
        _("Task"),
        _("Unit"),
        _("Role"),
        _("Document"),
        _("Assigned on"),
        _("Deadline"),
        _("Status"),
        _("Completed on"),
    ]
    for line in lines:
        span = line.span
        yield [
            span.task.number,
            span.task.title,
            line.unit,
            span.get_role_display(),
            str(span.task.document or ""),
            f"{span.assigned_on:%d/%m/%Y}",
            f"{span.due_on:%d/%m/%Y}" if span.due_on else "",
            str(line.status.label),
            f"{span.completed_on:%d/%m/%Y}" if span.completed_on else "",
        ]


def _figures(tally: Tally) -> list[object]:
    return [
        tally.total,
        *(tally[status] for status in FOUR_CLASSES),
        tally.due,
        _percent(tally.on_time_of_due),
        tally.done,
        _percent(tally.done_of_all),
        *(tally[status] for status in _BESIDE),
    ]


def _percent(rate: Rate) -> str:
    return "" if rate.percent is None else format_number(rate.percent, 2)
