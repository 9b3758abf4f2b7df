"""The pages about who owes what: one's own, the wall of periods, a period, and exemptions."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.cycle.reporting import policies
from giaoban.cycle.reporting import selectors as standings
from giaoban.cycle.reporting.models import Obligation, Period, Regime
from giaoban.cycle.reporting.obligations import pages, selectors, services
from giaoban.cycle.reporting.obligations.forms import ReasonForm, ReopenForm
from giaoban.cycle.reporting.regimes import selectors as regimes
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.organisations import selectors as organisations

ROWS = 30  # returns to look at that the first page lists


@require_GET
@login_required
def start(request: SignedInRequest) -> HttpResponse:
    """What one has to send and to look at, and how the open periods stand."""
    actor, on = request.user, clock.today()
    owed = standings.with_sendings(
        selectors.owed_by_own_units(actor=actor, on=on).select_related("period__version")
    )
    to_receive = selectors.to_receive(actor=actor, on=on)
    waiting = standings.with_sendings(to_receive.select_related("period__version"))[:ROWS]
    count = to_receive.count()
    context = {
        "to_receive": count,
        "more": max(0, count - ROWS),
        "owed": selectors.lines_from(list(owed), on=on),
        "waiting": selectors.lines_from(list(waiting), on=on),
        "periods": pages.open_periods(actor=actor, on=on),
        "today": on,
        "may_keep": policies.may_keep_regimes(actor, on=on),
    }
    return render(request, "reporting/start.html", context)


@require_GET
@login_required
def wall(request: SignedInRequest, regime_id: int) -> HttpResponse:
    """Units by periods of a regime, as far as one sees them."""
    on = clock.today()
    regime: Regime = get_object_or_404(regimes.regimes(), pk=regime_id)
    version = regimes.version_on(regime=regime, on=on) or regime.versions.earliest("valid_from")
    shown = selectors.wall(actor=request.user, regime_id=regime.pk, on=on)
    context = {
        "regime": regime,
        "version": version,
        "wall": shown,
        "columns": pages.columns(shown),
        "today": on,
    }
    return render(request, "reporting/wall.html", context)


@require_GET
@login_required
def period(request: SignedInRequest, period_id: int) -> HttpResponse:
    """How each unit stands in one period, with rates that add up to 100 %."""
    actor, on = request.user, clock.today()
    seen = standings.visible_periods(actor=actor, on=on).select_related("version", "regime")
    found: Period = get_object_or_404(seen, pk=period_id)
    lines = selectors.lines_of(actor=actor, period=found, on=on)
    context = {
        "period": found,
        "version": found.version,
        "lines": lines,
        "rates": pages.rates(selectors.tally_of(lines=lines)),
        "tally": selectors.tally_of(lines=lines),
        "today": on,
        "may_excuse": policies.may_excuse(actor, on=on),
    }
    return render(request, "reporting/period.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def exempt(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    obligation, on = _for_the_office(request, obligation_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def carry_out() -> None:
        services.exempt_unit(
            actor=request.user, obligation_id=obligation.pk, now=clock.now(), **form.cleaned_data
        )

    if request.method == "POST" and form.is_valid() and _is_done(form, carry_out):
        return redirect("reporting:period", obligation.period_id)
    return _reason_page(request, obligation, form, on, _("Exempt from the return"))


@require_POST
@login_required
def end_exemption(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    obligation, _on = _for_the_office(request, obligation_id)
    services.end_exemption(actor=request.user, obligation_id=obligation.pk, now=clock.now())
    messages.success(request, _("The unit owes the return again."))
    return redirect("reporting:period", obligation.period_id)


@require_http_methods(["GET", "POST"])
@login_required
def reopen(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    obligation, on = _for_the_office(request, obligation_id)
    form = ReopenForm(request.POST if request.method == "POST" else None)

    def carry_out() -> None:
        services.reopen_entry(
            actor=request.user, obligation_id=obligation.pk, now=clock.now(), **form.cleaned_data
        )

    if request.method == "POST" and form.is_valid() and _is_done(form, carry_out):
        return redirect("reporting:period", obligation.period_id)
    return _reason_page(request, obligation, form, on, _("Open the entry again"))


def _is_done(form: ReasonForm, carry_out: Callable[[], None]) -> bool:
    try:
        carry_out()
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _for_the_office(request: SignedInRequest, obligation_id: int) -> tuple[Obligation, date]:
    """What one may not see is not there; what one sees and may not change is forbidden."""
    on = clock.today()
    seen = standings.visible_obligations(actor=request.user, on=on).select_related(
        "period__version"
    )
    found = seen.filter(pk=obligation_id).first()
    if found is None:
        raise Http404
    if not policies.may_excuse(request.user, on=on):
        raise PermissionDenied
    return found, on


def _reason_page(
    request: SignedInRequest, obligation: Obligation, form: ReasonForm, on: date, title: str
) -> HttpResponse:
    context = {
        "obligation": obligation,
        "unit": organisations.unit_names(on=on)[obligation.unit_id],
        "form": form,
        "title": title,
    }
    return render(request, "reporting/reason.html", context, status=422 if form.errors else 200)
