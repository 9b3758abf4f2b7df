"""Taking a row of a sheet of people: the account is opened, the person is appointed, or is."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from giaoban.ground.accounts import selectors as accounts
from giaoban.ground.accounts import services as accounts_services
from giaoban.ground.accounts.keeping import services as keeping
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import services
from giaoban.records.organisations.administration.services.reading_rows import (
    NamedUnits,
    RowRefused,
    day_of,
    demand_cells,
    post_of,
)
from giaoban.records.organisations.administration.types import (
    RowOutcome,
    RowState,
    SheetKind,
    SheetRow,
)
from giaoban.records.organisations.models import Appointment, Unit
from giaoban.records.organisations.types import Post


class PersonTaker:
    """Takes rows one after another. Who serves in several units has a row for each."""

    def __init__(self, *, actor: User, now: datetime) -> None:
        self._actor = actor
        self._now = now
        self._names = NamedUnits()

    def take(self, row: SheetRow) -> RowOutcome:
        """What the row came to. Raises RowRefused, RuleBroken and ValidationError."""
        demand_cells(SheetKind.PEOPLE, row)
        user = accounts.account_named(username=row.of("username"))
        opened = user is None
        sentences: list[str] = []
        if user is None:
            user = accounts_services.open_account(
                actor=self._actor,
                username=row.of("username"),
                full_name=row.of("full_name"),
                email=row.of("email"),
                password=None,
                now=self._now,
            )
            sentences.append(_("An account is opened; nobody can sign in with it yet."))
        else:
            sentences += self._correct(row, user)
        if row.of("unit"):
            sentences += self._appoint(row, user)
        if opened:
            return RowOutcome(row, RowState.NEW, tuple(sentences))
        state = RowState.CHANGED if sentences else RowState.SAME
        return RowOutcome(row, state, tuple(sentences))

    def _correct(self, row: SheetRow, user: User) -> list[str]:
        full_name, email = row.of("full_name"), row.of("email") or user.email
        sentences = [
            _("“%(before)s” becomes “%(after)s”.") % {"before": before, "after": after}
            for before, after in ((user.full_name, full_name), (user.email, email))
            if before != after
        ]
        if sentences:
            keeping.correct_account(
                actor=self._actor, user=user, full_name=full_name, email=email, now=self._now
            )
        return sentences

    def _appoint(self, row: SheetRow, user: User) -> list[str]:
        start, end = day_of(row, "valid_from"), day_of(row, "valid_to")
        if start is None:
            raise RowRefused(_("Since when the person serves in the unit is missing."))
        if end is not None and end <= start:
            raise RowRefused(_("The appointment would end before it began."))
        unit = self._names.one(row.of("unit"), on=start)
        post = post_of(row.of("post"))
        there = _appointment(user, unit, post, start, end)
        if there is not None:
            return self._end(there, end)
        services.appoint(
            actor=self._actor,
            user=user,
            unit=unit,
            post=post,
            title=row.of("title"),
            valid_from=start,
            valid_to=end,
            now=self._now,
        )
        told = {"post": post.label, "unit": row.of("unit"), "day": f"{start:%d/%m/%Y}"}
        return [_("Serves as %(post)s in %(unit)s from %(day)s.") % told]

    def _end(self, there: Appointment, end: date | None) -> list[str]:
        if end is None or end == there.valid_to:
            return []
        services.end_appointment(
            actor=self._actor, appointment_id=there.pk, valid_to=end, now=self._now
        )
        told = {"day": f"{end:%d/%m/%Y}"}
        return [_("No longer serves there from %(day)s on.") % told]


def _appointment(
    user: User, unit: Unit, post: Post, start: date, end: date | None
) -> Appointment | None:
    """The appointment that the row tells of again: in that unit and post, meeting its time."""
    meets = Q(valid_to=None) | Q(valid_to__gt=start)
    if end is not None:
        meets &= Q(valid_from__lt=end)
    found = Appointment.objects.filter(meets, user=user, unit=unit, post=post)
    return found.order_by("valid_from").first()
