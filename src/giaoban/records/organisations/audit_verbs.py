"""What can be done to the register of units, for the trail."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.records.organisations import selectors
from giaoban.records.organisations.models import Appointment, Field, FieldInCharge, Unit


def _units(_actor: User, _on: date) -> QuerySet[Unit]:
    # Every signed-in person may read the register of units; so with its fields below.
    return Unit.objects.all()


def _unit_name(unit: Unit, on: date) -> str:
    return selectors.unit_names(on=on).get(unit.pk, str(unit))


def _fields(_actor: User, _on: date) -> QuerySet[Field]:
    return selectors.fields()


def _charges(_actor: User, _on: date) -> QuerySet[FieldInCharge]:
    return FieldInCharge.objects.all()


def _appointments(actor: User, on: date) -> QuerySet[Appointment]:
    """One's own, and those in the units whose affairs one sees."""
    scope = selectors.scope_of(actor=actor, on=on)
    if scope.everything:
        return Appointment.objects.all()
    return Appointment.objects.filter(Q(user=actor) | Q(unit__in=scope.unit_ids))


def _appointment_words(appointment: Appointment, on: date) -> str:
    unit = selectors.unit_names(on=on).get(appointment.unit_id, str(appointment.unit))
    return f"{appointment.user} · {unit}"


def _appointments_of_person(person_id: int) -> Iterable[str]:
    keys = Appointment.objects.filter(user=person_id).values_list("pk", flat=True)
    return [f"organisations.appointment:{key}" for key in keys]


_PERSON = frozenset({"person"})

declare(
    "organisations",
    verbs=[
        Verb("organisations.established", _("Unit established")),
        Verb("organisations.changed", _("Unit changed")),
        Verb("organisations.closed", _("Unit closed")),
        Verb("organisations.alias-added", _("Way of writing the unit added")),
        Verb("organisations.field-added", _("Field of work added")),
        Verb("organisations.put-in-charge", _("Put in charge of a field")),
        Verb("organisations.appointed", _("Appointed"), _PERSON, _appointments_of_person),
        Verb(
            "organisations.appointment-ended",
            _("Appointment ended"),
            _PERSON,
            _appointments_of_person,
        ),
    ],
    kinds=[
        ObjectKind("organisations.unit", _("Unit"), _units, called=_unit_name),
        ObjectKind("organisations.field", _("Field"), _fields),
        ObjectKind("organisations.fieldincharge", _("Charge of a field"), _charges),
        ObjectKind(
            "organisations.appointment", _("Appointment"), _appointments, called=_appointment_words
        ),
    ],
    facts={
        "before": _("Before"),
        "after": _("After"),
        "code": _("Code"),
        "field": _("Field"),
        "key": _("Key"),
        "kind": _("Kind"),
        "name": _("Called"),
        "parent_id": _("Stands under"),
        "person": _("Person"),
        "position": _("Position"),
        "post": _("Post"),
        "short_name": _("Short name"),
        "text": _("As written"),
        "title": _("Post as the unit calls it"),
        "unit": _("Unit"),
        "valid_from": _("From"),
        "valid_to": _("To"),
    },
)
