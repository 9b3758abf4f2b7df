"""The steps of a duty in the JSON API, each a sentence of the services."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Path, Router

from giaoban.ground.accounts.http import ApiRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.json_api.values import Id
from giaoban.ground.platform.json_api.versions import insist_on_version
from giaoban.records.documents.models import Document
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.api_answers import document_named, task_answer, task_version
from giaoban.records.tasks.models import Duty
from giaoban.records.tasks.schemas import (
    DeadlineBody,
    DeclineBody,
    GrantBody,
    PartBody,
    ReasonBody,
    ResultBody,
    ResumeBody,
    StepBody,
    TaskAnswer,
    TransferBody,
)
from giaoban.records.tasks.services import PartAsked

duties = Router(tags=["tasks"])


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


@duties.post("/{int:duty_id}/progress", response=TaskAnswer, summary=gettext_noop("Note progress"))
def note_progress(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: ResultBody
) -> TaskAnswer:
    """For the unit that has the duty, in words."""
    return _step(
        request,
        response,
        duty_id,
        services.note_progress,
        note=body.note,
        document=_document(request, body.document_id),
    )


@duties.post(
    "/{int:duty_id}/difficulty", response=TaskAnswer, summary=gettext_noop("Raise a difficulty")
)
def raise_difficulty(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: ResultBody
) -> TaskAnswer:
    """For the unit that has the duty: what hinders the work, and what is proposed."""
    return _step(
        request,
        response,
        duty_id,
        services.raise_difficulty,
        note=body.note,
        document=_document(request, body.document_id),
    )


@duties.post(
    "/{int:duty_id}/decline",
    response=TaskAnswer,
    summary=gettext_noop("Return a duty as not ours"),
)
def decline_duty(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: DeclineBody
) -> TaskAnswer:
    """For the unit that has it, with the reason. Whoever assigned it decides."""
    return _step(
        request, response, duty_id, services.decline_duty, note=body.note, unit_id=body.unit_id
    )


@duties.post(
    "/{int:duty_id}/keep",
    response=TaskAnswer,
    summary=gettext_noop("Leave a returned duty with the unit"),
)
def keep_duty(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: ReasonBody
) -> TaskAnswer:
    """For whoever assigned it, with the reason."""
    return _step(request, response, duty_id, services.keep_duty, note=body.note)


@duties.post(
    "/{int:duty_id}/transfer", response=TaskAnswer, summary=gettext_noop("Transfer a duty")
)
def transfer_duty(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: TransferBody
) -> TaskAnswer:
    """For whoever assigned it, with the reason. The deadline stays what it is."""
    return _step(
        request, response, duty_id, services.transfer_duty, note=body.note, unit_id=body.unit_id
    )


@duties.post(
    "/{int:duty_id}/ask-extension",
    response=TaskAnswer,
    summary=gettext_noop("Ask for an extension"),
)
def ask_extension(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: DeadlineBody
) -> TaskAnswer:
    """For the unit that leads or has a part, on or before the due day."""
    return _step(
        request,
        response,
        duty_id,
        services.ask_extension,
        due_on=body.due_on,
        note=body.note,
        document=_document(request, body.document_id),
    )


@duties.post(
    "/{int:duty_id}/extend", response=TaskAnswer, summary=gettext_noop("Grant an extension")
)
def grant_extension(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: GrantBody
) -> TaskAnswer:
    """For whoever assigned it, until the day asked for or another. What is late stays late."""
    return _step(
        request,
        response,
        duty_id,
        services.grant_extension,
        due_on=body.due_on,
        note=body.note,
        document=_document(request, body.document_id),
    )


@duties.post(
    "/{int:duty_id}/refuse-extension",
    response=TaskAnswer,
    summary=gettext_noop("Refuse an extension"),
)
def refuse_extension(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: ReasonBody
) -> TaskAnswer:
    """For whoever assigned it, with the reason."""
    return _step(request, response, duty_id, services.refuse_extension, note=body.note)


@duties.post("/{int:duty_id}/suspend", response=TaskAnswer, summary=gettext_noop("Suspend a duty"))
def suspend_duty(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: ReasonBody
) -> TaskAnswer:
    """For whoever assigned it, with the reason. Its clock stands still."""
    return _step(request, response, duty_id, services.suspend_duty, note=body.note)


@duties.post("/{int:duty_id}/resume", response=TaskAnswer, summary=gettext_noop("Resume a duty"))
def resume_duty(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: ResumeBody
) -> TaskAnswer:
    """For whoever assigned it. Without `due_on` the deadline stays what it is."""
    return _step(
        request, response, duty_id, services.resume_duty, note=body.note, due_on=body.due_on
    )


@duties.post("/{int:duty_id}/reopen", response=TaskAnswer, summary=gettext_noop("Reopen a duty"))
def reopen_duty(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: ReasonBody
) -> TaskAnswer:
    """For whoever assigned it, with the reason. Days that have passed stay as they counted."""
    return _step(request, response, duty_id, services.reopen_duty, note=body.note)


@duties.post("/{int:duty_id}/cancel", response=TaskAnswer, summary=gettext_noop("Cancel a part"))
def cancel_part(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: ReasonBody
) -> TaskAnswer:
    """For whoever assigned the part, with the reason. A task is cancelled as a whole."""
    return _step(request, response, duty_id, services.cancel_part, note=body.note)


@duties.post(
    "/{int:duty_id}/parts", response=TaskAnswer, summary=gettext_noop("Assign a part of a duty")
)
def assign_part(
    request: ApiRequest, response: HttpResponse, duty_id: Path[Id], body: PartBody
) -> TaskAnswer:
    """For head and deputy head of the unit that has the duty, to units below or its officers."""
    asked = PartAsked(
        part=body.part,
        unit_id=body.unit_id,
        officer_id=body.officer_id,
        due_on=body.due_on,
        note=body.note,
    )
    service = partial(_assign_part, asked=asked)
    return _step(request, response, duty_id, service)


def _assign_part(*, duty_id: int, **given: Any) -> Duty:
    return services.assign_part(parent_id=duty_id, **given)


def _document(request: ApiRequest, document_id: int | None) -> Document | None:
    return document_named(request, document_id, on=clock.today())


def _step(
    request: ApiRequest,
    response: HttpResponse,
    duty_id: int,
    service: Callable[..., object],
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
        insist_on_version(request, task_version(duty.task_id), required=version_required)
        service(actor=request.user, duty_id=duty.pk, now=clock.now(), **given)
    return task_answer(request, response, duty.task_id, on=clock.today())
