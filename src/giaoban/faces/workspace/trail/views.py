"""The pages of the trail."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from giaoban.faces.workspace.trail.finding import entries_asked_for
from giaoban.faces.workspace.trail.forms import TrailFilter
from giaoban.faces.workspace.trail.policies import may_read_trail
from giaoban.faces.workspace.trail.telling import Teller, Told, narrowing
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.audit import hooks, selectors, services
from giaoban.ground.audit.types import ObjectKind
from giaoban.ground.platform import clock
from giaoban.ground.platform.http import render_page_or_part
from giaoban.ground.platform.tables import as_csv
from giaoban.ground.platform.templatetags.figures import moment

PAGE = 50
AT_A_TIME = 1000
LONGEST_KEY = 18  # digits, which both databases take for a number


@require_GET
@login_required
def search(request: SignedInRequest) -> HttpResponse:
    on = clock.today()
    if not may_read_trail(request.user, on=on):
        raise Http404
    form = TrailFilter(request.GET)
    asked = form.asked()
    page = Paginator(entries_asked_for(asked), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "lines": list(Teller(on=on).tell(page.object_list)),
        "on": on,
        "narrowed_by": list(narrowing(asked)),
        "verification": selectors.last_verification(),
    }
    return render_page_or_part(request, "workspace/trail/search.html", "found", context)


@require_GET
@login_required
def export(request: SignedInRequest) -> StreamingHttpResponse:
    """All that was found, as a table. Who takes it along, and what, becomes an entry itself."""
    on = clock.today()
    if not may_read_trail(request.user, on=on):
        raise Http404
    asked = TrailFilter(request.GET).asked()
    found = entries_asked_for(asked)
    there = found.aggregate(entries=Count("pk"), last=Max("pk"))
    services.note_export(
        actor=request.user, asked=asked.to_json(), entries=there["entries"], now=clock.now()
    )
    # Without the entry that was just made, so that it tells the number of those in the table.
    found = found.filter(pk__lte=there["last"] or 0)
    lines = Teller(on=on).tell(found.iterator(chunk_size=AT_A_TIME))
    response = StreamingHttpResponse(as_csv(_table(lines)), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="trail-{on.isoformat()}.csv"'
    return response


@require_GET
@login_required
def history(request: SignedInRequest, reference: str) -> HttpResponse:
    """What happened to an object. One that may not be seen answers like one that is not there."""
    on = clock.today()
    label, _colon, key = reference.partition(":")
    kind = hooks.kind_labelled(label)
    if kind is None or not key.isdecimal() or len(key) > LONGEST_KEY:
        raise Http404
    reads_all = bool(may_read_trail(request.user, on=on))
    # Whoever reads the whole trail reads of what is gone as well.
    row = _row(kind, key, request, reads_all=reads_all)
    entries = selectors.entries_about(reference=reference)
    if row is None and not (reads_all and entries.exists()):
        raise Http404
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    context = {
        "kind": kind.words,
        "number": key,
        "called": kind.called(row, on) if row else "",
        "address": (kind.page, key) if row and kind.page else None,
        "page": page,
        "lines": list(Teller(on=on).tell(page.object_list)),
        "reads_all": reads_all,
        "on": on,
    }
    return render(request, "workspace/trail/history.html", context)


def _row(kind: ObjectKind, key: str, request: SignedInRequest, *, reads_all: bool) -> Any:
    if reads_all:
        return apps.get_model(kind.label)._default_manager.filter(pk=key).first()  # noqa: SLF001 - of any model
    return kind.visible(request.user, clock.today()).filter(pk=key).first()


def _table(lines: Iterator[Told]) -> Iterator[Sequence[object]]:
    yield [
        _("When"),
        _("Who"),
        _("For whom"),
        _("What was done"),
        _("Verb"),
        _("Object"),
        _("What the entry tells"),
        _("Reason"),
        _("Request"),
        _("Place in the chain"),
        _("Seal"),
    ]
    for told in lines:
        entry = told.entry
        yield [
            moment(entry.at),
            entry.actor_name,
            entry.on_behalf_of_name,
            told.what,
            entry.verb,
            entry.target,
            told.told_words,
            entry.reason,
            entry.request,
            entry.number or "",
            entry.seal,
        ]
