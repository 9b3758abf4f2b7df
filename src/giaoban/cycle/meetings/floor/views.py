"""The pages of the floor: for chair and secretary, for those who take part, for the hall screen.

Each shows one state and asks again every two seconds; where nothing changed the answer is 204.
Without script the page is loaded anew.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from giaoban.cycle.meetings.answering import Asked, asked, number_in, wrong_in
from giaoban.cycle.meetings.conclusions.selectors import conclusions_of
from giaoban.cycle.meetings.floor import services
from giaoban.cycle.meetings.floor.forms import SpeakerForm, VoteForm
from giaoban.cycle.meetings.floor.selectors import FloorPage, version_of
from giaoban.cycle.meetings.types import Choice, MeetingRefusal, MeetingState, Screen
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import is_swap

_SEEN_BY_ACTS = 10**9  # versions; more is no version of ours


class Wrong(MeetingRefusal):
    """What was typed cannot be taken; `words` say why."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def __str__(self) -> str:
        return self.words


def _unchanged(request: SignedInRequest, now: Asked) -> bool:
    """Whether the page that asks shows the floor as it is."""
    known = number_in(request.GET, "version")
    return is_swap(request) and known is not None and known == version_of(now.meeting)


def _context(request: SignedInRequest, now: Asked, here: str) -> dict[str, Any]:
    return now.context | {
        "shown": FloorPage(now.meeting, actor=request.user, on=now.on, now=now.now),
        "landed": conclusions_of(now.meeting, actor=request.user, on=now.on),
        "here": here,
        "is_open": now.meeting.state == MeetingState.OPEN,
        "screens": Screen.choices,
        "choices": Choice.choices,
        "vote_form": VoteForm(auto_id="vote-%s"),
        "as_part": is_swap(request),
    }


