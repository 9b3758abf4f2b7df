"""What can be done to the register of units, for the trail."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.records.organisations import selectors
from giaoban.records.organisations.models import (
    Appointment,
    Delegation,
    Field,
    FieldInCharge,
    Succession,
    Unit,
)


def _units(_actor: User, _on: date) -> QuerySet[Unit]:
    # Every signed-in person may read the register of units; so with its fields below.
    return Unit.objects.all()


def _unit_name(unit: Unit, on: date) -> str:
    return selectors.unit_names(on=on).get(unit.pk, str(unit))


def _fields(_actor: User, _on: date) -> QuerySet[Field]:
    return selectors.fields()


def _successions(_actor: User, _on: date) -> QuerySet[Succession]:
    return Succession.objects.all()


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


def _delegations(actor: User, on: date) -> QuerySet[Delegation]:
    """Those that concern oneself, and those of appointments whose history one may read."""
    seen = _appointments(actor, on).order_by().values("pk")
    return Delegation.objects.filter(Q(appointment__in=seen) | Q(to=actor))


def _delegation_words(delegation: Delegation, _on: date) -> str:
    return f"{delegation.appointment.user} → {delegation.to}"


def _delegations_of_person(person_id: int) -> Iterable[str]:
    concerned = Delegation.objects.filter(Q(appointment__user=person_id) | Q(to=person_id))
    return [f"organisations.delegation:{key}" for key in concerned.values_list("pk", flat=True)]


_PERSON = frozenset({"person"})
_BOTH = frozenset({"person", "to", "reason"})

declare(
    "organisations",
    verbs=[
        Verb("organisations.established", _("Unit established")),
        Verb("organisations.changed", _("Unit changed")),
        Verb("organisations.closed", _("Unit closed")),
        Verb("organisations.succeeded", _("Units succeeded")),
        Verb("organisations.alias-added", _("Way of writing the unit added")),
        Verb("organisations.alias-corrected", _("Way of writing the unit corrected")),
        Verb("organisations.alias-removed", _("Way of writing the unit removed")),
        Verb("organisations.field-added", _("Field of work added")),
        Verb("organisations.field-renamed", _("Field of work renamed")),
        Verb("organisations.put-in-charge", _("Put in charge of a field")),
        Verb("organisations.charge-ended", _("Charge of a field ended")),
        Verb("organisations.appointed", _("Appointed"), _PERSON, _appointments_of_person),
        Verb(
            "organisations.appointment-ended",
            _("Appointment ended"),
            _PERSON,
            _appointments_of_person,
        ),
        Verb(
            "organisations.fields-of-leader-set",
            _("Fields of a leader set"),
            _PERSON,
            _appointments_of_person,
        ),
        Verb("organisations.delegated", _("Delegated"), _BOTH, _delegations_of_person),
        Verb(
            "organisations.delegation-ended", _("Delegation ended"), _BOTH, _delegations_of_person
        ),
    ],
    kinds=[
        ObjectKind("organisations.unit", _("Unit"), _units, called=_unit_name),
        ObjectKind("organisations.field", _("Field"), _fields),
        ObjectKind("organisations.succession", _("Succession"), _successions),
        ObjectKind("organisations.fieldincharge", _("Charge of a field"), _charges),
        ObjectKind(
            "organisations.appointment", _("Appointment"), _appointments, called=_appointment_words
        ),
        ObjectKind(
            "organisations.delegation", _("Delegation"), _delegations, called=_delegation_words
        ),
    ],
    facts={
        "appointment": _("Appointment"),
        "before": _("Before"),
        "after": _("After"),
        "code": _("Code"),
        "document": _("Founding document"),
        "ended_on": _("Ended on"),
        "field": _("Field"),
        "fields": _("Fields in charge"),
        "key": _("Key"),
        "kind": _("Kind"),
        "name": _("Called"),
        "parent_id": _("Stands under"),
        "person": _("Person"),
        "position": _("Position"),
        "predecessors": _("Units before"),
        "post": _("Post"),
        "short_name": _("Short name"),
        "successors": _("Units after"),
        "text": _("As written"),
        "to": _("Acts for them"),
        "title": _("Post as the unit calls it"),
        "unit": _("Unit"),
        "valid_from": _("From"),
        "valid_to": _("To"),
    },
)
