"""The pages about units: the tree of a day, a unit through time, and what can be done to it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.faces.workspace.administering.acting import (
    Act,
    Confirmation,
    Line,
    in_two_steps,
)
from giaoban.faces.workspace.administering.choosing import unit_of
from giaoban.faces.workspace.administering.door import for_administrators, for_raised_rights
from giaoban.faces.workspace.administering.units import finding
from giaoban.faces.workspace.administering.units.forms import (
    AliasForm,
    ChangeUnitForm,
    CloseForm,
    TreeForm,
    UnitForm,
)
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.templatetags.figures import day
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations import services
from giaoban.records.organisations.administration import selectors as administration
from giaoban.records.organisations.models import Unit, UnitAlias, UnitVersion
from giaoban.records.organisations.types import UnitKind

_TOLD = ("name", "short_name", "kind", "code", "parent")


@require_GET
@for_administrators
def tree(request: SignedInRequest) -> HttpResponse:
    """The units of a day, each under the one above it."""
    today = clock.today()
    form = TreeForm(request.GET if "on" in request.GET or "q" in request.GET else {"on": today})
    given = form.cleaned_data if form.is_valid() else {}
    on, words = given.get("on") or today, given.get("q", "")
    context = {
        "form": form,
        "on": on,
        "today": today,
        "words": words,
        "lines": finding.tree_lines(on=on, words=words),
        "otherwhen": [] if words else finding.otherwhen(on=on),
        "agency": organisations.agency_on(on=on),
    }
    return render(request, "administering/units/tree.html", context)


@require_GET
@for_administrators
def unit(request: SignedInRequest, unit_id: int) -> HttpResponse:
    found = get_object_or_404(Unit, pk=unit_id)
    on = clock.today()
    context = {"story": finding.story_of(found, on=on), "on": on, "alias_form": AliasForm()}
    return render(request, "administering/units/unit.html", context)


@require_http_methods(["GET", "POST"])
@for_raised_rights
def establish(request: SignedInRequest) -> HttpResponse:
    now, today = clock.now(), clock.today()
    under = request.GET.get("under", "")
    initial = {"valid_from": today, "parent": under if under.isdecimal() else None}
    form = UnitForm(_posted(request), on=_day_asked(request, today), initial=initial)

    def do(told: dict[str, Any]) -> Unit:
        return services.establish_unit(
            actor=request.user,
            key=administration.free_unit_key(name=told["name"]),
            name=told["name"],
            short_name=told["short_name"],
            kind=UnitKind(told["kind"]),
            code=told["code"],
            parent=unit_of(told["parent"]),
            position=UnitVersion.objects.filter(parent=told["parent"]).count() + 1,
            valid_from=told["valid_from"],
            now=now,
        )

    def confirm(told: dict[str, Any]) -> Confirmation:
        lines = [Line(str(form[what].label), _shown(form, what, told[what])) for what in _TOLD]
        namesakes = [
            version.name
            for version in organisations.units_on(on=told["valid_from"])
            if version.name.casefold() == told["name"].casefold()
        ]
        return Confirmation(
            _("“%(name)s” is founded from %(day)s.")
            % {"name": told["name"], "day": day(told["valid_from"])},
            tuple(line for line in lines if line.after),
            (_("Another unit is called so on that day."),) if namesakes else (),
        )

    return in_two_steps(
        request,
        Act(
            title=_("Found a unit"),
            sub=_("It is in the register from the day on that you name, never before."),
            form=form,
            do=do,
            confirm=confirm,
            told=lambda made: _("The unit is founded: %(key)s.") % {"key": made.key},
            to=lambda made: reverse("administering:unit", args=[made.pk]),
            button=_("Found the unit"),
            back=reverse("administering:units"),
        ),
    )


@require_http_methods(["GET", "POST"])
@for_raised_rights
def change(request: SignedInRequest, unit_id: int) -> HttpResponse:
    now, today = clock.now(), clock.today()
    found = get_object_or_404(Unit, pk=unit_id, versions__valid_to=None)
    version = found.versions.get(valid_to=None)
    initial = {
        "name": version.name,
        "short_name": version.short_name,
        "kind": version.kind,
        "code": version.code,
        "parent": version.parent_id,
        "valid_from": today,
    }
    form = ChangeUnitForm(_posted(request), on=_day_asked(request, today), initial=initial)

    def do(told: dict[str, Any]) -> UnitVersion:
        return services.change_unit(
            actor=request.user,
            unit=found,
            valid_from=told["valid_from"],
            now=now,
            name=told["name"],
            short_name=told["short_name"],
            kind=UnitKind(told["kind"]),
            code=told["code"],
            parent=unit_of(told["parent"]),
        )

    def confirm(told: dict[str, Any]) -> Confirmation:
        lines = tuple(
            Line(
                str(form[what].label),
                _shown(form, what, told[what]),
                _shown(form, what, initial[what]),
            )
            for what in _TOLD
            if told[what] != initial[what]
        )
        sentence = _("“%(name)s” is otherwise from %(day)s on; until then it stays as it is.")
        told_of = {"name": version.name, "day": day(told["valid_from"])}
        if not lines:
            return Confirmation(_("Nothing differs: nothing will be changed."))
        return Confirmation(sentence % told_of, lines)

    return in_two_steps(
        request,
        Act(
            title=_("Change %(unit)s from a day on") % {"unit": version.name},
            sub=_("As it is since %(day)s. What was before the day you name stays in the register.")
            % {"day": day(version.valid_from)},
            form=form,
            do=do,
            confirm=confirm,
            told=lambda _made: _("The unit is changed."),
            to=lambda _made: reverse("administering:unit", args=[unit_id]),
            button=_("Change the unit"),
            back=reverse("administering:unit", args=[unit_id]),
        ),
    )


@require_http_methods(["GET", "POST"])
@for_raised_rights
def close(request: SignedInRequest, unit_id: int) -> HttpResponse:
    now = clock.now()
    found = get_object_or_404(Unit, pk=unit_id, versions__valid_to=None)
    version = found.versions.get(valid_to=None)
    form = CloseForm(_posted(request), initial={"valid_to": clock.today()})

    def confirm(told: dict[str, Any]) -> Confirmation:
        on = told["valid_to"]
        story = finding.story_of(found, on=on)
        serving = [each for each in story.appointments if each.valid_to is None]
        warnings = [
            _("%(person)s still serves there; the appointment is not ended by this.")
            % {"person": each.user}
            for each in serving[:10]
        ]
        charged = [each.field.name for each in story.charges if each.valid_to is None]
        if charged:
            told_of = {"fields": "; ".join(charged)}
            warnings.append(_("It stays in charge of: %(fields)s.") % told_of)
        return Confirmation(
            _("“%(name)s” is no more from %(day)s on. What it still owes is passed by a handover.")
            % {"name": version.name, "day": day(on)},
            (),
            tuple(warnings),
        )

    return in_two_steps(
        request,
        Act(
            title=_("Close %(unit)s") % {"unit": version.name},
            sub=_("In force as it is since %(day)s.") % {"day": day(version.valid_from)},
            form=form,
            do=lambda told: services.close_unit(
                actor=request.user, unit=found, valid_to=told["valid_to"], now=now
            ),
            confirm=confirm,
            told=lambda _made: _("The unit is closed."),
            to=lambda _made: reverse("administering:unit", args=[unit_id]),
            button=_("Close the unit"),
            back=reverse("administering:unit", args=[unit_id]),
        ),
    )


# Ways of writing it


@require_http_methods(["GET", "POST"])
@for_raised_rights
def add_alias(request: SignedInRequest, unit_id: int) -> HttpResponse:
    found = get_object_or_404(Unit, pk=unit_id)
    name = organisations.unit_names(on=clock.today())[found.pk]
    now = clock.now()
    return in_two_steps(
        request,
        Act(
            title=_("Another way of writing %(unit)s") % {"unit": name},
            form=AliasForm(_posted(request)),
            do=lambda told: services.add_alias(
                actor=request.user, unit=found, text=told["text"], now=now
            ),
            confirm=lambda told: Confirmation(
                _("Texts that write “%(text)s” will be taken to mean %(unit)s.")
                % {"text": told["text"], "unit": name},
                (),
                _meant_already(told["text"], found, clock.today()),
            ),
            told=lambda made: _("The unit is known as “%(text)s” as well.") % {"text": made.text},
            to=lambda _made: reverse("administering:unit", args=[unit_id]),
            button=_("Add"),
            back=reverse("administering:unit", args=[unit_id]),
        ),
    )


@require_http_methods(["GET", "POST"])
@for_raised_rights
def correct_alias(request: SignedInRequest, alias_id: int) -> HttpResponse:
    alias = get_object_or_404(UnitAlias.objects.select_related("unit"), pk=alias_id)
    now, back = clock.now(), reverse("administering:unit", args=[alias.unit_id])
    before = alias.text
    return in_two_steps(
        request,
        Act(
            title=_("Correct a way of writing %(unit)s")
            % {"unit": organisations.unit_names(on=clock.today())[alias.unit_id]},
            form=AliasForm(_posted(request), initial={"text": alias.text}),
            do=lambda told: services.correct_alias(
                actor=request.user, alias_id=alias_id, text=told["text"], now=now
            ),
            confirm=lambda told: Confirmation(
                _("The words are corrected; what was read by them before stays as it is."),
                (Line(_("As written"), told["text"], before),),
                _meant_already(told["text"], alias.unit, clock.today()),
            ),
            told=lambda _made: _("The words are corrected."),
            to=lambda _made: back,
            button=_("Correct"),
            back=back,
        ),
    )


@require_POST
@for_raised_rights
def remove_alias(request: SignedInRequest, alias_id: int) -> HttpResponse:
    alias = get_object_or_404(UnitAlias, pk=alias_id)
    services.remove_alias(actor=request.user, alias_id=alias.pk, now=clock.now())
    messages.success(
        request,
        _("“%(text)s” is taken out. Add it again if that was a mistake.") % {"text": alias.text},
    )
    return redirect("administering:unit", unit_id=alias.unit_id)


def _meant_already(text: str, unit: Unit, on: date) -> tuple[str, ...]:
    """A warning where the same words mean another unit already."""
    found = organisations.match_units(text=text, on=on, limit=1)
    if not found or found[0].unit_id == unit.pk or found[0].score < 1:
        return ()
    return (_("The same words mean %(unit)s already.") % {"unit": found[0].name},)


def _posted(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _day_asked(request: SignedInRequest, today: date) -> date:
    """The day whose units are offered: the one that was typed, if it is one."""
    typed = TreeForm({"on": request.POST.get("valid_from", "")})
    return (typed.cleaned_data["on"] if typed.is_valid() else None) or today


def _shown(form: UnitForm, what: str, value: object) -> str:
    choices: Any = getattr(form.fields[what], "choices", None)
    if choices is None:
        return str(value or "")
    return next((str(label).strip() for key, label in choices if str(key) == str(value or "")), "")
