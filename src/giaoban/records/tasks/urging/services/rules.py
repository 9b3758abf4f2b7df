"""Changing the rules, and the days on which the agency works otherwise than the calendar says."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.platform.models import CalendarDay
from giaoban.records.tasks.urging import policies
from giaoban.records.tasks.urging.models import Rule
from giaoban.records.tasks.urging.types import EARLIEST, LATEST, Audience, OutOfRange, RuleExists


@transaction.atomic
def add_rule(*, actor: User, offset: int, audience: Audience, now: datetime) -> Rule:
    """Tell these people so many working days from the due day; before it: negative."""
    principal = _demand(actor, now)
    if not EARLIEST <= offset <= LATEST:
        raise OutOfRange
    rule, is_new = Rule.objects.get_or_create(offset=offset, audience=audience)
    if not is_new:
        raise RuleExists
    data = {"offset": offset, "audience": audience.value}
    audit.record(
        actor=actor,
        verb="urging.rule-added",
        target=rule,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    return rule


@transaction.atomic
def remove_rule(*, actor: User, rule_id: int, now: datetime) -> None:
    """What it has urged stays on the tasks."""
    principal = _demand(actor, now)
    rule = Rule.objects.select_for_update().get(pk=rule_id)
    data = {"offset": rule.offset, "audience": rule.audience}
    audit.record(
        actor=actor,
        verb="urging.rule-removed",
        target=rule,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    rule.delete()


@transaction.atomic
def set_day(*, actor: User, day: date, is_worked: bool, name: str, now: datetime) -> CalendarDay:
    """Let a day be worked, or be one of rest, whatever the calendar says of it."""
    principal = _demand(actor, now)
    row, _is_new = CalendarDay.objects.update_or_create(
        day=day, defaults={"is_worked": is_worked, "name": name}
    )
    data = {"day": day, "is_worked": is_worked, "name": name}
    audit.record(
        actor=actor,
        verb="urging.day-set",
        target=row,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    return row


@transaction.atomic
def forget_day(*, actor: User, day_id: int, now: datetime) -> None:
    """Let the day be again what the calendar says."""
    principal = _demand(actor, now)
    row = CalendarDay.objects.select_for_update().get(pk=day_id)
    data = {"day": row.day, "is_worked": row.is_worked, "name": row.name}
    audit.record(
        actor=actor,
        verb="urging.day-forgotten",
        target=row,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    row.delete()


def _demand(actor: User, now: datetime) -> User | None:
    """For whom the actor does it, where only a delegation gives the right."""
    verdict = policies.may_keep_rules(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    return verdict.principal
