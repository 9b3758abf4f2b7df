"""The pages about people: the list, a person through time, accounts and appointments."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.faces.workspace.administering.acting import Act, Confirmation, Line, in_two_steps
from giaoban.faces.workspace.administering.choosing import named, unit_of
from giaoban.faces.workspace.administering.door import for_administrators, for_raised_rights
from giaoban.faces.workspace.administering.people import finding
from giaoban.faces.workspace.administering.people.forms import (
    AccountForm,
    AppointForm,
    CloseAccountForm,
    CorrectForm,
    EndForm,
    PeopleForm,
    Which,
)
from giaoban.ground.accounts import services as accounts
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.accounts.keeping import services as keeping
from giaoban.ground.accounts.models import User
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.templatetags.figures import day
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations import services
from giaoban.records.organisations.models import Appointment
from giaoban.records.organisations.types import Post

ROWS = 50


@require_GET
@for_administrators
def people(request: SignedInRequest) -> HttpResponse:
    on = clock.today()
    form = PeopleForm({"which": Which.OPEN, **request.GET.dict()})
    told = form.cleaned_data if form.is_valid() else {}
    found = finding.people(which=told.get("which") or Which.OPEN, words=told.get("q", ""), on=on)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "on": on,
        "page": page,
        "lines": finding.lines_of(page.object_list, on=on),
        "which": Which(told.get("which") or Which.OPEN),
        "words": told.get("q", ""),
        "agency": organisations.agency_on(on=on),
    }
    return render(request, "administering/people/list.html", context)


@require_GET
@for_administrators
def person(request: SignedInRequest, user_id: int) -> HttpResponse:
    return _person(request, get_object_or_404(User, pk=user_id))


def _person(request: SignedInRequest, user: User, *, link: str = "") -> HttpResponse:
    on = clock.today()
    context = {
        "person": user,
        "on": on,
        "served": finding.appointments_through_time(user, on=on),
        "left": finding.left_behind(user, actor=request.user, on=on),
        "link": link,
    }
    return render(request, "administering/people/person.html", context)


@require_http_methods(["GET", "POST"])
@for_raised_rights
def open_account(request: SignedInRequest) -> HttpResponse:
    now = clock.now()

    def do(told: dict[str, Any]) -> User:
        return accounts.open_account(actor=request.user, password=None, now=now, **told)

    def confirm(told: dict[str, Any]) -> Confirmation:
        namesakes = finding.people(which=Which.ALL, words=told["full_name"], on=now.date())
        return Confirmation(
            _(
                "An account is opened for %(name)s. Nobody can sign in with it until you give them"
                " a one-time link, on the next page."
            )
            % {"name": told["full_name"]},
            (Line(_("User name"), told["username"]), Line(_("E-mail"), told["email"])),
            tuple(
                _("Somebody is called so already: %(name)s (%(username)s).")
                % {"name": each.full_name, "username": each.username}
                for each in namesakes[:5]
            ),
        )

    return in_two_steps(
        request,
        Act(
            title=_("Open an account"),
            sub=_("For one person, who keeps it through all their appointments."),
            form=AccountForm(_posted(request)),
            do=do,
            confirm=confirm,
            told=lambda made: _("The account of %(name)s is open.") % {"name": made},
            to=lambda made: reverse("administering:person", args=[made.pk]),
            button=_("Open the account"),
            back=reverse("administering:people"),
        ),
    )


@require_http_methods(["GET", "POST"])
@for_raised_rights
def correct_account(request: SignedInRequest, user_id: int) -> HttpResponse:
    user = get_object_or_404(User, pk=user_id)
    now, back = clock.now(), reverse("administering:person", args=[user_id])
    initial = {"full_name": user.full_name, "email": user.email}
    form = CorrectForm(_posted(request), initial=initial)
    return in_two_steps(
        request,
        Act(
            title=_("Correct what the account of %(person)s says") % {"person": user},
            form=form,
            do=lambda told: keeping.correct_account(
                actor=request.user,
                user=user,
                full_name=told["full_name"],
                email=told["email"],
                now=now,
            ),
            confirm=lambda told: Confirmation(
                _("From now on the account says:"),
                tuple(
                    Line(str(form[what].label), told[what], before)
                    for what, before in initial.items()
                    if told[what] != before
                ),
            ),
            told=lambda _made: _("The account is corrected."),
            to=lambda _made: back,
            button=_("Correct"),
            back=back,
        ),
    )


@require_http_methods(["GET", "POST"])
@for_raised_rights
def close_account(request: SignedInRequest, user_id: int) -> HttpResponse:
    user = get_object_or_404(User, pk=user_id)
    now, on = clock.now(), clock.today()
    back = reverse("administering:person", args=[user_id])

    def confirm(_told: dict[str, Any]) -> Confirmation:
        served = [each for each in finding.appointments_through_time(user, on=on) if each.runs]
        warnings = [
            _("Still appointed: %(post)s, %(unit)s. The appointment is not ended by this.")
            % {"post": each.appointment.get_post_display(), "unit": each.unit}
            for each in served
        ]
        behind = finding.left_behind(user, actor=request.user, on=on)
        warnings += [_left_words(left) for left in behind]
        return Confirmation(
            _(
                "%(person)s can no longer sign in, from now on. Nothing else changes, and the"
                " account can be opened again."
            )
            % {"person": user},
            (),
            tuple(warnings),
        )

    return in_two_steps(
        request,
        Act(
            title=_("Close the account of %(person)s") % {"person": user},
            form=CloseAccountForm(_posted(request)),
            do=lambda told: keeping.close_account(
                actor=request.user, user=user, reason=told["reason"], now=now
            ),
            confirm=confirm,
            told=lambda _made: _("The account is closed."),
            to=lambda _made: back,
            button=_("Close the account"),
            back=back,
        ),
    )


def _left_words(left: finding.LeftBehind) -> str:
    told = {"unit": left.unit, "others": ", ".join(left.others[:4])}
    duties = ngettext(
        "%(unit)s has %(n)d open duty", "%(unit)s has %(n)d open duties", left.open_duties
    ) % {"unit": left.unit, "n": left.open_duties}
    if left.others:
        return _("%(duties)s; also acting for it: %(others)s.") % {**told, "duties": duties}
    return _("%(duties)s, and nobody else acts for it.") % {"duties": duties}


@require_POST
@for_raised_rights
def reopen_account(request: SignedInRequest, user_id: int) -> HttpResponse:
    user = get_object_or_404(User, pk=user_id)
    try:
        keeping.reopen_account(actor=request.user, user=user, now=clock.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The account is open again."))
    return redirect("administering:person", user_id=user_id)


@require_POST
@for_raised_rights
@never_cache
def give_link(request: SignedInRequest, user_id: int) -> HttpResponse:
    """A one-time link, shown in this answer alone: its secret is kept nowhere."""
    user = get_object_or_404(User, pk=user_id, is_active=True)
    issued = accounts.issue_link(actor=request.user, account=user, now=clock.now())
    address = reverse("accounts:one-time", args=[issued.secret])
    return _person(request, user, link=request.build_absolute_uri(address))


# Appointments


@require_http_methods(["GET", "POST"])
@for_raised_rights
def appoint(request: SignedInRequest, user_id: int) -> HttpResponse:
    user = get_object_or_404(User, pk=user_id)
    now, on = clock.now(), clock.today()
    back = reverse("administering:person", args=[user_id])
    unit = request.GET.get("unit", "")
    initial = {"valid_from": on, "unit": unit if unit.isdecimal() else None}
    form = AppointForm(_posted(request), on=on, initial=initial)

    def do(told: dict[str, Any]) -> Appointment:
        chosen = unit_of(told["unit"])
        if chosen is None:
            raise LookupError(told["unit"])
        return services.appoint(
            actor=request.user,
            user=user,
            unit=chosen,
            post=Post(told["post"]),
            title=told["title"],
            field_ids=told["fields_in_charge"],
            valid_from=told["valid_from"],
            valid_to=told["valid_to"],
            now=now,
        )

    def confirm(told: dict[str, Any]) -> Confirmation:
        start = day(told["valid_from"])
        lines = [
            Line(_("Unit"), named([told["unit"]], on=on)[0]),
            Line(_("Post"), str(Post(told["post"]).label)),
            Line(_("Post as the unit calls it"), told["title"]),
            Line(_("No longer from"), day(told["valid_to"])),
        ]
        warnings = [_("The account is closed: the person cannot sign in.")]
        return Confirmation(
            _("%(person)s serves from %(day)s on:") % {"person": user, "day": start},
            tuple(line for line in lines if line.after),
            tuple(warnings if not user.is_active else ()),
        )

    return in_two_steps(
        request,
        Act(
            title=_("Appoint %(person)s") % {"person": user},
            sub=_("Several appointments may run at once; each begins and ends on its day."),
            form=form,
            do=do,
            confirm=confirm,
            told=lambda _made: _("%(person)s is appointed.") % {"person": user},
            to=lambda _made: back,
            button=_("Appoint"),
            back=back,
        ),
    )


@require_http_methods(["GET", "POST"])
@for_raised_rights
def end_appointment(request: SignedInRequest, appointment_id: int) -> HttpResponse:
    found = get_object_or_404(Appointment.objects.select_related("user"), pk=appointment_id)
    now, on = clock.now(), clock.today()
    back = reverse("administering:person", args=[found.user_id])
    unit = named([found.unit_id], on=on)[0]

    def confirm(told: dict[str, Any]) -> Confirmation:
        left = [
            _left_words(each)
            for each in finding.left_behind(found.user, actor=request.user, on=on)
            if each.unit_id == found.unit_id
        ]
        return Confirmation(
            _("%(person)s no longer serves as %(post)s in %(unit)s from %(day)s on.")
            % {
                "person": found.user,
                "post": found.get_post_display(),
                "unit": unit,
                "day": day(told["valid_to"]),
            },
            (),
            tuple(left),
        )

    return in_two_steps(
        request,
        Act(
            title=_("End the appointment of %(person)s in %(unit)s")
            % {"person": found.user, "unit": unit},
            sub=_("%(post)s since %(day)s.")
            % {"post": found.get_post_display(), "day": day(found.valid_from)},
            form=EndForm(_posted(request), initial={"valid_to": on}),
            do=lambda told: services.end_appointment(
                actor=request.user, appointment_id=found.pk, valid_to=told["valid_to"], now=now
            ),
            confirm=confirm,
            told=lambda _made: _("The appointment ends on its day."),
            to=lambda _made: back,
            button=_("End the appointment"),
            back=back,
        ),
    )


def _posted(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None
