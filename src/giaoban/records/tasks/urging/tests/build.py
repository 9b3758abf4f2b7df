"""Builders of rules and of an agency whose units have somebody to tell."""

from dataclasses import dataclass
from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks.urging.models import Rule
from giaoban.records.tasks.urging.types import Audience


@dataclass(frozen=True)
class Agency:
    """A ministry with an Office, a leader, and one unit with an officer and a head."""

    ministry: Unit
    unit: Unit
    clerk: User
    leader: User
    officer: User
    head: User


def an_agency() -> Agency:
    ministry = a_unit(name="Bộ Thí điểm", kind=UnitKind.MINISTRY)
    office = a_unit(name="Văn phòng Mẫu", parent=ministry, kind=UnitKind.OFFICE)
    unit = a_unit(name="Cục Mẫu", parent=ministry)
    return Agency(
        ministry,
        unit,
        clerk=an_appointment(unit=office, post=Post.OFFICE_CLERK).user,
        leader=an_appointment(unit=ministry, post=Post.LEADER).user,
        officer=an_appointment(unit=unit, post=Post.OFFICER).user,
        head=an_appointment(unit=unit, post=Post.HEAD).user,
    )


def these_rules(**offsets: tuple[int, ...]) -> None:
    """These rules and no others: `these_rules(officer=(-3, 0), head=(1,))`."""
    Rule.objects.all().delete()
    for audience, days in offsets.items():
        for offset in days:
            Rule.objects.create(offset=offset, audience=Audience(audience))


MONDAY = date(2025, 8, 18)  # and a week of working days after it
