"""The words about urging (đôn đốc): whom a rule tells, by which way, and what a run came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.platform.errors import RuleBroken

# How far from the due day a rule may lie, in working days.
EARLIEST, LATEST = -60, 250
# Duties that one letter can be about; more would be no letter but a report.
MOST_IN_A_LETTER = 200


class Audience(TextChoices):
    """Whom a rule tells, each a step above the one before."""

    OFFICER = "officer", _("Officers of the unit")
    HEAD = "head", _("Head of the unit")
    OFFICE = "office", _("Office")
    LEADER = "leader", _("Leader in charge")


OF_A_UNIT = frozenset({Audience.OFFICER, Audience.HEAD})


class Way(TextChoices):
    """How it reaches people."""

    NOTICE = "notice", _("Inbox and e-mail")
    LETTER = "letter", _("Numbered letter")


def whom(audience: Audience, unit: str) -> str:
    """`Officers of the unit: Cục Mẫu`."""
    return f"{audience.label}: {unit}" if unit else str(audience.label)


@dataclass(frozen=True)
class Reach:
    """The due days for which a rule is the latest whose day has come: after `after`, to `until`."""

    offset: int
    after: date | None
    until: date


@dataclass(frozen=True)
class Line:
    """A duty in a message, and the rule that puts it there."""

    duty_id: int
    due_on: date
    offset: int


@dataclass(frozen=True)
class Planned:
    """One message that would go out: to whom, and about what. `unit_id` for those of a unit,
    `leader_id` where one leader is in charge."""

    audience: Audience
    unit_id: int | None
    leader_id: int | None
    people: tuple[User, ...]
    lines: tuple[Line, ...]

    @property
    def overdue(self) -> int:
        return sum(line.offset > 0 for line in self.lines)

    def to_whom(self, names: Mapping[int, str]) -> str:
        return whom(self.audience, names[self.unit_id] if self.unit_id else "")


@dataclass(frozen=True)
class Plan:
    """What a run on that day does. On a day of rest nothing goes out: `is_day_of_rest` says so.

    `nobody` counts the duties of which there is nobody to tell.
    """

    on: date
    is_day_of_rest: bool
    messages: tuple[Planned, ...]
    nobody: int = 0

    @property
    def people(self) -> int:
        return len({person.pk for message in self.messages for person in message.people})

    @property
    def lines(self) -> int:
        return sum(len(message.lines) for message in self.messages)


@dataclass(frozen=True)
class Outcome:
    """How many messages went out, and how often a duty was urged in them."""

    messages: int
    urges: int


class RuleExists(RuleBroken):
    message = _("There already is a rule for that day and these people.")


class OutOfRange(RuleBroken):
    message = _("A rule lies at most 60 working days before the due day, or 250 after it.")


class NothingToUrge(RuleBroken):
    message = _("None of these duties is open and has a deadline: there is nothing to urge.")
