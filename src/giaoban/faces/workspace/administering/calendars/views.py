"""The calendar of a year, and what a day that is otherwise moves before it is saved."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.faces.workspace.administering.acting import Act, Confirmation, Line, in_two_steps
from giaoban.faces.workspace.administering.calendars.finding import year_of
from giaoban.faces.workspace.administering.calendars.forms import (
    FIRST_YEAR,
    LAST_YEAR,
    DayForm,
    ForgetForm,
    YearForm,
)
from giaoban.faces.workspace.administering.calendars.moves import Moves, moves_of
from giaoban.faces.workspace.administering.door import for_administrators, for_raised_rights
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import render_page_or_part
from giaoban.ground.platform.models import CalendarDay
from giaoban.ground.platform.templatetags.figures import day as day_words
from giaoban.ground.platform.templatetags.figures import weekday
from giaoban.records.organisations.administration import services
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.models import DeadlineMove
from giaoban.records.tasks.selectors import Reckoned

_SHOWN = 12


@require_GET
@for_administrators
def calendar(request: SignedInRequest) -> HttpResponse:
    """The days of a year that are not as their weekday says."""
    today = clock.today()
    form = YearForm(request.GET if "year" in request.GET else {"year": today.year})
    asked = form.cleaned_data["year"] if form.is_valid() else None
    year = year_of(asked or today.year)
    context = {
        "form": form,
        "year": year,
        "today": today,
        "before": year.year - 1 if year.year > FIRST_YEAR else None,
        "after": year.year + 1 if year.year < LAST_YEAR else None,
    }
    return render(request, "administering/calendars/year.html", context)


@require_http_methods(["GET", "POST"])
@for_raised_rights
def set_day(request: SignedInRequest) -> HttpResponse:
    now, today = clock.now(), clock.today()
    form = DayForm(request.POST if request.method == "POST" else None, initial=_asked(request))

    def moved_by(told: dict[str, Any]) -> Moves:
        row = CalendarDay(day=told["day"], is_worked=told["is_worked"], name=told["name"])
        return moves_of(actor=request.user, on=today, day=told["day"], row=row)

    def do(told: dict[str, Any]) -> tuple[CalendarDay, DeadlineMove | None]:
        # Found before the day is set: what moves is told by the calendar as it was.
        computed = moved_by(told).computed if told["moves"] else ()
        row = services.set_day(
            actor=request.user,
            day=told["day"],
            is_worked=told["is_worked"],
            name=told["name"],
            now=now,
        )
        return row, _move(computed, request, now, row) if computed else None

    def confirm(told: dict[str, Any]) -> Confirmation:
        names = {"weekday": weekday(told["day"]), "day": day_words(told["day"])}
        sentence = (
            _("%(weekday)s %(day)s is worked, for everything that counts working days.")
            if told["is_worked"]
            else _("%(weekday)s %(day)s is a day of rest, for everything that counts working days.")
        )
        return _confirmation(sentence % names, moved_by(told), moves=told["moves"])

    return in_two_steps(
        request,
        Act(
            title=_("A day otherwise than usual"),
            sub=_(
                "Public holidays and the swaps announced so far are known; here stands what the"
                " agency decides or what was announced since."
            ),
            form=form,
            do=do,
            confirm=confirm,
            told=_set_words,
            to=_after_set,
            button=_("Save the day"),
            back=reverse("administering:calendar"),
        ),
    )


@require_http_methods(["GET", "POST"])
@for_raised_rights
def forget_day(request: SignedInRequest, day_id: int) -> HttpResponse:
    row = get_object_or_404(CalendarDay, pk=day_id)
    now, today = clock.now(), clock.today()
    address = f"{reverse('administering:calendar')}?year={row.day.year}"

    def confirm(_told: dict[str, Any]) -> Confirmation:
        moves = moves_of(actor=request.user, on=today, day=row.day, row=None)
        return _confirmation(
            _("%(day)s is again what the calendar of the country says.")
            % {"day": day_words(row.day)},
            moves,
            moves=False,
        )

    return in_two_steps(
        request,
        Act(
            title=_("Take out the row of %(day)s") % {"day": day_words(row.day)},
            sub=row.name,
            form=ForgetForm(request.POST if request.method == "POST" else None),
            do=lambda _told: services.forget_day(actor=request.user, day_id=row.pk, now=now),
            confirm=confirm,
            told=lambda _made: _("The row is taken out."),
            to=lambda _made: address,
            button=_("Take it out"),
            back=address,
        ),
    )


@require_POST
@for_raised_rights
def confirm_year(request: SignedInRequest, year: int) -> HttpResponse:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    try:
        services.confirm_year(actor=request.user, year=year, now=clock.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        told = {"year": year}
        messages.success(request, _("The days of rest of %(year)d are confirmed.") % told)
    return redirect(f"{reverse('administering:calendar')}?year={year}")


def _asked(request: SignedInRequest) -> dict[str, str]:
    """The day that a link on the calendar leads to, if it is one."""
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return {}
    return {"day": day_words(asked), "is_worked": "0" if asked.weekday() < 5 else "1"}


def _confirmation(sentence: str, moved: Moves, *, moves: bool) -> Confirmation:
    lines = [
        Line(
            each.title,
            day_words(each.after) if moves else day_words(each.before),
            day_words(each.before),
        )
        for each in moved.computed[:_SHOWN]
    ]
    lines += [
        Line(
            _("Proposal: %(title)s") % {"title": each.title},
            _("would be %(day)s") % {"day": day_words(each.after)},
            day_words(each.before),
        )
        for each in moved.waiting[:_SHOWN]
    ]
    return Confirmation(sentence, tuple(lines), tuple(_warnings(moved, moves=moves)))


def _warnings(moved: Moves, *, moves: bool) -> list[str]:
    warnings = []
    if moved.falls:
        count = moved.falls
        told = {
            "n": count,
            "day": day_words(moved.next_working),
            "tasks": "; ".join(moved.falling),
        }
        warnings.append(
            ngettext(
                "%(n)d open duty falls due on that day and stays there; the next working day is"
                " %(day)s: %(tasks)s",
                "%(n)d open duties fall due on that day and stay there; the next working day is"
                " %(day)s: %(tasks)s",
                count,
            )
            % told
        )
    if moved.computed:
        count = len(moved.computed)
        words = (
            ngettext(
                "%(n)d deadline that was counted in working days moves.",
                "%(n)d deadlines that were counted in working days move.",
                count,
            )
            if moves
            else ngettext(
                "%(n)d deadline was counted in working days and would come out otherwise; it"
                " stays unless you choose to move it.",
                "%(n)d deadlines were counted in working days and would come out otherwise; they"
                " stay unless you choose to move them.",
                count,
            )
        )
        warnings.append(words % {"n": count})
    if not (moved.falls or moved.computed or moved.waiting):
        warnings.append(_("No open deadline falls on that day or was counted across it."))
    return warnings


def _move(
    computed: tuple[Reckoned, ...], request: SignedInRequest, now: datetime, row: CalendarDay
) -> DeadlineMove:
    """One act, however many deadlines it moves."""
    reason = _("The calendar changed: %(day)s, %(why)s.") % {
        "day": day_words(row.day),
        "why": row.name,
    }
    lines = [(each.duty_id, each.before, each.after) for each in computed]
    return tasks.move_deadlines(actor=request.user, lines=lines, reason=reason, now=now)


def _after_set(made: tuple[CalendarDay, DeadlineMove | None]) -> str:
    """The year of the day; how far it is, where the deadlines move apart from this page."""
    row, move = made
    if move is not None and not move.is_over:
        return reverse("administering:calendar-move", args=[move.pk])
    return f"{reverse('administering:calendar')}?year={row.day.year}"


def _set_words(made: tuple[CalendarDay, DeadlineMove | None]) -> str:
    row, move = made
    told = {"day": day_words(row.day), "n": len(move.lines) if move else 0}
    if move is None:
        return _("%(day)s is saved.") % told
    if not move.is_over:
        return _("%(day)s is saved; the deadlines are being moved.") % told
    told["n"] = move.moved
    return (
        ngettext(
            "%(day)s is saved, and %(n)d deadline moved.",
            "%(day)s is saved, and %(n)d deadlines moved.",
            move.moved,
        )
        % told
    )


@require_GET
@for_administrators
def move(request: SignedInRequest, move_id: int) -> HttpResponse:
    """How far a move of many deadlines is."""
    context = {"move": get_object_or_404(DeadlineMove, pk=move_id)}
    return render_page_or_part(request, "administering/calendars/move.html", "work", context)
