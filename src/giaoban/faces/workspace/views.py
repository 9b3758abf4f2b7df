"""The pages of the signed-in frame: what the day brings, and finding things."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from giaoban.faces.workspace import selectors
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.accounts.models import User
from giaoban.ground.platform import clock
from giaoban.records.organisations import selectors as organisations


@dataclass(frozen=True)
class Line:
    """A part of the day in a few words, and where on the page it is."""

    anchor: str
    count: int
    words: str | Promise


@login_required
def home(request: SignedInRequest) -> HttpResponse:
    """My day: what waits for the units one speaks for, and what the agency owes if one sees it."""
    actor, today = request.user, clock.today()
    scope = organisations.scope_of(actor=actor, on=today)
    unit_ids = selectors.units_spoken_for(actor=actor, on=today)
    context: dict[str, Any] = {"today": today, "scope": scope, "brief": []}
    if scope.runs_the_briefing:
        context |= _office(actor, today)
    if unit_ids:
        mine = selectors.unit_day(actor=actor, on=today, unit_ids=unit_ids)
        brief = [Line(group.need.value, group.count, group.need.brief) for group in mine.groups]
        context |= {"mine": mine, "strip": mine.strip, "brief": context["brief"] + brief}
        context |= {"own": 1, "any_role": ""}
    figures = selectors.figures_of_day(actor=actor, on=today)
    if scope.everything:
        agency = selectors.agency_day(actor=actor, on=today, figures=figures)
        overdue = Line("all-overdue", agency.overdue.count, _("overdue in the agency"))
        context |= {"agency": agency, "strip": agency.strip, "brief": [*context["brief"], overdue]}
        context |= {"own": None, "any_role": None}
    seen = None if scope.everything else unit_ids
    context["classes"] = selectors.classes_of_month(on=today, figures=figures, unit_ids=seen)
    return render(request, "workspace/home.html", context)


def _office(actor: User, today: date) -> dict[str, Any]:
    to_confirm = selectors.results_to_confirm(actor=actor, on=today)
    count, readings = selectors.readings_waiting(actor=actor, on=today)
    return {
        "to_confirm": to_confirm,
        "reading_count": count,
        "readings": readings,
        "brief": [
            Line("confirm", to_confirm.count, _("results to confirm")),
            Line("readings", count, _("readings to go on with")),
        ],
    }


@login_required
def search(request: SignedInRequest) -> HttpResponse:
    # PostgreSQL takes no NUL in a text.
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:200]
    found = selectors.found(actor=request.user, on=clock.today(), words=words)
    return render(request, "workspace/search.html", {"words": words, "found": found})
