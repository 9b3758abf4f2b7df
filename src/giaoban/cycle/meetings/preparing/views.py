"""The pages of series and meetings: which there are, preparing one, changing and cancelling it."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.cycle.meetings import policies, selectors
from giaoban.cycle.meetings.answering import Asked, acted, asked
from giaoban.cycle.meetings.conclusions.selectors import of_the_last, standing_of
from giaoban.cycle.meetings.models import Meeting, Series
from giaoban.cycle.meetings.preparing import selectors as prepared
from giaoban.cycle.meetings.preparing import services
from giaoban.cycle.meetings.preparing.calendars import calendar_of
from giaoban.cycle.meetings.preparing.forms import MeetingForm, SeriesForm, as_shown
from giaoban.cycle.meetings.types import MeetingKind
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.accounts.models import User
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.organisations import selectors as organisations

ROWS = 50


@require_GET
@login_required
def meetings(request: SignedInRequest) -> HttpResponse:
    actor, on = request.user, clock.today()
    found = prepared.meetings_list(actor=actor, on=on)
    context = {
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")),
        "series": prepared.series_list(actor=actor, on=on),
        "today": on,
        "may_prepare": policies.may_prepare(actor, on=on),
    }
    return render(request, "meetings/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new_series(request: SignedInRequest) -> HttpResponse:
    if not policies.may_prepare(request.user, on=clock.today()):
        raise PermissionDenied
    form = SeriesForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        series = services.open_series(
            actor=request.user,
            name=form.cleaned_data["name"],
            kind=MeetingKind(form.cleaned_data["kind"]),
            now=clock.now(),
        )
        messages.success(request, _("The series is there. Prepare its first meeting."))
        return redirect("meetings:prepare", series.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/new_series.html", {"form": form}, status=status)


@require_GET
@login_required
def series(request: SignedInRequest, series_id: int) -> HttpResponse:
    """The meetings of a series, and the state of what each concluded."""
    actor, on = request.user, clock.today()
    found = _series(request, series_id, on)
    seen = prepared.meetings_list(actor=actor, on=on).filter(series=found)
    page = Paginator(seen, ROWS).get_page(request.GET.get("page"))
    context = {
        "series": found,
        "page": page,
        "lines": [(each, standing_of(each, actor=actor, on=on)) for each in page],
        "today": on,
        "may_prepare": policies.may_prepare(actor, on=on),
    }
    return render(request, "meetings/series.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def prepare(request: SignedInRequest, series_id: int) -> HttpResponse:
    """Prepare the next meeting of a series; what carries over is said beside the form."""
    on = clock.today()
    found = _series(request, series_id, on)
    if not policies.may_prepare(request.user, on=on):
        raise PermissionDenied
    seen = selectors.visible_meetings(actor=request.user, on=on)
    last = seen.filter(series=found).exclude(state="cancelled").first()
    initial = as_shown(last) if last else {"title": found.name}
    initial |= {"day": None, "seen": ""}
    form = _form(request, initial, on)
    if form.is_bound and form.is_valid():
        meeting = services.prepare_meeting(
            actor=request.user,
            series=found,
            starts_at=form.starts_at,
            chair=_chair(form, on),
            now=clock.now(),
            **form.words,
        )
        return redirect("meetings:meeting", meeting.pk)
    context = {"form": form, "series": found, "last": last}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/prepare.html", context, status=status)


@require_GET
@login_required
def meeting(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """Everything about one meeting at a glance, and what still has to be done."""
    now = asked(request, meeting_id)
    found, actor = now.meeting, request.user
    agenda = prepared.agenda_of(found, on=now.on)
    places = prepared.places_of(found, actor=actor, on=now.on)
    context = now.context | {
        "agenda": agenda,
        "ends_at": prepared.ends_at(found, agenda),
        "checks": prepared.checklist(found, now=now.now),
        "counts": prepared.answers_counted(found),
        "mine": [each for each in places if each.may_answer],
        "papers": prepared.papers_of(found, actor=actor, on=now.on),
        "bridges": found.bridges.all(),
        "last": of_the_last(found, actor=actor, on=now.on),
        "invitation": found.invitations.first(),
        "notice": getattr(found, "notice", None),
    }
    return render(request, "meetings/meeting.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    now = asked(request, meeting_id)
    if not now.may_prepare:
        raise PermissionDenied
    with transaction.atomic():
        # Held while what was seen is compared with what is stored.
        held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)
        form = _form(request, as_shown(held), now.on)
        if form.is_bound and form.is_valid() and _changed(request, held, form, now):
            messages.success(request, _("Changed."))
            return redirect("meetings:meeting", held.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/edit.html", now.context | {"form": form}, status=status)


def _changed(request: SignedInRequest, held: Meeting, form: MeetingForm, now: Asked) -> bool:
    try:
        services.change_meeting(
            actor=request.user,
            meeting_id=held.pk,
            starts_at=form.starts_at,
            chair=_chair(form, now.on),
            now=now.now,
            **form.words,
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
@login_required
def cancel(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    now = asked(request, meeting_id)

    def do() -> object:
        return services.cancel_meeting(
            actor=request.user,
            meeting_id=meeting_id,
            reason=request.POST.get("reason", "")[:500],
            now=now.now,
        )

    to = reverse("meetings:meeting", args=[meeting_id])
    return acted(
        request, do, _("The meeting is cancelled; those who were invited are told."), to=to
    )


@require_GET
@login_required
def calendar(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The meeting as iCalendar, with its agenda."""
    now = asked(request, meeting_id)
    content = calendar_of(now.meeting, on=now.on, now=now.now)
    response = HttpResponse(content, "text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="meeting-{meeting_id}.ics"'
    return response


def _series(request: SignedInRequest, series_id: int, on: date) -> Series:
    seen = selectors.visible_series(actor=request.user, on=on)
    found: Series = get_object_or_404(seen, pk=series_id)
    return found


def _form(request: SignedInRequest, initial: dict[str, Any], on: date) -> MeetingForm:
    posted = request.POST if request.method == "POST" else None
    return MeetingForm(posted, people=organisations.people_serving(on=on), initial=initial)


def _chair(form: MeetingForm, on: date) -> User | None:
    chosen = form.cleaned_data["chair"]
    return organisations.people_serving(on=on).filter(pk=chosen).first() if chosen else None
