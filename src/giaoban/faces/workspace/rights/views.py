"""The pages about rights. Everybody reads their own; administrators and auditors anybody's."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.faces.workspace.rights.forms import DelegationForm, WhoForm
from giaoban.faces.workspace.rights.showing import Rights
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import hooks
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done, render_page_or_part
from giaoban.records.organisations import selectors, services
from giaoban.records.organisations.hooks import explained, rules

LONGEST_KEY = 18  # digits, which both databases take for a number
OF_OTHERS = "organisations.explain-others"
FOR_OTHERS = "organisations.delegate-for-others"


@require_http_methods(["GET", "POST"])
@login_required
def mine(request: SignedInRequest) -> HttpResponse:
    """A person's appointments and delegations, and giving one: one's own unless somebody's."""
    on = clock.today()
    shown = Rights(person=_person(request), on=on)
    is_own = shown.person == request.user
    may_give = is_own or _may(request.user, FOR_OTHERS)
    if request.method == "POST" and not may_give:
        raise Http404
    form = _form(request, shown)
    if form.is_valid() and _given(request, form):
        messages.success(request, _("The delegation is kept, and whoever acts is told."))
        return done(request, to=_address(shown.person, is_own=is_own))
    context = {
        "shown": shown,
        "is_own": is_own,
        "may_give": may_give and bool(shown.appointments),
        "form": form,
        "who": _who(request, shown.person),
    }
    return render_page_or_part(
        request, "workspace/rights/mine.html", "rights", context, invalid=bool(form.errors)
    )


@require_POST
@login_required
def end(request: SignedInRequest, delegation_id: int) -> HttpResponse:
    """End a delegation at once. One that is no business of the person's answers like none."""
    concerned = selectors.delegations_of(user=request.user).filter(appointment__user=request.user)
    if _may(request.user, FOR_OTHERS):
        concerned = selectors.delegations()
    delegation = get_object_or_404(concerned, pk=delegation_id)
    holder = delegation.appointment.user
    try:
        services.end_delegation(actor=request.user, delegation_id=delegation.pk, now=clock.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The delegation has ended."))
    return done(request, to=_address(holder, is_own=holder == request.user))


@require_GET
@login_required
def in_record(request: SignedInRequest, reference: str) -> HttpResponse:
    """Why a person may do what with a record, or may not. One that is not seen is not there."""
    on = clock.today()
    label, _colon, key = reference.partition(":")
    kind, rights = hooks.kind_labelled(label), explained(label)
    if kind is None or rights is None or not key.isdecimal() or len(key) > LONGEST_KEY:
        raise Http404
    found = kind.visible(request.user, on).filter(pk=key).first()
    if found is None:
        raise Http404
    shown = Rights(person=_person(request), on=on)
    explanation = rights(person=shown.person, on=on, key=found.pk)
    context = {
        "shown": shown,
        "is_own": shown.person == request.user,
        "kind": kind.words,
        "called": kind.called(found, on),
        "address": (kind.page, key) if kind.page else None,
        "seen": shown.seen(explanation),
        "rights": shown.told(explanation.verdicts),
        "who": _who(request, shown.person),
    }
    return render(request, "workspace/rights/in_record.html", context)


def _person(request: SignedInRequest) -> User:
    """Whom the page is about. Of others only those read who may; to the rest they are not there."""
    asked = request.GET.get("person", "")
    if not asked or asked == str(request.user.pk):
        return request.user
    if not asked.isascii() or not asked.isdigit() or len(asked) > LONGEST_KEY:
        raise Http404
    if not _may(request.user, OF_OTHERS):
        raise Http404
    return get_object_or_404(User, pk=asked)


def _may(actor: User, name: str) -> bool:
    scope = selectors.scope_of(actor=actor, on=clock.today())
    return any(rule.verdict(scope) for rule in rules() if rule.name == name)


def _who(request: SignedInRequest, person: User) -> WhoForm | None:
    if not _may(request.user, OF_OTHERS):
        return None
    people = list(selectors.people_serving(on=clock.today()))
    if person not in people:
        people.append(person)
    return WhoForm({"person": person.pk}, people=people)


def _form(request: SignedInRequest, shown: Rights) -> DelegationForm:
    own = selectors.appointments_of(user=shown.person, on=shown.on)
    return DelegationForm(
        request.POST if request.method == "POST" else None,
        appointments=[(each.pk, shown.appointment_words(each)) for each in own],
        people=selectors.people_serving(on=shown.on).exclude(pk=shown.person.pk),
        today=shown.on,
    )


def _given(request: SignedInRequest, form: DelegationForm) -> bool:
    """Whether the service did it; else the form says why not."""
    given: dict[str, Any] = form.cleaned_data
    try:
        services.delegate(
            actor=request.user,
            appointment_id=given["appointment"],
            to=given["to"],
            valid_from=given["first"],
            valid_to=form.valid_to,
            reason=given["reason"],
            now=clock.now(),
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _address(person: User, *, is_own: bool) -> str:
    address = reverse("workspace:rights")
    return address if is_own else f"{address}?person={person.pk}"
