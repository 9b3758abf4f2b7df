"""The days on which the agency works otherwise than the calendar of the country says."""

from datetime import date, datetime

from django.db import transaction

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.platform.models import CalendarDay, CalendarYear
from giaoban.records.organisations import policies
from giaoban.records.organisations.administration.types import DaySetAlready, YearConfirmedAlready
from giaoban.records.organisations.services.permission import demand


@transaction.atomic
def set_day(*, actor: User, day: date, is_worked: bool, name: str, now: datetime) -> CalendarDay:
    """Let a day be worked, or be one of rest, whatever the calendar says of it.

    Raises DaySetAlready where the agency's own rows say just that.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    stored = CalendarDay.objects.select_for_update().filter(day=day).first()
    before: dict[str, object] = {}
    if stored is not None:
        if (stored.is_worked, stored.name) == (is_worked, name):
            raise DaySetAlready
        before = {"is_worked": stored.is_worked, "name": stored.name}
    row = stored or CalendarDay(day=day)
    row.is_worked, row.name = is_worked, name
    row.full_clean()
    row.save()
    after = {"is_worked": is_worked, "name": name}
    audit.record(
        actor=actor,
        verb="administration.day-set",
        target=row,
        data={"day": day},
        before=before,
        after=after,
        now=now,
        on_behalf_of=principal,
    )
    return row


@transaction.atomic
def forget_day(*, actor: User, day_id: int, now: datetime) -> None:
    """Let the day be again what the calendar of the country says. One that is gone stays gone."""
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    row = CalendarDay.objects.select_for_update().filter(pk=day_id).first()
    if row is None:
        return
    before = {"is_worked": row.is_worked, "name": row.name}
    audit.record(
        actor=actor,
        verb="administration.day-forgotten",
        target=row,
        data={"day": row.day},
        before=before,
        now=now,
        on_behalf_of=principal,
    )
    row.delete()


@transaction.atomic
def confirm_year(*, actor: User, year: int, now: datetime) -> CalendarYear:
    """Say that the days of rest of a year, as they stand, are right. Raises YearConfirmedAlready.

    Rows may still be changed afterwards; the trail tells when.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    row, is_new = CalendarYear.objects.get_or_create(year=year, defaults={"confirmed_at": now})
    if not is_new:
        raise YearConfirmedAlready
    data = {"year": year, "own_days": CalendarDay.objects.filter(day__year=year).count()}
    audit.record(
        actor=actor,
        verb="administration.year-confirmed",
        target=row,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    return row
