"""The pages about regimes: which there are, one with its next periods, setting one up."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.cycle.reporting import policies
from giaoban.cycle.reporting import selectors as standings
from giaoban.cycle.reporting.models import Regime, RegimeVersion
from giaoban.cycle.reporting.obligations import services as obligations
from giaoban.cycle.reporting.regimes import packs, pages, selectors, services
from giaoban.cycle.reporting.regimes.forms import AskForm, Page, PeriodForm
from giaoban.cycle.reporting.types import RegimeKind
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.organisations import selectors as organisations


@require_GET
@login_required
def regimes(request: SignedInRequest) -> HttpResponse:
    on = clock.today()
    may_keep = policies.may_keep_regimes(request.user, on=on)
    context = {
        "versions": selectors.versions_on(on=on),
        "today": on,
        "may_keep": may_keep,
        "packs": packs.shipped_packs() if may_keep else [],
    }
    return render(request, "reporting/regimes.html", context)


@require_GET
@login_required
def regime(request: SignedInRequest, regime_id: int) -> HttpResponse:
    """One regime as it holds today, its next periods explained, and its versions."""
    on = clock.today()
    found: Regime = get_object_or_404(selectors.regimes(), pk=regime_id)
    versions = list(selectors.versions_of(regime=found))
    version = next((each for each in versions if each.valid_from <= on), versions[-1])
    context = {
        "regime": found,
        "version": version,
        "versions": versions,
        "today": on,
        "levels": pages.levels_of(version, on=on),
        "cut_off": pages.cut_off_words(version),
        "coming": selectors.coming_periods(version=version, on=on),
        "periods": standings.visible_periods(actor=request.user, on=on)
        .filter(regime=found)
        .order_by("-last")[:12],
        "may_keep": policies.may_keep_regimes(request.user, on=on),
        "is_periodic": version.kind == RegimeKind.PERIODIC,
        "is_closed": bool(found.closed_on and found.closed_on <= on),
    }
    return render(request, "reporting/regime.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new_regime(request: SignedInRequest) -> HttpResponse:
    on = _demand_keeper(request)
    page = _page(request, on, None)
    if request.method == "POST" and page.is_valid():
        made = _attempt(request, page, None)
        if made is not None:
            messages.success(request, _("The regime is set up."))
            return redirect("reporting:regime", made.pk)
    return _form(request, page, on, None)


@require_http_methods(["GET", "POST"])
@login_required
def change_regime(request: SignedInRequest, regime_id: int) -> HttpResponse:
    """A new version from a day on, beginning with what holds now."""
    on = _demand_keeper(request)
    found: Regime = get_object_or_404(selectors.regimes(), pk=regime_id)
    latest = selectors.versions_of(regime=found).first()
    page = _page(request, on, latest)
    if request.method == "POST" and page.is_valid() and _attempt(request, page, found) is not None:
        messages.success(request, _("The new version is set up. Open periods keep theirs."))
        return redirect("reporting:regime", found.pk)
    return _form(request, page, on, found)


@require_POST
@login_required
def close_regime(request: SignedInRequest, regime_id: int) -> HttpResponse:
    _demand_keeper(request)
    found: Regime = get_object_or_404(selectors.regimes(), pk=regime_id)
    try:
        services.close_regime(actor=request.user, regime_id=found.pk, now=clock.now())
        messages.success(request, _("The regime is closed. Open periods go on."))
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("reporting:regime", found.pk)


@require_POST
@login_required
def load_pack(request: SignedInRequest, key: str) -> HttpResponse:
    _demand_keeper(request)
    try:
        report = services.load_pack(actor=request.user, key=key, now=clock.now())
        told = {"created": len(report.created), "unchanged": len(report.unchanged)}
        words = _("%(created)s regimes set up, %(unchanged)s were there already.")
        messages.success(request, words % told)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("reporting:regimes")


@require_POST
@login_required
def open_period(request: SignedInRequest, regime_id: int) -> HttpResponse:
    _demand_keeper(request)
    found: Regime = get_object_or_404(selectors.regimes(), pk=regime_id)
    form = PeriodForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say which period."))
        return redirect("reporting:regime", found.pk)
    try:
        period = obligations.open_period(
            actor=request.user, regime_id=found.pk, key=form.cleaned_data["key"], now=clock.now()
        )
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting:regime", found.pk)
    messages.success(request, _("The period is open, and everybody who owes a return is told."))
    return redirect("reporting:period", period.pk)


@require_http_methods(["GET", "POST"])
@login_required
def ask_once(request: SignedInRequest, regime_id: int) -> HttpResponse:
    """A thematic or ad hoc report: which days, and by when."""
    on = _demand_keeper(request)
    found: Regime = get_object_or_404(selectors.regimes(), pk=regime_id)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            period = obligations.ask_once(
                actor=request.user, regime_id=found.pk, now=clock.now(), **form.cleaned_data
            )
            return redirect("reporting:period", period.pk)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
    version = selectors.version_on(regime=found, on=on) or found.versions.latest("valid_from")
    context = {"form": form, "regime": found, "version": version, "today": on}
    return render(request, "reporting/ask.html", context, status=422 if form.errors else 200)


def _demand_keeper(request: SignedInRequest) -> date:
    on = clock.today()
    if not policies.may_keep_regimes(request.user, on=on):
        raise PermissionDenied
    return on


def _page(request: SignedInRequest, on: date, of: RegimeVersion | None) -> Page:
    return Page(
        request.POST if request.method == "POST" else None,
        units=organisations.tree_on(on=on),
        fields=list(organisations.fields()),
        of=of,
        initial={"valid_from": on},
    )


def _attempt(request: SignedInRequest, page: Page, regime: Regime | None) -> Regime | None:
    """The regime once it is stored; nothing where the form says why not."""
    valid_from, now = page.form.cleaned_data["valid_from"], clock.now()
    try:
        if regime is None:
            return services.establish_regime(
                actor=request.user, told=page.told, valid_from=valid_from, now=now
            )
        services.change_regime(
            actor=request.user,
            regime_id=regime.pk,
            told=page.told,
            valid_from=valid_from,
            now=now,
        )
    except RuleBroken as refusal:
        page.form.add_error(None, str(refusal))
        return None
    except ValidationError as error:
        page.form.add_error(None, "; ".join(error.messages))
        return None
    return regime


def _form(request: SignedInRequest, page: Page, on: date, regime: Regime | None) -> HttpResponse:
    invalid = request.method == "POST"
    context = {"page_of": page, "form": page.form, "regime": regime, "today": on}
    return render(request, "reporting/regime_form.html", context, status=422 if invalid else 200)
