"""The JSON API about tasks and score-cards."""

from datetime import date

from django.db import transaction
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
from giaoban.ground.platform.json_api.versions import insist_on_version
from giaoban.kit.periods.period import Kind, NotAPeriod, Period
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import policies, selectors, services
from giaoban.records.tasks import types as words
from giaoban.records.tasks.api_answers import document_named, task_answer, task_version
from giaoban.records.tasks.api_steps import duties
from giaoban.records.tasks.models import Span, Task
from giaoban.records.tasks.schemas import (
    EditBody,
    NewTaskBody,
    RateAnswer,
    ReasonBody,
    ScoreCardAnswer,
    ScoreCardFilter,
    ScoreRowAnswer,
    TallyAnswer,
    TaskAnswer,
    TaskFilter,
    TaskLine,
)
from giaoban.records.tasks.types import DutyRole, Rate, Share, Stage, StatusClass, Tally

router = Router(tags=["tasks"])
score_cards = Router(tags=["score-card"])


class NoSuchPeriod(RuleBroken):
    message = _("There is no such period. Write 2020-06, 2020-Q2, 2020-H1, 2020-M09 or 2020.")


class NoSuchField(RuleBroken):
    message = _("There is no field of work with this number.")


# Wrong in what was sent, whatever the state of things; all others are refused for that state.
MISTAKES: tuple[type[RuleBroken], ...] = (
    words.DeadlineBroughtForward,
    words.DeadlineNotLater,
    words.OfficerMissing,
    words.OfficerOfAnotherUnit,
    words.PartDueAfterTheWhole,
    words.PartOutsideTheUnit,
    words.PartWithoutWords,
    NoSuchPeriod,
    words.NoSuchDocument,
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
    return task_answer(request, response, task_id, on=clock.today())


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
        document=document_named(request, body.document_id, on=clock.today()),
        leader=body.leader,
        product=body.product,
        responsibility=body.responsibility,
        authority=body.authority,
        programme=body.programme,
        point=body.point,
        urgency=body.urgency,
    )
    response["Location"] = f"{request.path}/{task.pk}"
    return Status(201, task_answer(request, response, task.pk, on=clock.today()))


@router.post(
    "/{int:task_id}/edit", response=TaskAnswer, summary=gettext_noop("Change what a task says")
)
def edit_task(
    request: ApiRequest, response: HttpResponse, task_id: Path[Id], body: EditBody
) -> TaskAnswer:
    """For the Office; what is left out stays. If-Match names the version that was read."""
    on = clock.today()
    visible = selectors.visible_tasks(actor=request.user, on=on)
    found = get_object_or_404(visible, pk=task_id)
    with transaction.atomic():
        held = Task.objects.select_for_update(of=("self",)).get(pk=found.pk)
        insist_on_version(request, task_version(held.pk), required=False)
        said = body.dict(exclude_unset=True)
        services.edit_task(actor=request.user, task_id=held.pk, now=clock.now(), **said)
    return task_answer(request, response, task_id, on=on)


@router.post("/{int:task_id}/cancel", response=TaskAnswer, summary=gettext_noop("Cancel a task"))
def cancel_task(
    request: ApiRequest, response: HttpResponse, task_id: Path[Id], body: ReasonBody
) -> TaskAnswer:
    """For the Office, with the reason: every duty of it that is not closed."""
    on = clock.today()
    visible = selectors.visible_tasks(actor=request.user, on=on)
    found = get_object_or_404(visible, pk=task_id)
    services.cancel_task(actor=request.user, task_id=found.pk, now=clock.now(), note=body.note)
    return task_answer(request, response, found.pk, on=on)


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


__all__ = ["MISTAKES", "duties", "router", "score_cards"]