@require_http_methods(["GET", "POST"])
@login_required
def floor(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """For whoever runs the meeting; others are led to their seat."""
    now = asked(request, meeting_id)
    here = reverse("meetings:floor", args=[meeting_id])
    if not now.may_run:
        if request.method == "POST":
            raise PermissionDenied
        return redirect("meetings:seat", meeting_id)
    if request.method == "POST":
        return _acted(request, now, _steering(request, now), here, "meetings/floor.html")
    if _unchanged(request, now):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _shown(request, now, here, "meetings/floor.html")


def _shown(request: SignedInRequest, now: Asked, here: str, template: str) -> HttpResponse:
    # Once a meeting opens or closes a page has other parts, and is loaded anew.
    if is_swap(request) and request.GET.get("state", now.meeting.state) != now.meeting.state:
        return HttpResponseClientRefresh()
    part = f"{template}#live" if is_swap(request) else template
    response = render(request, part, _context(request, now, here))
    response["Vary"] = "HX-Request"
    return response


def _acted(
    request: SignedInRequest, now: Asked, act: Callable[[], object], here: str, template: str
) -> HttpResponse:
    """Do it, or say why not, and show the floor as it is then."""
    try:
        act()
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    if not is_swap(request):
        return redirect(here)
    then = asked(request, now.meeting.pk)
    if then.meeting.state != now.meeting.state:
        return HttpResponseClientRefresh()
    return _shown(request, then, here, template)


def _steering(request: SignedInRequest, now: Asked) -> Callable[[], object]:
    """The act that was pressed."""
    do, seen = request.POST.get("do", ""), number_in(request.POST, "seen")
    told: dict[str, Any] = {"actor": request.user, "meeting_id": now.meeting.pk, "now": now.now}
    seen = seen if seen is None or seen < _SEEN_BY_ACTS else -1
    plain: dict[str, Callable[..., object]] = {
        "call": services.call_speaker,
        "minute": services.add_minute,
        "end-speech": services.end_speech,
        "stop": services.stop_clock,
        "start": services.start_clock,
        "answered": services.question_answered,
        "close-vote": services.close_vote,
        "pause": services.pause_meeting,
        "resume": services.resume_meeting,
        "close": services.close_meeting,
    }
    if do == "open":
        return lambda: services.open_meeting(**told)
    if do in plain:
        return lambda: plain[do](seen=seen, **told)
    return _steering_with(request, do, told | {"seen": seen})


def _steering_with(request: SignedInRequest, do: str, told: dict[str, Any]) -> Callable[[], object]:
    """The acts that say what they are about."""
    key = number_in(request.POST, "key") or 0
    unseen = {name: value for name, value in told.items() if name != "seen"}
    acts: dict[str, Callable[[], object]] = {
        "item": lambda: services.open_item(item_id=key, **told),
        "call-one": lambda: services.call_speaker(hand_id=key, **told),
        "lower": lambda: services.lower_hand(hand_id=key, **unseen),
        "question": lambda: services.put_question(question_id=key, **told),
        "screen": lambda: services.show_on_screen(screen=_screen(request), **told),
        "vote": lambda: _vote(request, told),
        "speaker": lambda: _speaker(request, unseen, None),
    }
    if do not in acts:
        raise Http404
    return acts[do]


def _screen(request: SignedInRequest) -> Screen:
    wanted = request.POST.get("screen", "")
    if wanted not in Screen.values:
        raise Wrong(_("There is no such screen."))
    return Screen(wanted)


def _vote(request: SignedInRequest, told: dict[str, Any]) -> object:
    form = VoteForm(request.POST)
    if not form.is_valid():
        raise Wrong(wrong_in(form))
    return services.open_vote(**form.words, **told)


def _speaker(request: SignedInRequest, told: dict[str, Any], bridge_id: int | None) -> object:
    form = SpeakerForm(request.POST)
    if not form.is_valid():
        raise Wrong(wrong_in(form))
    return services.raise_hand_for(
        speaker=form.cleaned_data["speaker"], bridge_id=bridge_id, **told
    )


@require_http_methods(["GET", "POST"])
@login_required
def seat(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """For those who take part, in the room, at a bridge or on a phone."""
    now = asked(request, meeting_id)
    here = reverse("meetings:seat", args=[meeting_id])
    if request.method == "POST":
        return _acted(request, now, _taking_part(request, now), here, "meetings/seat.html")
    if _unchanged(request, now):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _shown(request, now, here, "meetings/seat.html")


def _taking_part(request: SignedInRequest, now: Asked) -> Callable[[], object]:
    do = request.POST.get("do", "")
    told: dict[str, Any] = {"actor": request.user, "now": now.now}
    of_meeting = told | {"meeting_id": now.meeting.pk}
    bridge = number_in(request.POST, "bridge")
    acts: dict[str, Callable[[], object]] = {
        "hand": lambda: services.raise_hand(bridge_id=bridge, **of_meeting),
        "order": lambda: services.raise_hand(bridge_id=bridge, of_order=True, **of_meeting),
        "speaker": lambda: _speaker(request, of_meeting, bridge),
        "lower": lambda: services.lower_hand(
            hand_id=number_in(request.POST, "key") or 0, **of_meeting
        ),
        "ballot": lambda: _ballot(request, now, told),
    }
    if do not in acts:
        raise Http404
    return acts[do]


def _ballot(request: SignedInRequest, now: Asked, told: dict[str, Any]) -> object:
    choice = request.POST.get("choice", "")
    vote = now.meeting.votes.filter(pk=number_in(request.POST, "vote") or 0).first()
    if vote is None or choice not in Choice.values:
        raise Wrong(_("Choose one of the three."))
    return services.cast_ballot(
        vote_id=vote.pk,
        invitee_id=number_in(request.POST, "invitee") or 0,
        choice=Choice(choice),
        **told,
    )


@require_GET
@login_required
def hall(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """What the hall screen shows: large, and nothing to press."""
    now = asked(request, meeting_id)
    if _unchanged(request, now):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _shown(request, now, reverse("meetings:hall", args=[meeting_id]), "meetings/hall.html")
