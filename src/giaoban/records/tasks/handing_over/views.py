"""The pages about handovers: which there are, preparing one, signing it, undoing it."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Succession
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.tasks.forms import in_tree
from giaoban.records.tasks.handing_over import pages, policies, selectors, services
from giaoban.records.tasks.handing_over.forms import (
    HowForm,
    MinutesForm,
    PersonsForm,
    ReasonForm,
    UnitsForm,
)
from giaoban.records.tasks.handing_over.models import Handover
from giaoban.records.tasks.handing_over.types import HandoverKind, How, Parties

ROWS = 50
LINES = 100


@require_GET
@login_required
def handovers(request: SignedInRequest) -> HttpResponse:
    on = clock.today()
    seen = selectors.visible_handovers(actor=request.user, on=on)
    counted = seen.annotate(count=Count("lines")).prefetch_related("sides__person")
    page = Paginator(counted.order_by("-pk"), ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": pages.list_lines(list(page), on=on),
        "today": on,
        "may_prepare": policies.may_prepare_any(request.user, on=on),
        "waiting": pages.succession_lines(on=on) if _decides(request, on) else [],
    }
    return render(request, "handing_over/list.html", context)


@require_GET
@login_required
def new(request: SignedInRequest) -> HttpResponse:
    """What happens: a succession, units, or persons. The answers lead to the preview."""
    on = clock.today()
    if not policies.may_prepare_any(request.user, on=on):
        raise PermissionDenied
    context = {
        "units_form": _units_form(None, on),
        "persons_form": _persons_form(None, on),
        "waiting": pages.succession_lines(on=on) if _decides(request, on) else [],
    }
    return render(request, "handing_over/new.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def preview(request: SignedInRequest) -> HttpResponse:
    """Everything that would pass; posting prepares the handover for both sides to sign."""
    on = clock.today()
    parties, succession = _asked(request, on)
    if parties is None:
        messages.error(request, _("Please say who hands over and who receives."))
        return redirect("handing_over:new")
    if not policies.may_prepare(request.user, parties, on=on):
        raise PermissionDenied
    how = HowForm(request.GET)
    way = How(how.cleaned_data["how"] or How.ONE) if how.is_valid() else How.ONE
    shown = pages.PreviewPage(
        parties=parties, on=on, how=way, chosen=_chosen(request), succession=succession
    )
    posted = request.POST if request.method == "POST" else None
    form = MinutesForm(posted, day=on, seen=shown.seen)
    if posted is not None and form.is_valid():
        prepared = _prepared(request, shown, form)
        if prepared is not None:
            return done(request, to=reverse("handing_over:handover", args=[prepared.pk]))
    context = {
        "shown": shown,
        "form": form,
        "how_form": HowForm({"how": way}),
        "asked": [(key, value) for key, value in request.GET.items() if key != "how"],
    }
    return render(request, "handing_over/preview.html", context, status=422 if form.errors else 200)


def _prepared(
    request: SignedInRequest, shown: pages.PreviewPage, form: MinutesForm
) -> Handover | None:
    """The handover; nothing where the form says why not."""
    given = form.cleaned_data
    if given["seen"] != shown.seen:
        words = _("Since this page was shown something has happened. Here is what is open now.")
        form.add_error(None, words)
        form.data = {**form.data.dict(), "seen": shown.seen}  # type: ignore[attr-defined]  # a QueryDict
        return None
    try:
        return services.prepare_handover(
            actor=request.user,
            parties=shown.parties,
            minutes=given["minutes"],
            day=given["day"],
            reason=given["reason"],
            chosen=shown.to if shown.parties.kind == HandoverKind.UNITS else None,
            succession=shown.succession,
            now=clock.now(),
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return None


@require_GET
@login_required
def handover(request: SignedInRequest, handover_id: int) -> HttpResponse:
    on = clock.today()
    found = _found(request, handover_id, on)
    shown = pages.HandoverPage(actor=request.user, handover=found, on=on)
    page = Paginator(selectors.lines_of(found), LINES).get_page(request.GET.get("page"))
    context = {"shown": shown, "handover": found, "page": page, "lines": shown.told(list(page))}
    return render(request, "handing_over/handover.html", context)


@require_POST
@login_required
def sign(request: SignedInRequest, handover_id: int) -> HttpResponse:
    found = _found(request, handover_id, clock.today())
    side = request.POST.get("side", "")
    wanted = int(side) if side.isascii() and side.isdigit() and len(side) < 10 else 0
    side_id = get_object_or_404(found.sides, pk=wanted).pk

    def do() -> object:
        return services.sign_handover(
            actor=request.user,
            handover_id=found.pk,
            side_id=side_id,
            reason=request.POST.get("reason", "")[:500],
            now=clock.now(),
        )

    return _answered(request, found, do, _("Signed."))


@require_POST
@login_required
def renew(request: SignedInRequest, handover_id: int) -> HttpResponse:
    found = _found(request, handover_id, clock.today())

    def do() -> object:
        return services.renew_handover(actor=request.user, handover_id=found.pk, now=clock.now())

    return _answered(request, found, do, _("This is what is open now; both sides sign anew."))


@require_POST
@login_required
def withdraw(request: SignedInRequest, handover_id: int) -> HttpResponse:
    found = _found(request, handover_id, clock.today())

    def do() -> object:
        return services.withdraw_handover(actor=request.user, handover_id=found.pk, now=clock.now())

    return _answered(request, found, do, _("The handover is withdrawn; nothing has passed."))


@require_http_methods(["GET", "POST"])
@login_required
def undo(request: SignedInRequest, handover_id: int) -> HttpResponse:
    """What would be given back, and why; or why it cannot be any more."""
    on = clock.today()
    found = _found(request, handover_id, on)
    if not policies.may_undo(request.user, on=on):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.undo_handover(
                actor=request.user,
                handover_id=found.pk,
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The handover is undone; everything is where it was."))
            return done(request, to=reverse("handing_over:handover", args=[found.pk]))
    shown = pages.HandoverPage(actor=request.user, handover=found, on=on)
    page = Paginator(selectors.lines_of(found), LINES).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "handover": found,
        "form": form,
        "page": page,
        "lines": shown.told(list(page)),
    }
    return render(request, "handing_over/undo.html", context, status=422 if form.errors else 200)


def _answered(
    request: SignedInRequest, found: Handover, do: Callable[[], object], words: str
) -> HttpResponse:
    """Do it and say so, or say why not; either way the page of the handover."""
    try:
        do()
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return done(request, to=reverse("handing_over:handover", args=[found.pk]))


def _found(request: SignedInRequest, handover_id: int, on: date) -> Handover:
    seen = selectors.visible_handovers(actor=request.user, on=on)
    found: Handover = get_object_or_404(seen, pk=handover_id)
    return found


def _decides(request: SignedInRequest, on: date) -> bool:
    return bool(policies.may_undo(request.user, on=on))


def _units_form(data: object, on: date) -> UnitsForm:
    tree = in_tree(organisations.tree_on(on=on))
    there = {number for number, _name in tree}
    names = successions.names_told_apart(on=on)
    gone = sorted((name, number) for number, name in names.items() if number not in there)
    givers = [*tree, *((number, name) for name, number in gone)]
    return UnitsForm(data, givers=givers, receivers=tree)


def _persons_form(data: object, on: date) -> PersonsForm:
    people = organisations.people_serving(on=on)
    return PersonsForm(data, people=people, units=in_tree(organisations.tree_on(on=on)))


def _asked(request: SignedInRequest, on: date) -> tuple[Parties | None, Succession | None]:
    """Who hands over to whom, as the address says; nobody where it says it wrongly."""
    number = request.GET.get("succession", "")
    if number:
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise Http404
        succession = get_object_or_404(successions.successions(on=on), pk=int(number))
        return selectors.parties_of_succession(succession, on=on), succession
    persons = request.GET.get("kind") == HandoverKind.PERSONS
    form = _persons_form(request.GET, on) if persons else _units_form(request.GET, on)
    return (form.parties if form.is_valid() else None), None


def _chosen(request: SignedInRequest) -> dict[int, int]:
    """The units chosen one by one, as `to-12=3`."""
    return {
        int(name.removeprefix("to-")): int(str(value))
        for name, value in request.POST.items()
        if name.startswith("to-") and name[3:].isdecimal() and str(value).isdecimal()
    }
