"""The steps of a duty: a page with what is asked, and the service that lets it happen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done, render_page_or_part
from giaoban.records.documents import selectors as documents
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import policies, selectors, services
from giaoban.records.tasks.folding import refusal_of
from giaoban.records.tasks.forms import UnitChoices, in_tree
from giaoban.records.tasks.forms_steps import (
    DeadlineForm,
    DeclineForm,
    DifficultyForm,
    GrantForm,
    ReasonForm,
    ResultForm,
    ResumeForm,
    StepForm,
    TransferForm,
)
from giaoban.records.tasks.pages.tasks import SLUGS, TaskPage
from giaoban.records.tasks.types import DutyRole, EventKind, NoExtensionAsked, TaskRefusal
from giaoban.records.tasks.wording import STEPS


@dataclass(frozen=True)
class Step:
    """One step: what happens, which service lets it happen, and what is asked before."""

    kind: EventKind
    service: Callable[..., object]
    form: type[StepForm]


STEPS_BY_SLUG = {
    SLUGS[step.kind]: step
    for step in (
        Step(EventKind.ACKNOWLEDGED, services.acknowledge_duty, StepForm),
        Step(EventKind.DECLINED, services.decline_duty, DeclineForm),
        Step(EventKind.KEPT, services.keep_duty, ReasonForm),
        Step(EventKind.PROGRESS, services.note_progress, ResultForm),
        Step(EventKind.DIFFICULTY, services.raise_difficulty, DifficultyForm),
        Step(EventKind.REPORTED, services.report_result, ResultForm),
        Step(EventKind.CONFIRMED, services.confirm_result, StepForm),
        Step(EventKind.RETURNED, services.return_result, ReasonForm),
        Step(EventKind.DEADLINE_CHANGED, services.change_deadline, DeadlineForm),
        Step(EventKind.EXTENSION_ASKED, services.ask_extension, DeadlineForm),
        Step(EventKind.EXTENDED, services.grant_extension, GrantForm),
        Step(EventKind.EXTENSION_REFUSED, services.refuse_extension, ReasonForm),
        Step(EventKind.SUSPENDED, services.suspend_duty, ReasonForm),
        Step(EventKind.RESUMED, services.resume_duty, ResumeForm),
        Step(EventKind.TRANSFERRED, services.transfer_duty, TransferForm),
        Step(EventKind.REOPENED, services.reopen_duty, ReasonForm),
        Step(EventKind.CANCELLED, services.cancel_task, ReasonForm),
    )
}


@require_http_methods(["GET", "POST"])
@login_required
def step(request: SignedInRequest, duty_id: int, slug: str) -> HttpResponse:
    on = clock.today()
    duty = get_object_or_404(selectors.visible_duties(actor=request.user, on=on), pk=duty_id)
    if slug not in STEPS_BY_SLUG:
        raise Http404
    chosen = STEPS_BY_SLUG[slug]
    shown = TaskPage(actor=request.user, task=duty.task, on=on, duty_id=duty.pk)
    standing, matter = policies.standing_of(request.user, on=on), shown.matter
    if not standing.may_do(chosen.kind, unit_id=matter.unit_id, over=matter.over):
        raise PermissionDenied
    back = f"{reverse('tasks:task', args=[duty.task_id])}{_chosen(shown)}"
    refusal = _not_now(chosen.kind, matter)
    if request.method == "GET" and refusal:
        messages.error(request, str(refusal))
        return redirect(back)

    form = _step_form(request, chosen, shown)
    if form.is_valid() and _taken(request, chosen, shown, form):
        messages.success(request, str(STEPS[chosen.kind][1]))
        return done(request, to=back)
    context = {
        "shown": shown,
        "form": form,
        "kind": chosen.kind,
        "words": STEPS[chosen.kind][0],
        "back": back,
    }
    return render_page_or_part(
        request, "tasks/step.html", "form", context, invalid=bool(form.errors)
    )


def _chosen(shown: TaskPage) -> str:
    """What leads back to the duty, where the page of the task would show another."""
    return f"?duty={shown.chosen.duty.pk}" if shown.chosen is not shown.lead else ""


def _not_now(kind: EventKind, matter: policies.Matter) -> TaskRefusal | None:
    if kind in policies.ANSWERS and not matter.asked:
        return NoExtensionAsked()
    return refusal_of(kind, at=matter.stage)


def _step_form(request: SignedInRequest, chosen: Step, shown: TaskPage) -> StepForm:
    on = clock.today()
    more: dict[str, Any] = {"initial": _initial(chosen.kind, shown)}
    if issubclass(chosen.form, ResultForm):
        more["documents"] = documents.visible_documents(actor=request.user, on=on)
    if issubclass(chosen.form, TransferForm):
        more["units"] = _units(chosen.kind, shown)
    return chosen.form(request.POST if request.method == "POST" else None, **more)


def _initial(kind: EventKind, shown: TaskPage) -> dict[str, Any]:
    story = shown.chosen
    if kind == EventKind.RESUMED:
        return {"due_on": selectors.due_after_hold(story=story, on=shown.on)}
    if kind == EventKind.TRANSFERRED:
        return {"unit": story.proposed_unit_id}
    if kind == EventKind.EXTENDED and story.asked:
        return {"due_on": story.asked.asked_due_on}
    return {}


def _units(kind: EventKind, shown: TaskPage) -> UnitChoices:
    """A part goes from one unit to another below that whose duty it is a part of."""
    nodes = organisations.tree_on(on=shown.on)
    over = shown.matter.over
    if over is not None and kind == EventKind.TRANSFERRED:
        below = organisations.units_below(unit_ids=[over], on=shown.on)
        nodes = [node for node in nodes if node.unit_id in below]
    return in_tree(nodes)


def _taken(request: SignedInRequest, chosen: Step, shown: TaskPage, form: StepForm) -> bool:
    """Whether the service did it; else the form says why not."""
    duty, service = shown.chosen.duty, chosen.service
    what = {"duty_id": duty.pk}
    if chosen.kind == EventKind.CANCELLED:
        if duty.role == DutyRole.PART:
            service = services.cancel_part
        else:  # a task is called off, not one duty of it
            what = {"task_id": duty.task_id}
    try:
        service(actor=request.user, now=clock.now(), **what, **form.given())
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
