"""The follow-up register: what units were asked for in a period and how far it is."""

from collections.abc import Iterable
from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.kit.paper.task_papers import FollowedRow, FollowUpRegister
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.tasks.models import Event, Span, SpanQuerySet
from giaoban.records.tasks.papers.selectors.letterheads import letterhead
from giaoban.records.tasks.papers.selectors.vietnamese import ROLES, day, document_words, progress
from giaoban.records.tasks.papers.types import Asked
from giaoban.records.tasks.selectors import happened_until, visible_spans
from giaoban.records.tasks.selectors.lists import in_period
from giaoban.records.tasks.selectors.papers import in_words
from giaoban.records.tasks.types import DutyRole, EventKind, Stage, StatusClass

_LONG = [f"task__document__{name}" for name in ("text", "folded", "lowered")]


def follow_up_register(*, actor: User, on: date, asked: Asked, most: int) -> FollowUpRegister:
    """The register of a period as of the end of a day, at most so many rows.

    It holds what the score-card of the period counts, and beside it what the units coordinate.
    """
    spans = list(followed_spans(actor=actor, on=on, asked=asked)[:most])
    names = successions.names_told_apart(on=on)
    answers = _answers(spans, asked.as_of)
    whose = ", ".join(sorted(names[unit_id] for unit_id in asked.unit_ids))
    period = in_words(asked.period)
    return FollowUpRegister(
        **letterhead("STD", on=asked.as_of),
        subject=period[:1].upper() + period[1:],
        whose=whose,
        as_of=asked.as_of,
        rows=tuple(
            FollowedRow(
                arrival=span.task.number,
                document=_document(span),
                unit=names[span.unit_id],
                deadline=day(span.due_on) or "Không có",
                progress=_progress(span, asked.as_of, on=on),
                answer=answers.get(span.duty_id, ""),
                note=_note(span),
            )
            for span in spans
        ),
    )


def followed_spans(*, actor: User, on: date, asked: Asked) -> SpanQuerySet:
    """The duties of the register in the order in which they were given out."""
    latest = happened_until(day=asked.as_of)
    spans = visible_spans(actor=actor, on=on).on(asked.as_of, latest=latest)
    spans = in_period(spans, asked.period.days(), as_of=asked.as_of)
    spans = spans.filter(role__in=[DutyRole.LEAD, DutyRole.COORDINATE])
    if asked.unit_ids:
        spans = spans.filter(unit__in=asked.unit_ids)
    loaded = spans.with_class(asked.as_of).select_related("task__document", "duty")
    return loaded.defer("task__folded", *_LONG).order_by("assigned_on", "task_id", "duty_id")


def _document(span: Span) -> str:
    told = document_words(span.task.document)
    point = f", {span.task.point}" if told and span.task.point else ""
    return f"{told}{point}: {span.task.title}" if told else span.task.title


def _progress(span: Span, as_of: date, *, on: date) -> str:
    status = StatusClass(span.status)  # type: ignore[attr-defined]  # annotated by the selector
    stage = Stage(span.duty.stage) if as_of >= on else None
    return progress(span, status, stage, as_of)


def _note(span: Span) -> str:
    told = [] if span.role == DutyRole.LEAD else [ROLES[DutyRole(span.role)]]
    if span.original_due_on and span.original_due_on != span.due_on:
        told.append(f"thời hạn ban đầu {day(span.original_due_on)}")
    if span.promised_on:
        told.append(f"gia hạn đến {day(span.promised_on)} khi đã quá hạn")
    return "; ".join(told)


def _answers(spans: Iterable[Span], as_of: date) -> dict[int, str]:
    """The symbol of the document by which each duty was answered last, until that day."""
    duties = [span.duty_id for span in spans]
    reports = Event.objects.filter(
        duty__in=duties, kind=EventKind.REPORTED, on__lte=as_of, document__isnull=False
    ).order_by("on", "pk")
    return {
        duty: symbol or subject
        for duty, symbol, subject in reports.values_list(
            "duty", "document__symbol", "document__subject"
        )
    }
