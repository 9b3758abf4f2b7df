"""The report of an edition, made of what it keeps and of nothing that is so today."""

from giaoban.kit.paper.report import OverdueRow, ScoreCardReport
from giaoban.kit.periods.period import stretch_of
from giaoban.kit.vntext.numbers import format_number
from giaoban.records.tasks.editions.frozen import Frozen, read
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.selectors.papers import Agency, in_words, report_of
from giaoban.records.tasks.types import StatusClass


def report_of_edition(edition: Edition) -> ScoreCardReport:
    """In Vietnamese, as every paper is; it says which edition it is and how to check it."""
    frozen = read(edition.body)
    period = stretch_of(frozen.period)
    named = f"Bản {format_number(edition.number)} của số liệu {in_words(period)}, công bố ngày"
    check = f"mã kiểm {edition.check_words}; quy tắc phân loại {edition.rule_edition}."
    notes = [f"{named} {edition.published_at:%d/%m/%Y}; {check}"]
    if edition.reason:
        notes.append(f"Lý do đính chính: {edition.reason.rstrip('.')}.")
    agency = None
    if frozen.agency:
        agency = Agency(frozen.agency, frozen.agency_short, frozen.agency_kind)
    return report_of(
        frozen.card(),
        frozen.card_before(),
        period=period,
        before=stretch_of(frozen.before.period),
        agency=agency,
        overdue=_overdue(frozen),
        notes=tuple(notes),
    )


def _overdue(frozen: Frozen) -> tuple[OverdueRow, ...]:
    names = frozen.names
    late = [
        (task, task.due_on)
        for task in frozen.tasks
        if task.status == StatusClass.OPEN_OVERDUE and task.due_on
    ]
    return tuple(
        OverdueRow(
            title=frozen.titles.get(task.task, ""),
            unit=names[task.unit],
            deadline=due_on,
            days=(frozen.as_of - due_on).days,
        )
        for task, due_on in sorted(late, key=lambda each: (each[1], each[0].task))
    )
