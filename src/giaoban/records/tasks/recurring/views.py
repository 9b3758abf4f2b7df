"""The pages about series of tasks, for the Office."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done, render_page_or_part
from giaoban.records.documents import selectors as documents
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.forms import in_tree
from giaoban.records.tasks.recurring import policies, selectors, services
from giaoban.records.tasks.recurring.forms import RhythmForm, SeriesForm, StopForm
from giaoban.records.tasks.recurring.models import Series
from giaoban.records.tasks.recurring.types import Coming, SeriesStopped

_SHOWN = 60


@require_GET
@login_required
def series_list(request: SignedInRequest) -> HttpResponse:
    """All series: when each comes back, and the next time."""
    on = _keeper(request)
    names = organisations.unit_names(on=on)
    found = selectors.visible_series(actor=request.user, on=on)
    lines = [
        (series, names[series.lead_id], next(iter(selectors.coming_of(series, count=1)), None))
        for series in found
    ]
    running = sorted(
        (line for line in lines if line[2]), key=lambda line: line[2].due_on if line[2] else on
    )
    stopped = [line for line in lines if not line[2]]
    context = {"running": running, "stopped": stopped, "today": on}
    return render(request, "recurring/list.html", context)


@require_GET
@login_required
def series(request: SignedInRequest, series_id: int) -> HttpResponse:
    on = _keeper(request)
    found = _found(request, series_id)
    names = organisations.unit_names(on=on)
    context = {
        "series": found,
        "today": on,
        "lead": names[found.lead_id],
        "coordinating": [names[each.unit_id] for each in found.coordinating.all()],
        "coming": selectors.coming_of(found),
        "made": selectors.made_of(series=found)[:_SHOWN],
        "stop_form": StopForm(),
    }
    return render(request, "recurring/series.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedInRequest) -> HttpResponse:
    on = _keeper(request)
    form = _form(request, initial={"words": request.GET.get("words", "")[:300], "starts_on": on})

    def begin() -> Series:
        return services.begin_series(actor=request.user, told=form.told(), now=clock.now())

    begun = _done(form, begin)
    if begun:
        messages.success(request, _("The series is begun; its tasks are made by themselves."))
        return done(request, to=reverse("recurring:series", args=[begun.pk]))
    context = {"form": form, "back": reverse("recurring:list")}
    return render_page_or_part(
        request, "recurring/form.html", "form", context, invalid=bool(form.errors)
    )


@require_http_methods(["GET", "POST"])
@login_required
def change(request: SignedInRequest, series_id: int) -> HttpResponse:
    _keeper(request)
    found = _found(request, series_id)
    back = reverse("recurring:series", args=[found.pk])
    if found.stopped_on:
        messages.error(request, str(SeriesStopped()))
        return done(request, to=back)
    with transaction.atomic():
        held = Series.objects.select_for_update(of=("self",)).get(pk=found.pk)
        form = _form(request, initial=_stored(held))

        def put() -> Series:
            return services.change_series(
                actor=request.user, series_id=held.pk, told=form.told(), now=clock.now()
            )

        if _done(form, put):
            messages.success(request, _("The series is changed from its next time on."))
            return done(request, to=back)
    context = {"form": form, "series": held, "back": back}
    return render_page_or_part(
        request, "recurring/form.html", "form", context, invalid=bool(form.errors)
    )


@require_http_methods(["GET", "POST"])
@login_required
def stop(request: SignedInRequest, series_id: int) -> HttpResponse:
    """Stopping a series; it is asked for the reason first."""
    _keeper(request)
    found = _found(request, series_id)
    back = reverse("recurring:series", args=[found.pk])
    form = StopForm(request.POST if request.method == "POST" else None)

    def halt() -> Series:
        return services.stop_series(
            actor=request.user,
            series_id=found.pk,
            reason=form.cleaned_data["reason"],
            now=clock.now(),
        )

    if _done(form, halt):
        messages.success(request, _("The series is stopped; what was made of it stays."))
        return done(request, to=back)
    context = {"form": form, "series": found, "back": back}
    return render_page_or_part(
        request, "recurring/stop.html", "form", context, invalid=bool(form.errors)
    )


@require_GET
@login_required
def preview(request: SignedInRequest) -> HttpResponse:
    """The next times of a series, while it is typed."""
    on = _keeper(request)
    form = RhythmForm(request.GET)
    coming: tuple[Coming, ...] = ()
    if form.is_valid():
        given = form.cleaned_data
        coming = selectors.coming(
            given["words"], since=given["starts_on"], days_ahead=given["days_ahead"]
        )
    context = {"coming": coming, "form": form, "today": on}
    return render(request, "recurring/coming.html", context)


def _keeper(request: SignedInRequest) -> date:
    on = clock.today()
    if not policies.may_keep_series(request.user, on=on):
        raise PermissionDenied
    return on


def _found(request: SignedInRequest, series_id: int) -> Series:
    visible = selectors.visible_series(actor=request.user, on=clock.today())
    return get_object_or_404(visible, pk=series_id)


def _form(request: SignedInRequest, *, initial: dict[str, Any]) -> SeriesForm:
    on = clock.today()
    return SeriesForm(
        request.POST if request.method == "POST" else None,
        units=in_tree(organisations.tree_on(on=on)),
        fields=organisations.fields(),
        documents=documents.visible_documents(actor=request.user, on=on),
        initial=initial,
    )


def _stored(series: Series) -> dict[str, Any]:
    plain = ("title", "words", "starts_on", "days_ahead", "product", "responsibility")
    stored = {name: getattr(series, name) for name in (*plain, "authority", "leader", "programme")}
    return stored | {
        "lead": series.lead_id,
        "coordinating": list(series.coordinating.values_list("unit_id", flat=True)),
        "urgency": series.urgency,
        "field": series.field_id,
        "symbol": series.document.symbol if series.document else "",
    }


def _done(form: Any, act: Callable[[], Series]) -> Series | None:
    """What the service made; without it the form says why not."""
    if not form.is_valid():
        return None
    try:
        return act()
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return None
