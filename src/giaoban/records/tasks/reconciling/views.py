"""The pages about reconciling: bring an export, look at both sides, decide row by row."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import render_page_or_part
from giaoban.records.tasks.importing.opening import MAX_BYTES
from giaoban.records.tasks.reconciling import pages, policies, selectors, services
from giaoban.records.tasks.reconciling.forms import ColumnsForm, DecisionForm, ExportForm
from giaoban.records.tasks.reconciling.models import Line, Session
from giaoban.records.tasks.reconciling.types import Choice, Found
from giaoban.records.tasks.reconciling.workbooks import EXCEL
from giaoban.records.tasks.reconciling.workbooks import report as workbook

P = ParamSpec("P")
View = Callable[Concatenate[SignedInRequest, P], HttpResponse]


def _for_the_office(view: View[P]) -> View[P]:
    @wraps(view)
    @login_required
    def guarded(request: SignedInRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not policies.may_reconcile(request.user, on=clock.today()):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]  # login_required knows only plain requests


@require_GET
@_for_the_office
def sessions(request: SignedInRequest) -> HttpResponse:
    found = selectors.visible_sessions(actor=request.user, on=clock.today())
    page = Paginator(found, pages.ROWS).get_page(request.GET.get("page"))
    return render(request, "reconciling/list.html", {"page": page, "today": clock.today()})


@require_http_methods(["GET", "POST"])
@_for_the_office
def bring(request: SignedInRequest) -> HttpResponse:
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ExportForm(*posted)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = services.bring_export(
                actor=request.user,
                data=file.read(MAX_BYTES + 1),
                file_name=file.name,
                now=clock.now(),
                as_of=form.cleaned_data["as_of"],
            )
        except RuleBroken as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("reconciling:session", session_id=brought.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "reconciling/bring.html", {"form": form}, status=status)


@require_GET
@_for_the_office
def session(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Both sides beside one another, narrowed to what is found so; what is not decided first."""
    shown = pages.SessionPage(_session(request, session_id), request.user, clock.today())
    return _page(request, shown)


def _page(
    request: SignedInRequest, shown: pages.SessionPage, *, columns: ColumnsForm | None = None
) -> HttpResponse:
    asked = request.GET.get("found", "")
    found = Found(asked) if asked in Found.values else None
    lines = selectors.lines_of(session=shown.session, found=found)
    page = Paginator(lines, pages.ROWS).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "session": shown.session,
        "found": asked,
        "page": page,
        "rows": shown.both(page.object_list),
        "columns_form": columns or ColumnsForm(None, session=shown.session),
        "only_here": shown.only_here() if asked == "only-here" else None,
    }
    invalid = columns is not None
    return render_page_or_part(
        request, "reconciling/session.html", "work", context, invalid=invalid
    )


@require_POST
@_for_the_office
def columns(request: SignedInRequest, session_id: int) -> HttpResponse:
    found = _session(request, session_id)
    form = ColumnsForm(request.POST, session=found)
    if form.is_valid():
        try:
            services.choose_columns(
                actor=request.user, session_id=found.pk, columns=form.given(), now=clock.now()
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("reconciling:session", session_id=found.pk)
    shown = pages.SessionPage(found, request.user, clock.today())
    return _page(request, shown, columns=form)


@require_POST
@_for_the_office
def decide(request: SignedInRequest, session_id: int) -> HttpResponse:
    """One choice about one row; back to where it stood."""
    found = _session(request, session_id)
    form = DecisionForm(request.POST)
    if form.is_valid():
        line = get_object_or_404(Line, session=found, pk=form.cleaned_data["line"])
        try:
            _decide(request, line, form)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{_address(request, found)}#row-{line.number}")
    messages.error(request, _("Nothing was chosen."))
    return redirect(_address(request, found))


def _decide(request: SignedInRequest, line: Line, form: DecisionForm) -> None:
    given = form.cleaned_data
    if given["choice"]:
        services.decide(
            actor=request.user,
            line_id=line.pk,
            choice=Choice(given["choice"]),
            now=clock.now(),
            reason=given["reason"],
        )
    elif given["task"]:
        services.say_which_task(
            actor=request.user, line_id=line.pk, task_id=given["task"], now=clock.now()
        )


def _address(request: SignedInRequest, found: Session) -> str:
    query = request.GET.urlencode()
    address = reverse("reconciling:session", args=[found.pk])
    return f"{address}?{query}" if query else address


@require_POST
@_for_the_office
def close(request: SignedInRequest, session_id: int) -> HttpResponse:
    found = _session(request, session_id)
    try:
        services.close_session(actor=request.user, session_id=found.pk, now=clock.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("reconciling:session", session_id=found.pk)


@require_GET
@_for_the_office
def report(request: SignedInRequest, session_id: int) -> HttpResponse:
    shown = pages.SessionPage(_session(request, session_id), request.user, clock.today())
    rows = shown.both(selectors.lines_of(session=shown.session))
    response = HttpResponse(workbook(rows, shown.only_here()), content_type=EXCEL)
    name = f"doi-soat-{shown.session.pk}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _session(request: SignedInRequest, session_id: int) -> Session:
    visible = selectors.visible_sessions(actor=request.user, on=clock.today())
    found: Session = get_object_or_404(visible, pk=session_id)
    return found
