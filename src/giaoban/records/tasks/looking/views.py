"""The ways to look at tasks: read the request and the clock, ask for the page, answer."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Unit, UnitVersion
from giaoban.records.tasks import selectors
from giaoban.records.tasks.looking import stretches
from giaoban.records.tasks.looking.boards import Board
from giaoban.records.tasks.looking.charts import ChartsPage
from giaoban.records.tasks.looking.forms import StretchForm
from giaoban.records.tasks.looking.leaders import LeaderPage
from giaoban.records.tasks.looking.months import MonthPage
from giaoban.records.tasks.looking.programmes import programmes_card
from giaoban.records.tasks.looking.timelines import Timeline
from giaoban.records.tasks.looking.units import UnitPage
from giaoban.records.tasks.pages.lists import ListPage
from giaoban.records.tasks.types import FOUR_CLASSES, Axis


def _asked(request: SignedInRequest, **usual: str) -> ListPage:
    """The list that the address asks for; `usual` is what it leaves out."""
    data = {**usual, **request.GET.dict()}
    return ListPage(actor=request.user, on=clock.today(), data=data)


def _stretch(request: SignedInRequest) -> tuple[stretches.Asked, StretchForm]:
    on = clock.today()
    asked = stretches.asked_in(request.GET, on=on)
    return asked, StretchForm(asked.stretch.key, choices=stretches.choices(asked, on=on))


@require_GET
@login_required
def board(request: SignedInRequest) -> HttpResponse:
    asked = _asked(request)
    shown = Board(asked, by=request.GET.get("by", ""), number=request.GET.get("page"))
    return render(request, "looking/board.html", {"asked": asked, "shown": shown})


@require_GET
@login_required
def calendar(request: SignedInRequest) -> HttpResponse:
    asked = _asked(request)
    shown = MonthPage(asked, month=request.GET.get("month", ""), on=clock.today())
    return render(request, "looking/calendar.html", {"asked": asked, "shown": shown})


@require_GET
@login_required
def timeline(request: SignedInRequest) -> HttpResponse:
    asked = _asked(request)
    context = {"asked": asked, "shown": Timeline(asked)}
    return render(request, "looking/timeline.html", context)


@require_GET
@login_required
def charts(request: SignedInRequest) -> HttpResponse:
    asked, form = _stretch(request)
    shown = ChartsPage(actor=request.user, asked=asked, on=clock.today())
    context = {"asked": asked, "form": form, "shown": shown}
    return render(request, "looking/charts.html", context)


@require_GET
@login_required
def programmes(request: SignedInRequest) -> HttpResponse:
    on = clock.today()
    card = programmes_card(actor=request.user, on=on)
    rows = [row for row in card.rows if row.key]
    context = {"on": on, "rows": rows, "longest": max((row.tally.total for row in rows), default=0)}
    return render(request, "looking/programmes.html", context)


@require_GET
@login_required
def programme(request: SignedInRequest) -> HttpResponse:
    """One programme: how far it is carried out, its tasks over time, and what is late."""
    name = request.GET.get("programme", "")
    if name not in selectors.programmes_named(actor=request.user, on=clock.today()):
        raise Http404
    asked = ListPage(
        actor=request.user, on=clock.today(), data={"programme": name, "status": "all"}
    )
    tally = selectors.tally_of(asked.found)
    context: dict[str, Any] = {
        "name": name,
        "asked": asked,
        "tally": tally,
        "counts": [tally[status] for status in FOUR_CLASSES],
        "figures": [(status, tally.share(status)) for status in FOUR_CLASSES],
        "shown": Timeline(asked),
    }
    return render(request, "looking/programme.html", context)


@require_GET
@login_required
def units(request: SignedInRequest) -> HttpResponse:
    """The units of the day in their tree, each with what it leads in the period."""
    on = clock.today()
    asked, form = _stretch(request)
    card = selectors.score_card(
        actor=request.user, on=on, as_of=asked.as_of, days=asked.stretch.days(), by=Axis.UNIT
    )
    tallies = {row.key: row.tally for row in card.rows}
    rows = [(node, tallies.get(node.unit_id)) for node in organisations.tree_on(on=on)]
    context = {"asked": asked, "form": form, "rows": rows}
    return render(request, "looking/units.html", context)


@require_GET
@login_required
def unit(request: SignedInRequest, unit_id: int) -> HttpResponse:
    on = clock.today()
    found = get_object_or_404(Unit, pk=unit_id)
    there = UnitVersion.objects.on(on).filter(unit=found).first()
    version = there or UnitVersion.objects.filter(unit=found).order_by("-valid_from").first()
    if version is None:
        raise Http404
    asked, form = _stretch(request)
    shown = UnitPage(actor=request.user, version=version, asked=asked, on=on)
    context = {"asked": asked, "form": form, "shown": shown, "is_gone": there is None}
    return render(request, "looking/unit.html", context)


@require_GET
@login_required
def leader(request: SignedInRequest) -> HttpResponse:
    """One sheet of paper: the four classes by unit, what slipped, who is asked, what to press."""
    asked, form = _stretch(request)
    shown = LeaderPage(actor=request.user, asked=asked, on=clock.today())
    scope = organisations.scope_of(actor=request.user, on=clock.today())
    context = {"asked": asked, "form": form, "shown": shown, "scope": scope}
    return render(request, "looking/leader.html", context)
