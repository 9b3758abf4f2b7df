"""The pages about importing: bring a table, look at what it comes to, import it, undo that."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.accounts.models import User
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import render_page_or_part
from giaoban.kit.periods.period import NotAPeriod, Period
from giaoban.records.documents import selectors as documents
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.forms import UnitChoices, in_tree
from giaoban.records.tasks.importing import pages, policies, selectors, services
from giaoban.records.tasks.importing.columns import OFFERED
from giaoban.records.tasks.importing.forms import (
    ColumnsForm,
    CopyForm,
    NamesForm,
    TableForm,
    UndoForm,
)
from giaoban.records.tasks.importing.models import Batch
from giaoban.records.tasks.importing.opening import MAX_BYTES
from giaoban.records.tasks.importing.types import RowState
from giaoban.records.tasks.importing.workbooks import EXCEL, table_to_fill, wrong_rows
from giaoban.records.tasks.types import DutyRole

_DOCUMENTS = 200
P = ParamSpec("P")
View = Callable[Concatenate[SignedInRequest, P], HttpResponse]


def _for_the_office(view: View[P]) -> View[P]:
    @wraps(view)
    @login_required
    def guarded(request: SignedInRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not policies.may_import(request.user, on=clock.today()):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]  # login_required knows only plain requests


@require_GET
@_for_the_office
def batches(request: SignedInRequest) -> HttpResponse:
    found = selectors.visible_batches(actor=request.user, on=clock.today())
    page = Paginator(found, pages.ROWS).get_page(request.GET.get("page"))
    return render(request, "importing/list.html", {"page": page, "today": clock.today()})


@require_http_methods(["GET", "POST"])
@_for_the_office
def bring(request: SignedInRequest) -> HttpResponse:
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TableForm(*posted)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = services.bring_table(
                actor=request.user,
                data=file.read(MAX_BYTES + 1),
                file_name=file.name,
                now=clock.now(),
                assigned_on=form.cleaned_data["assigned_on"],
                registers_documents=form.cleaned_data["registers_documents"],
            )
            _look_at(request, brought)
        except RuleBroken as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("importing:batch", batch_id=brought.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "columns": OFFERED}
    return render(request, "importing/bring.html", context, status=status)


def _look_at(request: SignedInRequest, brought: Batch) -> None:
    """Check a batch that is new and whose columns are known; the same file again is only shown."""
    if brought.state != "brought":
        messages.info(request, _("This very file was brought before: this is what became of it."))
    elif {"title", "lead"} <= brought.columns.keys():
        services.look_at(actor=request.user, batch_id=brought.pk, now=clock.now())


@require_GET
@_for_the_office
def to_fill(request: SignedInRequest) -> HttpResponse:
    units = [node.name for node in organisations.tree_on(on=clock.today())]
    return _excel(table_to_fill(units=units), "nhiem-vu.xlsx")


@require_GET
@_for_the_office
def batch(request: SignedInRequest, batch_id: int) -> HttpResponse:
    """What each row would come to, or came to, or how far the work is."""
    on = clock.today()
    shown = pages.BatchPage(_batch(request, batch_id), request.user, on)
    return _page(request, shown)


def _page(
    request: SignedInRequest,
    shown: pages.BatchPage,
    *,
    columns: ColumnsForm | None = None,
    undo: UndoForm | None = None,
) -> HttpResponse:
    state = request.GET.get("state", "")
    narrowed = [RowState(state)] if state in RowState.values else None
    rows = selectors.rows_of(batch=shown.batch, states=narrowed)
    page = Paginator(rows, pages.ROWS).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "batch": shown.batch,
        "state": state,
        "page": page,
        "lines": shown.lines(page.object_list),
        "columns_form": columns or ColumnsForm(None, batch=shown.batch),
        "names_form": NamesForm(None, names=list(shown.names), units=_units(shown.on)),
        "undo_form": undo or UndoForm(),
    }
    invalid = any(form is not None and form.errors for form in (columns, undo))
    return render_page_or_part(request, "importing/batch.html", "work", context, invalid=invalid)


@require_GET
@_for_the_office
def wrong(request: SignedInRequest, batch_id: int) -> HttpResponse:
    """The rows that are wrong, to be corrected and brought again."""
    found = _batch(request, batch_id)
    rows = selectors.rows_of(batch=found, states=[RowState.WRONG])
    return _excel(wrong_rows(found.heads, rows.iterator(chunk_size=500)), f"sai-{found.pk}.xlsx")


@require_POST
@_for_the_office
def columns(request: SignedInRequest, batch_id: int) -> HttpResponse:
    found = _batch(request, batch_id)
    form = ColumnsForm(request.POST, batch=found)
    if form.is_valid():
        try:
            services.choose_columns(
                actor=request.user, batch_id=batch_id, columns=form.given(), now=clock.now()
            )
            services.look_at(actor=request.user, batch_id=batch_id, now=clock.now())
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("importing:batch", batch_id=batch_id)
    return _page(request, pages.BatchPage(found, request.user, clock.today()), columns=form)


@require_POST
@_for_the_office
def units(request: SignedInRequest, batch_id: int) -> HttpResponse:
    found = _batch(request, batch_id)
    names = list(selectors.unknown_names(batch=found))
    form = NamesForm(request.POST, names=names, units=_units(clock.today()))

    def choose() -> None:
        if form.is_valid():
            services.choose_units(
                actor=request.user, batch_id=batch_id, named=form.given(), now=clock.now()
            )
        services.look_at(actor=request.user, batch_id=batch_id, now=clock.now())

    return _done(request, batch_id, choose)


@require_POST
@_for_the_office
def check(request: SignedInRequest, batch_id: int) -> HttpResponse:
    found = _batch(request, batch_id)
    return _done(
        request,
        batch_id,
        lambda: services.look_at(actor=request.user, batch_id=found.pk, now=clock.now()),
    )


@require_POST
@_for_the_office
def begin(request: SignedInRequest, batch_id: int) -> HttpResponse:
    found = _batch(request, batch_id)
    return _done(
        request,
        batch_id,
        lambda: services.start_import(actor=request.user, batch_id=found.pk, now=clock.now()),
    )


@require_POST
@_for_the_office
def undo(request: SignedInRequest, batch_id: int) -> HttpResponse:
    found = _batch(request, batch_id)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return _page(request, pages.BatchPage(found, request.user, clock.today()), undo=form)
    reason = form.cleaned_data["reason"]
    return _done(
        request,
        batch_id,
        lambda: services.start_undo(
            actor=request.user, batch_id=found.pk, reason=reason, now=clock.now()
        ),
    )


@require_POST
@_for_the_office
def put_away(request: SignedInRequest, batch_id: int) -> HttpResponse:
    try:
        services.put_away(actor=request.user, batch_id=batch_id, now=clock.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("importing:list")


@require_http_methods(["GET", "POST"])
@_for_the_office
def copy(request: SignedInRequest) -> HttpResponse:
    """Choose tasks of before; what they would become is shown as a batch."""
    on = clock.today()
    found = documents.visible_documents(actor=request.user, on=on).only("symbol", "subject")
    form = CopyForm(
        request.POST if request.method == "POST" else None,
        periods=pages.periods_to_copy(on),
        documents=[(each.pk, f"{each.symbol} {each.subject}"[:120]) for each in found[:_DOCUMENTS]],
        units=_units(on),
    )
    if form.is_valid():
        try:
            copied = services.copy_tasks(
                actor=request.user,
                now=clock.now(),
                task_ids=_to_copy(request.user, form.cleaned_data, on),
                months=form.cleaned_data["months"],
                assigned_on=form.cleaned_data["assigned_on"],
                name=_name_of_copy(form.cleaned_data),
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("importing:batch", batch_id=copied.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "importing/copy.html", {"form": form}, status=status)


def _to_copy(actor: User, asked: dict[str, Any], on: date) -> list[int]:
    """The tasks that are asked for: due in a period, or of a document; perhaps of one unit."""
    spans = tasks.visible_spans(actor=actor, on=on).filter(valid_to=None, role=DutyRole.LEAD)
    if asked["period"]:
        try:
            days = Period.parse(str(asked["period"])).days()
        except NotAPeriod:
            return []
        spans = spans.filter(due_on__gte=days.start, due_on__lt=days.end)
    if asked["document"]:
        spans = spans.filter(task__document=asked["document"])
    if asked["unit"]:
        spans = spans.filter(unit=asked["unit"])
    return list(spans.exclude(hold="cancelled").order_by("task").values_list("task", flat=True))


def _name_of_copy(asked: dict[str, Any]) -> str:
    what = asked["period"] or _("a document")
    return _("Copy of %(what)s, %(months)s months on") % {
        "what": what,
        "months": asked["months"],
    }


def _done(request: SignedInRequest, batch_id: int, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("importing:batch", batch_id=batch_id)


def _batch(request: SignedInRequest, batch_id: int) -> Batch:
    visible = selectors.visible_batches(actor=request.user, on=clock.today())
    found: Batch = get_object_or_404(visible, pk=batch_id)
    return found


def _units(on: date) -> UnitChoices:
    return in_tree(organisations.tree_on(on=on))


def _excel(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
