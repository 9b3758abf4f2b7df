"""The list of tasks: as a page, and as a table for spreadsheets."""

from collections.abc import Iterable, Iterator, Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.http import render_page_or_part
from giaoban.ground.platform.tables import as_csv, as_excel
from giaoban.records.tasks import exports, policies
from giaoban.records.tasks.pages.lists import Line, ListPage, lines_of
from giaoban.records.tasks.saved import policies as saved_policies
from giaoban.records.tasks.saved import selectors as saved
from giaoban.records.tasks.together import policies as together
from giaoban.records.tasks.together.types import MOST, Act

LISTED_IN_FILE = 20_000
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@login_required
def tasks(request: SignedInRequest) -> HttpResponse:
    actor, on = request.user, clock.today()
    asked = ListPage(actor=actor, on=on, data=request.GET)
    page = asked.leaves.get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "form": asked.form,
        "page": page,
        "lines": lines_of(list(page), names=asked.names, day=asked.as_of),
        "may_assign": policies.may_assign(actor, on=on),
        "may_share": saved_policies.may_share(actor, on=on),
        "may_act": together.may_act_together(actor, on=on),
        "acts": Act.choices,
        "most": MOST,
        "saved_lists": list(saved.visible_lists(actor=actor, on=on)),
    }
    return render_page_or_part(request, "tasks/list.html", "list", context)


@require_GET
@login_required
def tasks_csv(request: SignedInRequest) -> StreamingHttpResponse:
    asked = ListPage(actor=request.user, on=clock.today(), data=request.GET)
    table = as_csv(exports.task_table(_lines_in_file(asked)))
    response = StreamingHttpResponse(table, "text/csv; charset=utf-8")
    name = f"tasks-{asked.as_of.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
@login_required
def tasks_excel(request: SignedInRequest) -> HttpResponse:
    asked = ListPage(actor=request.user, on=clock.today(), data=request.GET)
    table = exports.task_table(_lines_in_file(asked))
    return excel(table, name=f"tasks-{asked.as_of.isoformat()}")


def excel(table: Iterable[Sequence[object]], *, name: str) -> HttpResponse:
    """A table of tasks as a file to take along."""
    response = HttpResponse(as_excel(table, title=_("Tasks")), EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _lines_in_file(asked: ListPage) -> Iterator[Line]:
    yield from lines_of(asked.found[:LISTED_IN_FILE], names=asked.names, day=asked.as_of)
