"""Who serves in which unit, as what, and until when."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.records.organisations import policies
from giaoban.records.organisations.models import Membership, Unit, UnitVersion
from giaoban.records.organisations.services.permission import demand
from giaoban.records.organisations.types import (
    AlreadyAppointed,
    MembershipEnded,
    Role,
    UnitNotInForce,
)


@transaction.atomic
def appoint(
    *,
    actor: User | None,
    user: User,
    unit: Unit,
    role: Role,
    valid_from: date,
    now: datetime,
    title: str = "",
    valid_to: date | None = None,
) -> Membership:
    """Let a person serve in a unit from a day on. `title` is the post as the unit calls it.

    Raises UnitNotInForce, AlreadyAppointed where the times in that role meet, and ValidationError.
    """
    demand(policies.may_keep_register, actor=actor, now=now)
    User.objects.select_for_update().get(pk=user.pk)
    if not UnitVersion.objects.on(valid_from).filter(unit=unit).exists():
        raise UnitNotInForce
    meets = Q(valid_to=None) | Q(valid_to__gt=valid_from)
    if valid_to is not None:
        meets &= Q(valid_from__lt=valid_to)
    if Membership.objects.filter(meets, user=user, unit=unit, role=role).exists():
        raise AlreadyAppointed
    membership = Membership(
        user=user,
        unit=unit,
        role=role,
        title=title,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    membership.full_clean()
    membership.save()
    data = {
        "person": user.get_full_name(),
        "unit": unit.key,
        "role": role,
        "title": title,
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    audit.record(actor=actor, verb="organisations.appointed", target=membership, data=data, now=now)
    return membership


@transaction.atomic
def end_membership(
    *, actor: User | None, membership_id: int, valid_to: date, now: datetime
) -> Membership:
    """Let a person's time in a unit end; `valid_to` is the first day on which they serve no more.

    An end that was foreseen may come earlier, never later. Raises MembershipEnded.
    """
    demand(policies.may_keep_register, actor=actor, now=now)
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership_id)
    foreseen = membership.valid_to
    if valid_to <= membership.valid_from or (foreseen is not None and foreseen <= valid_to):
        raise MembershipEnded
    membership.valid_to = valid_to
    membership.save(update_fields=["valid_to"])
    data = {"person": membership.user.get_full_name(), "valid_to": valid_to}
    audit.record(
        actor=actor, verb="organisations.membership-ended", target=membership, data=data, now=now
    )
    return membership
