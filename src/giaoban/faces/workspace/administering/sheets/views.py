"""Import of units and people: the sheet to fill, its preview row by row, and the load."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.faces.workspace.administering.door import for_administrators, for_raised_rights
from giaoban.faces.workspace.administering.sheets.forms import SheetForm
from giaoban.faces.workspace.administering.sheets.workbooks import EXCEL, empty_sheet, wrong_rows
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.administration import selectors, services
from giaoban.records.organisations.administration.models import Sheet
from giaoban.records.organisations.administration.types import RowState, SheetKind

_LATEST = 30


@require_GET
@for_administrators
def sheets(request: SignedInRequest) -> HttpResponse:
    context = {"sheets": list(selectors.sheets(limit=_LATEST)), "kinds": list(SheetKind)}
    return render(request, "administering/sheets/list.html", context)


@require_http_methods(["GET", "POST"])
@for_raised_rights
def bring_sheet(request: SignedInRequest, kind: str) -> HttpResponse:
    sheet_kind = _kind(kind)
    form = SheetForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = services.bring_sheet(
                actor=request.user,
                kind=sheet_kind,
                data=file.read(services.MAX_SHEET_BYTES + 1),
                file_name=file.name,
                now=clock.now(),
            )
        except RuleBroken as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("administering:sheet", sheet_id=sheet.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "kind": sheet_kind, "columns": selectors.columns_of(sheet_kind)}
    return render(request, "administering/sheets/bring.html", context, status=status)


@require_GET
@for_administrators
def empty(request: SignedInRequest, kind: str) -> HttpResponse:
    sheet_kind = _kind(kind)
    units = [node.name for node in organisations.tree_on(on=clock.today())]
    return _excel(empty_sheet(sheet_kind, units=units), f"{kind}.xlsx")


@require_GET
@for_raised_rights
def sheet(request: SignedInRequest, sheet_id: int) -> HttpResponse:
    """What each row would come to; of a sheet that was loaded, what it came to in figures."""
    found = get_object_or_404(Sheet.objects.select_related("brought_by"), pk=sheet_id)
    outcome = None
    if found.loaded_at is None:
        outcome = services.preview_sheet(actor=request.user, sheet=found, now=clock.now())
    context = {
        "sheet": found,
        "outcome": outcome,
        "columns": selectors.columns_of(SheetKind(found.kind)),
        "counts": [(state.label, found.counts.get(state.value, 0)) for state in RowState],
    }
    return render(request, "administering/sheets/sheet.html", context)


@require_GET
@for_raised_rights
def errors(request: SignedInRequest, sheet_id: int) -> HttpResponse:
    """The rows that are wrong, as a workbook to be corrected and brought again."""
    found = get_object_or_404(Sheet, pk=sheet_id, loaded_at=None)
    outcome = services.preview_sheet(actor=request.user, sheet=found, now=clock.now())
    wrong = [row for row in outcome.rows if row.state == RowState.WRONG]
    return _excel(wrong_rows(SheetKind(found.kind), wrong), f"{found.kind}-{found.pk}.xlsx")


@require_POST
@for_raised_rights
def load(request: SignedInRequest, sheet_id: int) -> HttpResponse:
    found = get_object_or_404(Sheet, pk=sheet_id)
    try:
        outcome = services.load_sheet(actor=request.user, sheet_id=found.pk, now=clock.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        told = {"n": outcome.writes, "wrong": outcome.count(RowState.WRONG)}
        messages.success(
            request, _("Loaded: %(n)d rows changed the register, %(wrong)d were left out.") % told
        )
    return redirect("administering:sheet", sheet_id=sheet_id)


@require_POST
@for_raised_rights
def put_away(request: SignedInRequest, sheet_id: int) -> HttpResponse:
    try:
        services.put_sheet_away(actor=request.user, sheet_id=sheet_id, now=clock.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("administering:sheets")


def _kind(kind: str) -> SheetKind:
    if kind not in SheetKind.values:
        raise Http404
    return SheetKind(kind)


def _excel(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
