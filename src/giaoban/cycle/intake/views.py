"""The pages of the reading desk: read the request and the clock, call a service, answer."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.cycle.intake import policies, selectors, services
from giaoban.cycle.intake.forms import ProposalForm, ReadForm
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.pages import desk_context
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import is_swap, render_page_or_part
from giaoban.kit.reader.opening import MAX_BYTES, Unreadable

PAGE = 50


@require_GET
@login_required
def queue(request: SignedInRequest) -> HttpResponse:
    today = clock.today()
    if not policies.may_read(request.user, today):
        raise PermissionDenied
    readings = selectors.queue(actor=request.user, on=today)
    context = {
        "page": Paginator(readings, PAGE).get_page(request.GET.get("page")),
        "waiting": readings.aggregate(all=Sum("waiting"))["all"] or 0,
    }
    return render(request, "intake/queue.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def read(request: SignedInRequest) -> HttpResponse:
    if not policies.may_read(request.user, clock.today()):
        raise PermissionDenied
    form = ReadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = ReadForm(request.POST, request.FILES)
        if form.is_valid() and (reading := _read(request, form)):
            return redirect("intake:desk", reading.pk)
    context = {"form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "intake/read.html", context, status=status)


def _read(request: SignedInRequest, form: ReadForm) -> StoredReading | None:
    """The reading of what was handed in, or nothing, and the form says why."""
    answers, file = form.cleaned_data, form.uploaded()
    blame = "file" if file else "text"
    try:
        reading = services.read_document(
            actor=request.user,
            now=clock.now(),
            data=file.read(MAX_BYTES + 1) if file else None,
            text=answers["text"],
            file_name=(file.name or "") if file else "",
            symbol=answers["symbol"],
            subject=answers["subject"],
            issued_on=answers["issued_on"],
        )
    except Unreadable as refusal:
        form.add_error(blame, refusal.text(get_language() or "vi"))
    except RuleBroken as refusal:
        form.add_error(blame, str(refusal))
    else:
        if reading.already_there:
            messages.info(request, _("This text has been read before; here is its desk."))
        return reading
    return None


@dataclass
class Outcome:
    """What a press of a button came to: a sentence, and which proposal is at hand next."""

    said: str = ""
    at: int | None = None
    form: ProposalForm | None = None
    refused: bool = False
    leave: bool = False
    stay: bool = False


@dataclass
class Press:
    """A button pressed at the desk, with what stood in the form beside it."""

    request: SignedInRequest
    desk: selectors.Desk
    proposal: Proposal | None

    def form(self, proposal: Proposal, *, needs_lead: bool = False) -> ProposalForm:
        return ProposalForm(
            self.request.POST,
            proposal=proposal,
            units=self.desk.units,
            fields=self.desk.fields,
            needs_lead=needs_lead,
        )


@require_http_methods(["GET", "POST"])
@login_required
def desk(request: SignedInRequest, reading_id: int) -> HttpResponse:
    # A reading that may not be seen answers like one that does not exist.
    visible = selectors.visible_readings(actor=request.user, on=clock.today())
    reading = get_object_or_404(
        visible.select_related("document__file", "read_by").defer(
            "document__folded", "document__lowered"
        ),
        pk=reading_id,
    )
    if request.method == "GET":
        at = _number(request.GET.get("at"))
        return _show(request, selectors.desk(reading=reading, at=at), Outcome())

    at = _number(request.POST.get("proposal"))
    if request.POST.get("do") == "save":
        return _save(request, reading, at)
    shown = selectors.desk(reading=reading, at=at)
    # A button acts on the proposal it stood beside, and never on the one that is shown instead.
    named = shown.at_hand if shown.at_hand and shown.at_hand.pk == at else None
    press = Press(request, shown, named)
    outcome = _PRESSES.get(request.POST.get("do", ""), _go)(press)
    if outcome.leave:
        return _leave(request)
    if not outcome.refused and not is_swap(request):
        if outcome.said:
            messages.success(request, outcome.said)
        return redirect(_address(reading, outcome.at))
    return _show(request, selectors.desk(reading=reading, at=outcome.at), outcome)


def _save(request: SignedInRequest, reading: StoredReading, at: int | None) -> HttpResponse:
    """Keep what stands in the form while it is being filled in; nothing on the page changes."""
    shown = selectors.desk(reading=reading, at=at)
    if shown.at_hand and shown.at_hand.pk == at:
        _keep(Press(request, shown, shown.at_hand), quietly=True)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _show(request: SignedInRequest, shown: selectors.Desk, outcome: Outcome) -> HttpResponse:
    context = desk_context(shown, form=outcome.form, said=outcome.said, refused=outcome.refused)
    invalid = outcome.refused
    context |= {"swap": is_swap(request), "stay": outcome.stay}
    response = render_page_or_part(request, "intake/desk.html", "desk", context, invalid=invalid)
    if is_swap(request) and shown.at_hand:
        response["HX-Push-Url"] = _address(shown.reading, shown.at_hand.pk)
    return response


def _address(reading: StoredReading, at: int | None) -> str:
    address = reverse("intake:desk", args=[reading.pk])
    return f"{address}?at={at}#p{at}" if at else address


def _leave(request: SignedInRequest) -> HttpResponse:
    response: HttpResponse = redirect("intake:queue")
    if is_swap(request):
        response = HttpResponse(headers={"HX-Redirect": reverse("intake:queue")})
    return response


# What the buttons do


def _accept(press: Press) -> Outcome:
    proposal = press.proposal
    if proposal is None:
        return Outcome()
    form = press.form(proposal, needs_lead=True)
    if not form.is_valid():
        return Outcome(at=proposal.pk, form=form, refused=True)
    try:
        task = services.accept_proposal(
            actor=press.request.user,
            proposal_id=proposal.pk,
            now=clock.now(),
            **form.edits(),
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return Outcome(said=str(refusal), at=proposal.pk, form=form, refused=True)
    said = _("Accepted: task %(number)s.") % {"number": task.number}
    return Outcome(said=said, at=_next(proposal))


def _reject(press: Press) -> Outcome:
    proposal = press.proposal
    if proposal is None:
        return Outcome()
    reason = str(press.request.POST.get("reason", ""))
    try:
        services.reject_proposal(
            actor=press.request.user, proposal_id=proposal.pk, now=clock.now(), reason=reason
        )
    except RuleBroken as refusal:
        return Outcome(said=str(refusal), at=proposal.pk, refused=True)
    said = _("Rejected: proposal %(number)s.") % {"number": proposal.position}
    return Outcome(said=said, at=_next(proposal))


def _undo(press: Press) -> Outcome:
    """Take back the last decision of whoever presses, wherever it was made in this reading."""
    return _reopened(
        press,
        lambda: services.undo_last_decision(
            actor=press.request.user, reading_id=press.desk.reading.pk, now=clock.now()
        ),
    )


def _reopen(press: Press) -> Outcome:
    """Take back the decision on the proposal at hand, whoever made it."""
    proposal = press.proposal
    if proposal is None:
        return Outcome()
    return _reopened(
        press,
        lambda: services.reopen_proposal(
            actor=press.request.user, proposal_id=proposal.pk, now=clock.now()
        ),
    )


def _reopened(press: Press, reopen: Callable[[], Proposal]) -> Outcome:
    at = press.proposal.pk if press.proposal else None
    try:
        proposal = reopen()
    except RuleBroken as refusal:
        return Outcome(said=str(refusal), at=at, refused=True)
    said = _("Undone: proposal %(number)s waits again.") % {"number": proposal.position}
    return Outcome(said=said, at=proposal.pk)


def _go(press: Press) -> Outcome:
    """Keep what was typed and go to the proposal that was asked for, or stay."""
    _keep(press)
    here = press.proposal.pk if press.proposal else None
    there = _number(press.request.POST.get("go"))
    return Outcome(at=there or here, stay=there is None)


def _beside(step: int) -> Callable[[Press], Outcome]:
    def go(press: Press) -> Outcome:
        _keep(press)
        beside = press.desk.beside(step) or press.proposal
        return Outcome(at=beside.pk if beside else None)

    return go


def _later(press: Press) -> Outcome:
    _keep(press)
    return Outcome(leave=True)


def _keep(press: Press, *, quietly: bool = False) -> None:
    """Save what makes sense of what was typed; a proposal decided meanwhile stays as it is."""
    proposal = press.proposal
    if proposal is None or "title" not in press.request.POST:
        return
    form = press.form(proposal)
    form.is_valid()
    try:
        services.edit_proposal(
            actor=press.request.user, proposal_id=proposal.pk, now=clock.now(), **form.edits()
        )
    except RuleBroken as refusal:
        if not quietly:
            messages.warning(press.request, str(refusal))


_PRESSES: dict[str, Callable[[Press], Outcome]] = {
    "accept": _accept,
    "reject": _reject,
    "undo": _undo,
    "reopen": _reopen,
    "next": _beside(1),
    "previous": _beside(-1),
    "later": _later,
    "go": _go,
}


def _next(proposal: Proposal) -> int:
    """Where the work goes on: the next that waits, or the same when nothing does."""
    waiting = selectors.next_waiting(reading_id=proposal.reading_id, after=proposal.position)
    return waiting or proposal.pk


def _number(text: Any) -> int | None:
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() else None
