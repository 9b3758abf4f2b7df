"""The JSON API about tasks and score-cards."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router
from ninja.responses import Status

from giaoban.ground.accounts.http import ApiRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.json_api.paging import Page, Paging, page_of
from giaoban.ground.platform.json_api.values import Id
from giaoban.ground.platform.json_api.versions import insist_on_version, version_of
from giaoban.kit.periods.period import Kind, NotAPeriod, Period
from giaoban.records.documents import selectors as documents
from giaoban.records.documents.models import Document
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import policies, selectors, services
from giaoban.records.tasks import types as words
from giaoban.records.tasks.models import Duty, Event, Span, Task, Urgency
from giaoban.records.tasks.schemas import (
    DeadlineBody,
    DutyAnswer,
    EventAnswer,
    ExcerptOfTask,
    NewTaskBody,
    RateAnswer,
    ReasonBody,
    ResultBody,
    ScoreCardAnswer,
    ScoreCardFilter,
    ScoreRowAnswer,
    StepBody,
    TallyAnswer,
    TaskAnswer,
    TaskFilter,
    TaskLine,
)
from giaoban.records.tasks.selectors import DutyStory
from giaoban.records.tasks.types import DutyRole, EventKind, Rate, Share, Stage, StatusClass, Tally

router = Router(tags=["tasks"])
duties = Router(tags=["tasks"])
score_cards = Router(tags=["score-card"])


class NoSuchPeriod(RuleBroken):
    message = _("There is no such period. Write 2020-06, 2020-Q2, 2020-H1, 2020-M09 or 2020.")


class NoSuchDocument(RuleBroken):
    message = _("No document with this number is in the register, or you may not see it.")


class NoSuchField(RuleBroken):
    message = _("There is no field of work with this number.")


# Wrong in what was sent, whatever the state of things; all others are refused for that state.
MISTAKES: tuple[type[RuleBroken], ...] = (
    NoSuchPeriod,
    NoSuchDocument,
    NoSuchField,
    words.AssignedInTheFuture,
    words.DeadlineBeforeAssignment,
    words.ReasonMissing,
    words.ResultMissing,
    words.TaskWithoutTitle,
    words.UnitNamedTwice,
    words.UnitNotInForce,
)


# Tasks


@router.get("", response=Page[TaskLine], summary=gettext_noop("Tasks"))
def list_tasks(
    request: ApiRequest,
    response: HttpResponse,
    asked: Query[TaskFilter],
    paging: Query[Paging],
) -> dict[str, object]:
    """The duties you may see, as they stood on a day. By default one line for each task: its lead
    duty."""
    on = clock.today()
    units = asked.unit
    if units is None and asked.own:
        units = list(policies.standing_of(request.user, on=on).unit_ids)
    found = selectors.task_list(
        actor=request.user,
        on=on,
        as_of=asked.as_of,
        days=_period(asked.period).days() if asked.period else None,
        role=asked.role,
        statuses=asked.status,
        stages=asked.stage,
        unit_ids=units,
        field_id=asked.field,
        document_id=asked.document,
        due_from=asked.due_from,
        due_to=asked.due_to,
        words=asked.words,
        order=asked.order,
    )
    return page_of(request, response, found, paging, lambda spans: _lines(spans, on))


@router.get("/{int:task_id}", response=TaskAnswer, summary=gettext_noop("One task"))
def show_task(request: ApiRequest, response: HttpResponse, task_id: Path[Id]) -> TaskAnswer:
    """With its duties, and with everything that happened to each."""
    return _task(request, response, task_id)


@router.post("", response={201: TaskAnswer}, summary=gettext_noop("Assign a task"))
def assign_task(
    request: ApiRequest, response: HttpResponse, body: NewTaskBody
) -> Status[TaskAnswer]:
    """For the Office. Location leads to the new task."""
    if body.field_id and not organisations.fields().filter(pk=body.field_id).exists():
        raise NoSuchField
    task = services.assign_task(
        actor=request.user,
        now=clock.now(),
        title=body.title,
        lead_id=body.lead_id,
        due_on=body.due_on,
        assigned_on=body.assigned_on,
        coordinating=[Share(each.unit_id, each.due_on, each.part) for each in body.coordinating],
        field_id=body.field_id,
        document=_document(request, body.document_id),
        leader=body.leader,
        product=body.product,
        urgency=body.urgency,
    )
    response["Location"] = f"{request.path}/{task.pk}"
    return Status(201, _task(request, response, task.pk))


# The steps of a duty


@duties.post(
    "/{int:duty_id}/acknowledge", response=TaskAnswer, summary=gettext_noop("Acknowledge a duty")
)
def acknowledge_duty(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: StepBody
) -> TaskAnswer:
    """For the unit that has it."""
    return _step(request, response, duty_id, services.acknowledge_duty, note=body.note)


@duties.post("/{int:duty_id}/report", response=TaskAnswer, summary=gettext_noop("Report a result"))
def report_result(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: ResultBody
) -> TaskAnswer:
    """For the unit that has the duty. The result counts once the Office has confirmed it."""
    document = _document(request, body.document_id)
    service = services.report_result
    return _step(request, response, duty_id, service, note=body.note, document=document)


@duties.post(
    "/{int:duty_id}/confirm", response=TaskAnswer, summary=gettext_noop("Confirm a result")
)
def confirm_result(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: StepBody
) -> TaskAnswer:
    """For the Office. The duty was done on the day its result was reported."""
    return _step(request, response, duty_id, services.confirm_result, note=body.note)


@duties.post("/{int:duty_id}/return", response=TaskAnswer, summary=gettext_noop("Return a result"))
def return_result(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: ReasonBody
) -> TaskAnswer:
    """For the Office, with the reason. The deadline stays what it is."""
    return _step(request, response, duty_id, services.return_result, note=body.note)


@duties.post(
    "/{int:duty_id}/deadline", response=TaskAnswer, summary=gettext_noop("Change a deadline")
)
def change_deadline(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: DeadlineBody
) -> TaskAnswer:
    """For the Office, with the reason. It overwrites what held, so If-Match is required."""
    return _step(
        request,
        response,
        duty_id,
        services.change_deadline,
        version_required=True,
        due_on=body.due_on,
        note=body.note,
        document=_document(request, body.document_id),
    )


def _step(
    request: ApiRequest,
    response: HttpResponse,
    duty_id: int,
    service: Callable[..., Duty],
    *,
    version_required: bool = False,
    **given: Any,
) -> TaskAnswer:
    """Let something happen to a duty, if the task still is what the request says it read."""
    visible = selectors.visible_duties(actor=request.user, on=clock.today())
    duty = get_object_or_404(visible, pk=duty_id)
    with transaction.atomic():
        # All duties of the task are held while its version is looked at and one of them changed.
        held = Duty.objects.select_for_update(of=("self",)).filter(task=duty.task_id)
        list(held.order_by("pk"))
        insist_on_version(request, _version(duty.task_id), required=version_required)
        service(actor=request.user, duty_id=duty.pk, now=clock.now(), **given)
    return _task(request, response, duty.task_id)


# The score-card


@score_cards.get("", response=ScoreCardAnswer, summary=gettext_noop("The score-card of a period"))
def show_score_card(request: ApiRequest, asked: Query[ScoreCardFilter]) -> ScoreCardAnswer:
    """The lead duties you may see, in their four classes, with both rates and their parts."""
    on = clock.today()
    period = _period(asked.period) if asked.period else Period(Kind.MONTH, on.year, on.month)
    days = period.days()
    as_of = asked.as_of or min(days.last, on)
    card = selectors.score_card(actor=request.user, on=on, as_of=as_of, days=days, by=asked.by)
    return ScoreCardAnswer(
        period=period.key,
        start=days.start,
        end=days.end,
        as_of=as_of,
        by=asked.by,
        rule_edition=words.RULE_EDITION,
        total=_tally(card.total),
        rows=[
            ScoreRowAnswer(key=row.key, name=row.name, tally=_tally(row.tally)) for row in card.rows
        ],
    )


# What is told


def _task(request: ApiRequest, response: HttpResponse, task_id: int) -> TaskAnswer:
    on = clock.today()
    visible = selectors.visible_tasks(actor=request.user, on=on)
    task = get_object_or_404(visible.select_related("excerpt", "created_by"), pk=task_id)
    # Read before the rest: whoever reads meanwhile gets an old version with what is new, and is
    # told so at the next change, but never a new version with what is old.
    response["ETag"] = _version(task.pk)
    names = organisations.unit_names(on=on)
    standing = policies.standing_of(request.user, on=on)
    return TaskAnswer(
        id=task.pk,
        number=task.number,
        title=task.title,
        product=task.product,
        leader=task.leader,
        urgency=Urgency(task.urgency),
        assigned_on=task.assigned_on,
        as_of=on,
        field_id=task.field_id,
        document_id=task.document_id,
        excerpt=_excerpt(task),
        created_by=str(task.created_by),
        created_at=task.created_at,
        duties=[
            _duty(story, names[story.span.unit_id], standing)
            for story in selectors.stories_of(task=task, on=on)
        ],
    )


def _version(task_id: int) -> str:
    """What a task is changes by what happens to it, and by nothing else."""
    happened = Event.objects.filter(duty__task=task_id).aggregate(last=Max("pk"), all=Count("pk"))
    return version_of("task", task_id, happened["last"], happened["all"])


def _excerpt(task: Task) -> ExcerptOfTask | None:
    excerpt = task.excerpt
    if excerpt is None:
        return None
    return ExcerptOfTask(start=excerpt.start, end=excerpt.end, text=excerpt.text)


def _duty(story: DutyStory, unit: str, standing: policies.Standing) -> DutyAnswer:
    span, duty = story.span, story.duty
    stage = Stage(duty.stage)
    return DutyAnswer(
        id=duty.pk,
        role=DutyRole(duty.role),
        unit_id=span.unit_id,
        unit=unit,
        part=duty.part,
        status=story.status,
        stage=stage,
        due_on=span.due_on,
        original_due_on=span.original_due_on,
        completed_on=span.completed_on,
        may=list(policies.what_standing_may(standing, stage, span.unit_id).acts),
        events=[
            EventAnswer(
                id=event.pk,
                kind=EventKind(event.kind),
                on=event.on,
                at=event.at,
                actor=str(event.actor),
                on_behalf_of=str(event.on_behalf_of) if event.on_behalf_of else None,
                unit_id=event.unit_id,
                due_on=event.due_on,
                note=event.note,
                document_id=event.document_id,
            )
            for event in story.events
        ],
    )


def _lines(spans: list[Span], on: date) -> list[TaskLine]:
    names = organisations.unit_names(on=on)
    return [
        TaskLine(
            task_id=span.task_id,
            duty_id=span.duty_id,
            number=span.task.number,
            title=span.task.title,
            unit_id=span.unit_id,
            unit=names[span.unit_id],
            role=DutyRole(span.role),
            status=StatusClass(span.status),  # type: ignore[attr-defined]  # annotated
            stage=Stage(span.duty.stage),
            assigned_on=span.assigned_on,
            due_on=span.due_on,
            original_due_on=span.original_due_on,
            completed_on=span.completed_on,
            document_id=span.task.document_id,
            field_id=span.task.field_id,
        )
        for span in spans
    ]


def _tally(tally: Tally) -> TallyAnswer:
    return TallyAnswer(
        **{status.value: tally[status] for status in StatusClass},
        total=tally.total,
        on_time_of_due=_rate(tally.on_time_of_due),
        done_of_all=_rate(tally.done_of_all),
    )


def _rate(rate: Rate) -> RateAnswer:
    percent = rate.percent
    return RateAnswer(
        part=rate.part, whole=rate.whole, percent=None if percent is None else float(percent)
    )


def _period(key: str) -> Period:
    try:
        return Period.parse(key)
    except NotAPeriod:
        raise NoSuchPeriod from None


def _document(request: ApiRequest, document_id: int | None) -> Document | None:
    if document_id is None:
        return None
    visible = documents.visible_documents(actor=request.user, on=clock.today())
    found = visible.defer("text", "folded", "lowered").filter(pk=document_id).first()
    if found is None:
        raise NoSuchDocument
    return found
