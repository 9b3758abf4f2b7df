"""Acting on many tasks at once: what is asked, what would become of each, and then it is done."""

from collections.abc import Collection
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.kit.vntext.numbers import format_number
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import exports
from giaoban.records.tasks.forms import in_tree
from giaoban.records.tasks.forms_list import given_by
from giaoban.records.tasks.pages.lists import ListPage
from giaoban.records.tasks.together import forms, pages, policies, services
from giaoban.records.tasks.together.types import MOST, Act, NothingChosen, Outcome, TooMany
from giaoban.records.tasks.views_list import excel

_LONGEST_KEY = 18  # digits, which both databases take for a number
_TOLD = 8  # refusals at most that the page after the act repeats


@require_GET
@login_required
def choose(request: SignedInRequest) -> HttpResponse:
    """From the list of tasks to the page of the act, with those that were chosen there."""
    if not policies.may_act_together(request.user, on=clock.today()):
        raise PermissionDenied
    name = request.GET.get("act", "")
    if name not in Act.values:
        raise Http404
    back = _back(request.GET)
    try:
        duty_ids = _chosen(request)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    asked = urlencode([("duty", pk) for pk in duty_ids] + [("from", request.GET.get("from", ""))])
    if name == Act.URGE:
        letter = urlencode([("duty", pk) for pk in duty_ids])
        return redirect(f"{reverse('urging:new-letter')}?{letter}")
    return redirect(f"{reverse('together:act', args=[name])}?{asked}")


@require_http_methods(["GET", "POST"])
@login_required
def act(request: SignedInRequest, name: str) -> HttpResponse:
    """Ask for what the act needs; then show what would become of each; then, being sure, do it."""
    actor, on = request.user, clock.today()
    if not policies.may_act_together(actor, on=on):
        raise PermissionDenied
    if name not in Act.values or name == Act.URGE:
        raise Http404
    chosen, duty_ids = Act(name), _numbers(request.GET)
    if not duty_ids or len(duty_ids) > MOST:
        messages.error(request, str(TooMany() if duty_ids else NothingChosen()))
        return redirect(_back(request.GET))
    lines = pages.chosen_lines(actor=actor, duty_ids=duty_ids, on=on)
    if chosen == Act.EXPORT:
        return excel(exports.task_table(lines), name=f"tasks-{on.isoformat()}")
    form = _form(request, chosen)
    context: dict[str, Any] = {"act": chosen, "form": form, "lines": lines}
    context |= {"back": _back(request.GET), "here": request.get_full_path()}
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return render(request, "together/act.html", context, status=status)
    asked = form.asked(chosen, [line.span.duty_id for line in lines])
    if "sure" in request.POST:
        outcomes = services.carry_out(actor=actor, asked=asked, now=clock.now())
        _tell(request, lines, outcomes)
        return redirect(_back(request.GET))
    outcomes = services.preview(actor=actor, asked=asked, now=clock.now())
    results = pages.results_of(lines, outcomes)
    refused = sum(1 for result in results if result.refusal)
    context |= {"results": results, "refused": refused, "accepted": len(results) - refused}
    return render(request, "together/preview.html", context)


def _form(request: SignedInRequest, chosen: Act) -> Any:
    on = clock.today()
    posted = request.POST if request.method == "POST" else None
    if chosen == Act.DEADLINE:
        return forms.DeadlineForm(posted)
    if chosen == Act.TRANSFER:
        return forms.TransferForm(posted, units=in_tree(organisations.tree_on(on=on)))
    if chosen == Act.OFFICER:
        people = organisations.people_serving(on=on)
        return forms.OfficerForm(posted, people=[(each.pk, str(each)) for each in people])
    return forms.ActForm(posted)


def _chosen(request: SignedInRequest) -> list[int]:
    """The duties that were ticked, or all that the list shows. Raises NothingChosen, TooMany."""
    if "all" not in request.GET:
        duty_ids = _numbers(request.GET)
    else:
        asked = ListPage(actor=request.user, on=clock.today(), data=QueryDict(_from(request.GET)))
        duty_ids = list(asked.found.values_list("duty_id", flat=True)[: MOST + 1])
    if not duty_ids:
        raise NothingChosen
    if len(duty_ids) > MOST:
        raise TooMany
    return duty_ids


def _numbers(data: QueryDict) -> list[int]:
    given = data.getlist("duty")[: MOST + 1]
    return [int(each) for each in given if each.isascii() and each.isdigit() and _fits(each)]


def _fits(digits: str) -> bool:
    return len(digits) <= _LONGEST_KEY


def _from(data: QueryDict) -> str:
    return data.get("from", "").replace("\0", "")


def _back(data: QueryDict) -> str:
    """The list from which the tasks were chosen; as much of the address as a list understands."""
    address = urlencode(given_by(QueryDict(_from(data))))
    here = reverse("tasks:list")
    return f"{here}?{address}" if address else here


def _tell(request: SignedInRequest, lines: Collection[Any], outcomes: list[Outcome]) -> None:
    results = pages.results_of(lines, outcomes)
    refused = [result for result in results if result.refusal]
    done = len(results) - len(refused)
    if done:
        told = ngettext("Done with %(n)s task.", "Done with %(n)s tasks.", done)
        messages.success(request, told % {"n": format_number(done)})
    for result in refused[:_TOLD]:
        messages.error(request, f"{result.line.span.task.number}: {result.refusal}")
    if len(refused) > _TOLD:
        told = _("%(n)s more were refused.") % {"n": format_number(len(refused) - _TOLD)}
        messages.error(request, told)
