"""Letters that urge: what one could be about, how it reads, and those that were issued."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from giaoban.ground.accounts.models import User
from giaoban.kit.paper.letter import UrgedRow, UrgingLetter
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.models import Span, SpanQuerySet, Task
from giaoban.records.tasks.selectors import visible_duties
from giaoban.records.tasks.selectors.papers import form_of, initials_of
from giaoban.records.tasks.types import DutyRole, Hold, Stage
from giaoban.records.tasks.urging.models import Letter, LetterLine, Urge

# Closed, or stopped: there is nothing to ask of the unit.
_SETTLED = (Stage.CONFIRMED, Stage.CANCELLED, Stage.SUSPENDED)


@dataclass(frozen=True)
class Owed:
    """A duty that a letter may urge: who owes it, what it is and since when it is late."""

    duty_id: int
    unit_id: int
    unit: str
    number: str
    task_id: int
    task: str
    document: str
    due_on: date
    days_late: int


def owed(*, actor: User, duty_ids: Iterable[int], on: date) -> list[Owed]:
    """Those of the duties that the person sees, that are open and have a deadline; by unit, the
    earliest due first."""
    duties = visible_duties(actor=actor, on=on).filter(pk__in=list(duty_ids))
    spans = _open_spans().filter(duty__in=duties)
    names = organisations.unit_names(on=on)
    found = [
        Owed(
            duty_id=span.duty_id,
            unit_id=span.unit_id,
            unit=names[span.unit_id],
            number=span.task.number,
            task_id=span.task_id,
            task=span.task.title,
            document=_called(span),
            due_on=span.due_on,
            days_late=max(0, (on - span.due_on).days),
        )
        for span in spans.select_related("task__document").order_by("due_on", "duty")
        if span.due_on
    ]
    first = {each.unit_id: place for place, each in reversed(list(enumerate(found)))}
    return sorted(found, key=lambda each: first[each.unit_id])


def owes_something(*, task: Task) -> bool:
    """Whether a letter could urge a task that the caller has found visible."""
    return _open_spans().filter(task=task).exists()


def _open_spans() -> SpanQuerySet:
    return Span.objects.filter(
        hold=Hold.NONE, valid_to=None, counted_from=None, due_on__isnull=False
    ).exclude(Q(duty__stage__in=_SETTLED) | Q(role=DutyRole.PART))


def duties_of_message(*, message_id: int) -> list[int]:
    urges = Urge.objects.filter(message=message_id)
    return list(urges.order_by().values_list("duty", flat=True).distinct())


def _called(span: Span) -> str:
    """`12/CT-BTTTT ngày 03/02/2020`, as the table of the letter names what assigned the task."""
    document = span.task.document
    if document is None:
        return ""
    name = document.symbol or document.kind
    day = f" ngày {document.issued_on:%d/%m/%Y}" if name and document.issued_on else ""
    return f"{name}{day}"


def letter_about(
    duties: Collection[Owed],
    *,
    on: date,
    report_by: date,
    signer_authority: tuple[str, ...],
    signer_name: str,
) -> UrgingLetter:
    """The letter as an official writes it, in Vietnamese; a draft without number and day."""
    agency = organisations.agency_on(on=on)
    form = form_of(agency)
    units = list(dict.fromkeys(each.unit for each in duties))
    late = sum(each.days_late > 0 for each in duties)
    whose = units[0] if len(units) == 1 else "các đơn vị"
    name = agency.name if agency else "cơ quan"
    return UrgingLetter(
        agency=agency.name if agency else "……",
        symbol="-".join(filter(None, (initials_of(agency), "VP"))),
        place=form.place,
        subject=f"đôn đốc thực hiện nhiệm vụ {'quá hạn' if late == len(duties) else 'được giao'}",
        addressees=tuple(units),
        opening=(_opening(name, whose, len(duties), late, on),),
        rows=tuple(
            UrgedRow(each.unit, f"{each.number}: {each.task}", each.document, *_when(each))
            for each in duties
        ),
        requests=(_request(whose, report_by),),
        closing="Trân trọng./.",
        signer_authority=signer_authority,
        signer_name=signer_name,
        recipients=("Như trên", *form.recipients[:1], "Lưu: VT, VP"),
    )


def _opening(agency: str, whose: str, number: int, late: int, on: date) -> str:
    overdue = f", trong đó {late} nhiệm vụ đã quá thời hạn" if 0 < late < number else ""
    state = "đã quá thời hạn nhưng chưa hoàn thành" if late == number else "chưa hoàn thành"
    return (
        f"Qua theo dõi, tính đến hết ngày {on:%d/%m/%Y}, {whose} còn {number} nhiệm vụ được"
        f" {agency} giao {state}{overdue}, cụ thể như sau:"
    )


def _request(whose: str, report_by: date) -> str:
    return (
        f"Đề nghị {whose} khẩn trương thực hiện và báo cáo kết quả trước ngày"
        f" {report_by:%d/%m/%Y}; nhiệm vụ chưa hoàn thành nêu rõ nguyên nhân, trách nhiệm và thời"
        " gian hoàn thành."
    )


def _when(each: Owed) -> tuple[date, int]:
    return each.due_on, each.days_late


def as_issued(letter: Letter) -> UrgingLetter:
    """The letter as it was issued, whatever became of units and tasks since."""
    words: Mapping[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in letter.words.items()
    }
    rows = tuple(
        UrgedRow(line.unit_name, line.task_title, line.document, line.due_on, line.days_late)
        for line in letter.lines.all()
    )
    return UrgingLetter(
        **words, symbol=letter.symbol, number=letter.number, on=letter.on, rows=rows
    )


def visible_letters(*, actor: User, on: date) -> QuerySet[Letter]:
    """For whoever sees all of the agency, and for the units that it was written to."""
    scope = organisations.scope_of(actor=actor, on=on)
    if scope.everything:
        return Letter.objects.all()
    mine = LetterLine.objects.filter(unit__in=scope.unit_ids).order_by().values("letter")
    return Letter.objects.filter(pk__in=mine)


def letters_with_counts(*, actor: User, on: date) -> QuerySet[Letter]:
    """The latest first, with `urged` and `overdue`."""
    return (
        visible_letters(actor=actor, on=on)
        .annotate(urged=Count("lines"), overdue=Count("lines", filter=Q(lines__days_late__gt=0)))
        .order_by("-year", "-number")
    )
