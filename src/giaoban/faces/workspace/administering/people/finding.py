"""What the pages about people show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet

from giaoban.faces.workspace.administering.people.forms import Which
from giaoban.ground.accounts.models import User
from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.types import StatusClass

_OPEN = [StatusClass.OPEN_IN_TIME, StatusClass.OPEN_OVERDUE, StatusClass.NO_DEADLINE]
_ACT_FOR_THE_UNIT = [Post.HEAD, Post.DEPUTY, Post.OFFICER, Post.REPORTER]


@dataclass(frozen=True)
class PersonLine:
    """A person of the list, and where they serve that day."""

    user: User
    serves: tuple[str, ...]


@dataclass(frozen=True)
class Served:
    """An appointment and what the unit is called."""

    appointment: Appointment
    unit: str
    runs: bool


@dataclass(frozen=True)
class LeftBehind:
    """What a unit owes that a person acts for, and who else acts for it."""

    unit_id: int
    unit: str
    open_duties: int
    others: tuple[str, ...]


def people(*, which: str, words: str, on: date) -> list[User]:
    """The accounts asked for, in the order of their names. A service's account is none."""
    found = _narrowed(User.objects.all(), which, on)
    wanted = fold(words).split()
    told = [
        user
        for user in found
        if all(word in fold(f"{user.full_name} {user.username}") for word in wanted)
    ]
    return sorted(told, key=lambda user: (_given_name(user), fold(user.full_name), user.pk))


def _given_name(user: User) -> str:
    """People are listed by their given name, which is the last word."""
    words = fold(user.full_name).split()
    return words[-1] if words else ""


def _narrowed(users: "QuerySet[User]", which: str, on: date) -> "QuerySet[User]":
    if which == Which.ALL:
        return users
    if which == Which.CLOSED:
        return users.filter(is_active=False)
    users = users.filter(is_active=True)
    if which == Which.NOWHERE:
        return users.exclude(pk__in=Appointment.objects.on(on).order_by().values("user"))
    if which == Which.NO_PASSWORD:
        return users.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return users


def lines_of(users: Iterable[User], *, on: date) -> list[PersonLine]:
    users = list(users)
    names = organisations.unit_names(on=on)
    serves: defaultdict[int, list[str]] = defaultdict(list)
    for each in organisations.appointments_of_all(users=users, on=on):
        serves[each.user_id].append(f"{names[each.unit_id]}: {Post(each.post).label}")
    return [PersonLine(user, tuple(serves[user.pk])) for user in users]


def appointments_through_time(user: User, *, on: date) -> list[Served]:
    """Those of today first, then those to come and those that are over."""
    names = organisations.unit_names(on=on)
    found = Appointment.objects.filter(user=user).order_by("-valid_from", "-pk")
    running = set(organisations.appointments_of(user=user, on=on).values_list("pk", flat=True))
    told = [Served(each, names[each.unit_id], each.pk in running) for each in found]
    return sorted(told, key=lambda each: not each.runs)


def left_behind(user: User, *, actor: User, on: date) -> list[LeftBehind]:
    """For each unit that the person acts for: its open duties, and who else acts for it."""
    acted = organisations.appointments_of(user=user, on=on).filter(post__in=_ACT_FOR_THE_UNIT)
    names = organisations.unit_names(on=on)
    told = []
    for unit_id in sorted(set(acted.values_list("unit_id", flat=True))):
        duties = tasks.task_list(
            actor=actor, on=on, role=None, statuses=_OPEN, unit_ids=[unit_id]
        ).count()
        serving = organisations.people_serving_in(
            unit_ids=[unit_id], on=on, posts=_ACT_FOR_THE_UNIT
        )
        others = tuple(str(each) for each in serving if each.pk != user.pk)
        told.append(LeftBehind(unit_id, names[unit_id], duties, others))
    return told
