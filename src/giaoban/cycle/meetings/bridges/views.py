"""The pages of bridges: all of them, and one with its tests, faults and roll."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from giaoban.cycle.meetings import policies
from giaoban.cycle.meetings.answering import Asked, acted, asked, number_in, wrong_in
from giaoban.cycle.meetings.bridges import selectors, services
from giaoban.cycle.meetings.bridges.forms import BridgeForm, FaultForm, LineForm, RollForm
from giaoban.cycle.meetings.fields import in_tree
from giaoban.cycle.meetings.models import Bridge
from giaoban.cycle.meetings.types import FaultKind
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.organisations import selectors as organisations


@require_http_methods(["GET", "POST"])
@login_required
def bridges(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    now = asked(request, meeting_id)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and not now.may_prepare:
        raise PermissionDenied
    tree = in_tree(organisations.tree_on(on=now.on)) if now.may_prepare else []
    form = BridgeForm(posted, units=tree)
    if posted is not None and form.is_valid() and _added(request, now, form):
        return redirect("meetings:bridges", meeting_id)
    lines = selectors.bridges_of(now.meeting, actor=request.user, on=now.on)
    context = now.context | {
        "form": form,
        "lines": lines,
        "attending": sum(line.bridge.attending or 0 for line in lines),
        "taken": sum(line.bridge.roll_at is not None for line in lines),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/bridges.html", context, status=status)


def _added(request: SignedInRequest, now: Asked, form: BridgeForm) -> bool:
    try:
        services.add_bridge(
            actor=request.user,
            meeting_id=now.meeting.pk,
            unit_id=form.cleaned_data["unit"],
            now=now.now,
            **form.words,
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_http_methods(["GET", "POST"])
@login_required
def bridge(request: SignedInRequest, meeting_id: int, bridge_id: int) -> HttpResponse:
    """One bridge: whoever keeps it tests its line, reports faults and takes the roll."""
    now = asked(request, meeting_id)
    found = get_object_or_404(now.meeting.bridges.select_related("meeting"), pk=bridge_id)
    may_keep = bool(policies.may_keep_bridge(request.user, found, on=now.on))
    if request.method == "POST":
        if not may_keep:
            raise PermissionDenied
        return _act(request, now, found)
    names = organisations.unit_names(on=now.on)
    context = now.context | {
        "bridge": found,
        "unit": names[found.unit_id] if found.unit_id else "",
        "tests": found.tests.select_related("tested_by"),
        "faults": found.faults.select_related("reported_by"),
        "may_keep": may_keep,
        "line_form": LineForm(auto_id="line-%s", initial={"picture": True, "sound": True}),
        "fault_form": FaultForm(auto_id="fault-%s"),
        "roll_form": RollForm(
            auto_id="roll-%s", initial={"attending": found.attending, "names": found.names}
        ),
    }
    return render(request, "meetings/bridge.html", context)


def _act(request: SignedInRequest, now: Asked, found: Bridge) -> HttpResponse:
    back = reverse("meetings:bridge", args=[now.meeting.pk, found.pk])
    do = request.POST.get("do", "")
    plain = _plain_acts(request, now, found)
    if do in plain:
        act, words = plain[do]
        to = reverse("meetings:bridges", args=[now.meeting.pk]) if do == "remove" else back
        return acted(request, act, words, to=to)
    form = _form(request, do)
    if not form.is_valid():
        messages.error(request, wrong_in(form))
        return redirect(back)
    act, words = _filled_act(request, now, found, form)
    return acted(request, act, words, to=back)


def _plain_acts(
    request: SignedInRequest, now: Asked, found: Bridge
) -> dict[str, tuple[Callable[[], object], str]]:
    actor, moment = request.user, now.now
    fault = number_in(request.POST, "fault") or 0

    def well() -> object:
        return services.end_fault(
            actor=actor, fault_id=get_object_or_404(found.faults, pk=fault).pk, now=moment
        )

    return {
        "well": (well, _("The fault is over.")),
        "confirm": (
            lambda: services.confirm_roll(actor=actor, bridge_id=found.pk, now=moment),
            _("The roll is confirmed."),
        ),
        "remove": (
            lambda: services.remove_bridge(actor=actor, bridge_id=found.pk, now=moment),
            _("The bridge is off the list."),
        ),
    }


def _form(request: SignedInRequest, do: str) -> LineForm | FaultForm | RollForm:
    match do:
        case "test":
            return LineForm(request.POST)
        case "fault":
            return FaultForm(request.POST)
        case "roll":
            return RollForm(request.POST)
    raise Http404


def _filled_act(
    request: SignedInRequest, now: Asked, found: Bridge, form: LineForm | FaultForm | RollForm
) -> tuple[Callable[[], object], str]:
    given: dict[str, Any] = form.cleaned_data
    actor, moment = request.user, now.now
    if isinstance(form, LineForm):
        return (
            lambda: services.note_test(actor=actor, bridge_id=found.pk, now=moment, **given),
            _("The test is noted."),
        )
    if isinstance(form, FaultForm):
        kind, note = FaultKind(given["kind"]), given["note"]
        return (
            lambda: services.report_fault(
                actor=actor, bridge_id=found.pk, kind=kind, note=note, now=moment
            ),
            _("The fault is reported."),
        )
    return (
        lambda: services.take_roll(actor=actor, bridge_id=found.pk, now=moment, **given),
        _("The roll is taken."),
    )
