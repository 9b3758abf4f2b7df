"""Fields of work, and which unit is in charge of them from when."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.faces.workspace.administering.acting import Act, Confirmation, Line, in_two_steps
from giaoban.faces.workspace.administering.choosing import named, unit_of
from giaoban.faces.workspace.administering.door import for_administrators, for_raised_rights
from giaoban.faces.workspace.administering.fields.finding import field_lines
from giaoban.faces.workspace.administering.fields.forms import ChargeForm, FieldForm
from giaoban.faces.workspace.administering.people.forms import EndForm
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.templatetags.figures import day
from giaoban.records.organisations import services
from giaoban.records.organisations.administration import selectors as administration
from giaoban.records.organisations.models import Field, FieldInCharge


@require_GET
@for_administrators
def fields(request: SignedInRequest) -> HttpResponse:
    on = clock.today()
    lines = field_lines(on=on)
    unheld = sum(line.is_unheld for line in lines)
    context = {"lines": lines, "on": on, "unheld": unheld}
    return render(request, "administering/fields/list.html", context)


@require_http_methods(["GET", "POST"])
@for_raised_rights
def add_field(request: SignedInRequest) -> HttpResponse:
    now, back = clock.now(), reverse("administering:fields")
    return in_two_steps(
        request,
        Act(
            title=_("Add a field of work"),
            form=FieldForm(_posted(request)),
            do=lambda told: services.add_field(
                actor=request.user,
                key=administration.free_field_key(name=told["name"]),
                name=told["name"],
                position=Field.objects.count() + 1,
                now=now,
            ),
            confirm=lambda told: Confirmation(
                _("“%(name)s” is a field of work that tasks can be given.") % told
            ),
            told=lambda made: _("The field “%(name)s” is there.") % {"name": made.name},
            to=lambda _made: back,
            button=_("Add the field"),
            back=back,
        ),
    )


@require_http_methods(["GET", "POST"])
@for_raised_rights
def rename_field(request: SignedInRequest, field_id: int) -> HttpResponse:
    field = get_object_or_404(Field, pk=field_id)
    now, back, before = clock.now(), reverse("administering:fields"), field.name
    return in_two_steps(
        request,
        Act(
            title=_("Rename the field “%(name)s”") % {"name": before},
            sub=_("Its tasks and charges stay; its name changes for all times."),
            form=FieldForm(_posted(request), initial={"name": before}),
            do=lambda told: services.rename_field(
                actor=request.user, field_id=field.pk, name=told["name"], now=now
            ),
            confirm=lambda told: Confirmation(
                _("The field is called otherwise."), (Line(_("Name"), told["name"], before),)
            ),
            told=lambda _made: _("The field is renamed."),
            to=lambda _made: back,
            button=_("Rename"),
            back=back,
        ),
    )


@require_http_methods(["GET", "POST"])
@for_raised_rights
def put_in_charge(request: SignedInRequest, field_id: int) -> HttpResponse:
    field = get_object_or_404(Field, pk=field_id)
    now, on, back = clock.now(), clock.today(), reverse("administering:fields")

    def do(told: dict[str, Any]) -> FieldInCharge:
        unit = unit_of(told["unit"])
        if unit is None:
            raise LookupError(told["unit"])
        return services.put_in_charge(
            actor=request.user, unit=unit, field=field, valid_from=told["valid_from"], now=now
        )

    def confirm(told: dict[str, Any]) -> Confirmation:
        others = [
            line.unit
            for each in field_lines(on=told["valid_from"])
            if each.field.pk == field.pk
            for line in each.charges
            if line.runs
        ]
        shared = _("Also in charge on that day: %(units)s.") % {"units": "; ".join(others)}
        return Confirmation(
            _("%(unit)s is in charge of “%(field)s” from %(day)s on.")
            % {
                "unit": named([told["unit"]], on=on)[0],
                "field": field.name,
                "day": day(told["valid_from"]),
            },
            (),
            (shared,) if others else (),
        )

    return in_two_steps(
        request,
        Act(
            title=_("Put a unit in charge of “%(field)s”") % {"field": field.name},
            sub=_("Several units may share a field."),
            form=ChargeForm(_posted(request), on=on, initial={"valid_from": on}),
            do=do,
            confirm=confirm,
            told=lambda _made: _("The unit is in charge of the field."),
            to=lambda _made: back,
            button=_("Put in charge"),
            back=back,
        ),
    )


@require_http_methods(["GET", "POST"])
@for_raised_rights
def end_charge(request: SignedInRequest, charge_id: int) -> HttpResponse:
    charge = get_object_or_404(FieldInCharge.objects.select_related("field"), pk=charge_id)
    now, on, back = clock.now(), clock.today(), reverse("administering:fields")
    names = {"unit": named([charge.unit_id], on=on)[0], "field": charge.field.name}
    return in_two_steps(
        request,
        Act(
            title=_("End the charge of %(unit)s for “%(field)s”") % names,
            sub=_("In charge since %(day)s.") % {"day": day(charge.valid_from)},
            form=EndForm(_posted(request), initial={"valid_to": on}),
            do=lambda told: services.end_charge(
                actor=request.user, charge_id=charge.pk, valid_to=told["valid_to"], now=now
            ),
            confirm=lambda told: Confirmation(
                _("%(unit)s is no longer in charge of “%(field)s” from %(day)s on.")
                % {**names, "day": day(told["valid_to"])}
            ),
            told=lambda _made: _("The charge ends on its day."),
            to=lambda _made: back,
            button=_("End the charge"),
            back=back,
        ),
    )


def _posted(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None
