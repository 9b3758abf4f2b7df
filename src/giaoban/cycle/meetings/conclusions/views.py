"""The pages of conclusions: writing them, reading as one types, and where each lands."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.cycle.meetings.answering import Asked, acted, asked, number_in, wrong_in
from giaoban.cycle.meetings.conclusions import selectors, services
from giaoban.cycle.meetings.conclusions.forms import LandForm, WriteForm
from giaoban.cycle.meetings.conclusions.proposing import Proposed, propose
from giaoban.cycle.meetings.fields import in_tree
from giaoban.cycle.meetings.models import Conclusion
from giaoban.cycle.meetings.types import Landing, MeetingState, NothingThere
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import selectors as task_selectors

_READ_WHILE_TYPING = 4000  # characters; a long paste is read when it is sent


@require_http_methods(["GET", "POST"])
@login_required
def conclusions(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """All conclusions of a meeting; in session, whoever runs it writes more."""
    now = asked(request, meeting_id)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and not now.may_run:
        raise PermissionDenied
    form = WriteForm(posted)
    if posted is not None and form.is_valid():
        return _written(request, now, form.cleaned_data["text"])
    context = now.context | {
        "form": form,
        "lines": selectors.conclusions_of(now.meeting, actor=request.user, on=now.on),
        "last": selectors.of_the_last(now.meeting, actor=request.user, on=now.on),
        "waiting": selectors.waiting_in(now.meeting),
        "is_open": now.meeting.state == MeetingState.OPEN,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/conclusions.html", context, status=status)


def _written(request: SignedInRequest, now: Asked, text: str) -> HttpResponse:
    """Write it down; with `do=task` one that was read surely lands by the same key."""
    back = "meetings:floor" if "from-floor" in request.POST else "meetings:conclusions"
    try:
        written = services.write_conclusion(
            actor=request.user, meeting_id=now.meeting.pk, text=text, now=now.now
        )
        one = written[0] if len(written) == 1 else None
        if request.POST.get("do") == "task" and one is not None and one.lead_id:
            _landed_as_read(request, now, one)
        elif request.POST.get("do") == "information" and one is not None:
            services.keep_as_information(
                actor=request.user, conclusion_id=one.pk, revision=one.revision, now=now.now
            )
        elif one is not None:
            messages.success(request, _("The conclusion is written. It has not landed yet."))
        else:
            told = _("%(count)d conclusions are written. Each has to land.")
            messages.success(request, told % {"count": len(written)})
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect(back, now.meeting.pk)


def _landed_as_read(request: SignedInRequest, now: Asked, one: Conclusion) -> None:
    landed = services.land_as_task(
        actor=request.user,
        conclusion_id=one.pk,
        title=one.title,
        lead_id=one.lead_id,
        coordinating_ids=list(one.coordinating.values_list("pk", flat=True)),
        due_on=one.due_on,
        revision=one.revision,
        now=now.now,
    )
    told = {"number": landed.task.number if landed.task else ""}
    messages.success(request, _("It is task %(number)s; the unit sees it now.") % told)


@require_POST
@login_required
def read_as(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """What the reader makes of the words that are being typed. Nothing of it is kept."""
    now = asked(request, meeting_id)
    if not now.may_run:
        raise PermissionDenied
    text = request.POST.get("text", "")[:_READ_WHILE_TYPING]
    read = propose(text, on=now.on) if text.strip() else []
    one = read[0] if len(read) == 1 else None
    near = _near(request, now, one) if one else []
    context = {
        "read": one,
        "count": len(read),
        "explanation": _in_words(one.explanation) if one else "",
        "near": near,
    }
    return render(request, "meetings/read_as.html", context)


def _near(request: SignedInRequest, now: Asked, one: Proposed) -> list[selectors.Near]:
    return selectors.near_to(one.title, one.lead_id, actor=request.user, on=now.on)


def _in_words(explanation: dict[str, str]) -> str:
    language = (get_language() or "vi")[:2]
    return explanation.get(language) or explanation.get("vi", "")


@require_http_methods(["GET", "POST"])
@login_required
def conclusion(request: SignedInRequest, meeting_id: int, conclusion_id: int) -> HttpResponse:
    """One conclusion and where it lands; its unit takes note of it here."""
    now = asked(request, meeting_id)
    found = get_object_or_404(now.meeting.conclusions, pk=conclusion_id)
    if request.method == "POST":
        return _decided(request, now, found)
    lines = selectors.conclusions_of(now.meeting, actor=request.user, on=now.on)
    initial = {
        "title": found.title,
        "lead": found.lead_id,
        "coordinating": list(found.coordinating.values_list("pk", flat=True)),
        "due_on": found.due_on,
        "revision": found.revision,
    }
    tree = in_tree(organisations.tree_on(on=now.on))
    context = now.context | {
        "line": next(line for line in lines if line.conclusion.pk == found.pk),
        "conclusion": found,
        "form": LandForm(None, units=tree, initial=initial),
        "explanation": _in_words(found.due_explanation),
        "near": selectors.near_to(found.title, found.lead_id, actor=request.user, on=now.on),
        "may_land": now.may_issue and now.meeting.state == MeetingState.OPEN,
        "waits": found.landing == Landing.WAITING,
    }
    return render(request, "meetings/conclusion.html", context)


def _decided(request: SignedInRequest, now: Asked, found: Conclusion) -> HttpResponse:
    do = request.POST.get("do", "")
    here = reverse("meetings:conclusion", args=[now.meeting.pk, found.pk])
    acts = _acts(request, now, found)
    if do in acts:
        act, words = acts[do]
        return acted(request, act, words, to=here)
    if do != "task":
        raise Http404
    form = LandForm(request.POST, units=in_tree(organisations.tree_on(on=now.on)))
    if not form.is_valid():
        messages.error(request, wrong_in(form))
        return redirect(here)
    given = form.cleaned_data

    def land() -> object:
        return services.land_as_task(
            actor=request.user,
            conclusion_id=found.pk,
            title=given["title"],
            lead_id=given["lead"],
            coordinating_ids=given["coordinating"],
            due_on=given["due_on"],
            revision=given["revision"],
            now=now.now,
        )

    return acted(request, land, _("It is a task now; the unit sees it."), to=here)


def _acts(
    request: SignedInRequest, now: Asked, found: Conclusion
) -> dict[str, tuple[Callable[[], object], str]]:
    revision = number_in(request.POST, "revision")
    told: dict[str, Any] = {"actor": request.user, "conclusion_id": found.pk, "now": now.now}
    seen = told | {"revision": -1 if revision is None else revision}
    return {
        "merge": (
            lambda: services.merge_into_task(task_id=_task(request, now), **seen),
            _("It is part of that task now."),
        ),
        "information": (
            lambda: services.keep_as_information(**seen),
            _("It is kept as information."),
        ),
        "withdraw": (
            lambda: services.withdraw_conclusion(
                reason=request.POST.get("reason", "")[:500], **seen
            ),
            _("It is withdrawn."),
        ),
        "change": (
            lambda: services.change_conclusion(text=request.POST.get("text", "")[:8000], **seen),
            _("It is changed and read anew."),
        ),
        "back": (lambda: services.take_back(**told), _("It waits again.")),
        "acknowledge": (
            lambda: services.acknowledge(**told),
            _("Noted: the unit has taken note of it."),
        ),
    }


def _task(request: SignedInRequest, now: Asked) -> int:
    """The task that was named by its number, NV-0655, or chosen."""
    given = request.POST.get("task", "").strip().upper().removeprefix("NV-").lstrip("0")
    fits = given.isascii() and given.isdigit() and len(given) <= 18
    seen = task_selectors.visible_tasks(actor=request.user, on=now.on)
    if not fits or not seen.filter(pk=int(given)).exists():
        raise NothingThere
    return int(given)
