"""Letting somebody act by one's appointment for some days: whole, dated, and never onwards."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.ground.platform.requests import forget_what_is_remembered
from giaoban.records.organisations import policies, selectors
from giaoban.records.organisations.models import Appointment, Delegation
from giaoban.records.organisations.types import (
    DelegationBeforeToday,
    DelegationEndsBeforeItBegins,
    DelegationLongerThanAppointment,
    DelegationOver,
    DelegationsOverlap,
    DelegationToNobody,
    DelegationToOneself,
)


@transaction.atomic
def delegate(
    *,
    actor: User,
    appointment_id: int,
    to: User,
    valid_from: date,
    valid_to: date,
    reason: str,
    now: datetime,
) -> Delegation:
    """Let `to` act by an appointment from a day on; `valid_to` is the first day without the right.

    For its holder, or for an administrator by their own appointment. Raises PermissionDenied, and
    a Delegation… refusal for a time or a person that cannot be; ValidationError for the reason.
    """
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment_id)
    _demand_may(actor, appointment, now)
    _refuse_person(appointment, to, valid_from)
    _refuse_days(appointment, valid_from, valid_to, today=timezone.localdate(now))
    delegation = Delegation(
        appointment=appointment,
        to=to,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=" ".join(reason.split()),
        recorded_by=actor,
        recorded_at=now,
    )
    delegation.full_clean()
    delegation.save()
    data = {
        "person": appointment.user.get_full_name(),
        "to": to.get_full_name(),
        "appointment": appointment.pk,
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    audit.record(
        actor=actor,
        verb="organisations.delegated",
        target=delegation,
        data=data,
        reason=delegation.reason,
        now=now,
    )
    _tell(delegation, "organisations.delegated", actor, now)
    forget_what_is_remembered()
    return delegation


@transaction.atomic
def end_delegation(*, actor: User, delegation_id: int, now: datetime) -> Delegation:
    """Let a delegation end at once: from today on it gives nothing any more.

    For the holder of the appointment or an administrator. Raises PermissionDenied, DelegationOver.
    """
    delegation = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation_id)
    _demand_may(actor, delegation.appointment, now)
    today = timezone.localdate(now)
    if delegation.ended_on is not None or delegation.valid_to <= today:
        raise DelegationOver
    delegation.ended_on = today
    delegation.save(update_fields=["ended_on"])
    data = {
        "person": delegation.appointment.user.get_full_name(),
        "to": delegation.to.get_full_name(),
        "ended_on": today,
    }
    audit.record(
        actor=actor, verb="organisations.delegation-ended", target=delegation, data=data, now=now
    )
    _tell(delegation, "organisations.delegation-ended", actor, now)
    forget_what_is_remembered()
    return delegation


def _demand_may(actor: User, appointment: Appointment, now: datetime) -> None:
    if actor.is_active and appointment.user_id == actor.pk:
        return
    scope = selectors.scope_of(actor=actor, on=timezone.localdate(now))
    if not policies.may_delegate_for_others(scope):
        raise PermissionDenied


def _refuse_person(appointment: Appointment, to: User, day: date) -> None:
    if to.pk == appointment.user_id:
        raise DelegationToOneself
    if not to.is_active or not selectors.appointments_of(user=to, on=day).exists():
        raise DelegationToNobody


def _refuse_days(
    appointment: Appointment, valid_from: date, valid_to: date, *, today: date
) -> None:
    if valid_to <= valid_from:
        raise DelegationEndsBeforeItBegins
    if valid_from < today:
        raise DelegationBeforeToday
    if valid_from < appointment.valid_from or (
        appointment.valid_to is not None and appointment.valid_to < valid_to
    ):
        raise DelegationLongerThanAppointment
    meets = Delegation.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=valid_from),
        appointment=appointment,
        valid_from__lt=valid_to,
        valid_to__gt=valid_from,
    )
    if meets.exists():
        raise DelegationsOverlap


def _tell(delegation: Delegation, kind: str, actor: User, now: datetime) -> None:
    people = {delegation.to, delegation.appointment.user} - {actor}
    told = sorted(people, key=lambda person: person.pk)
    notices.notify(kind=kind, recipients=told, about=delegation, now=now)
