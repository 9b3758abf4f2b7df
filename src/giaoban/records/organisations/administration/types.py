"""What administrators keep beside the register: its words and its refusals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken
from giaoban.kit.paper.samples import (
    ASSIGNMENT_SLIP,
    FOLLOW_UP_REGISTER,
    OVERDUE_LIST,
    SCORE_CARD_REPORT,
    URGING_LETTER,
)


class Paper(TextChoices):
    """The papers that an agency may have a Word template of its own for."""

    SCORE_CARD = "score-card", _("Score-card report")
    URGING_LETTER = "urging-letter", _("Urging letter")
    ASSIGNMENT_SLIP = "assignment-slip", _("Assignment slip")
    FOLLOW_UP = "follow-up", _("Follow-up register")
    OVERDUE = "overdue", _("List of overdue tasks")

    @property
    def template(self) -> str:
        """The name of the program's own template of it."""
        return _TEMPLATES[self]


_TEMPLATES = {
    Paper.SCORE_CARD: SCORE_CARD_REPORT,
    Paper.URGING_LETTER: URGING_LETTER,
    Paper.ASSIGNMENT_SLIP: ASSIGNMENT_SLIP,
    Paper.FOLLOW_UP: FOLLOW_UP_REGISTER,
    Paper.OVERDUE: OVERDUE_LIST,
}


class TemplateRefused(RuleBroken):
    """The file is no template that fills. `problems` are sentences with tag and paragraph."""

    message = _("This template would not fill.")

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__(self.message)


class TemplateNotThere(RuleBroken):
    message = _("This template is in force no longer, or is already.")


class DaySetAlready(RuleBroken):
    message = _("That day is already so.")


class YearConfirmedAlready(RuleBroken):
    message = _("This year has been confirmed already.")


# Sheets


class SheetKind(TextChoices):
    """What a sheet tells of."""

    UNITS = "units", _("Units")
    PEOPLE = "people", _("People and appointments")


class RowState(TextChoices):
    """What a row of a sheet comes to."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("Already so")
    WRONG = "wrong", _("Wrong")


@dataclass(frozen=True)
class SheetRow:
    """A row of words: its number in the sheet, and the text of each column that was recognised.

    Days are text as well, in the form 2020-07-02 where the sheet holds a day.
    """

    number: int
    cells: Mapping[str, str]

    def of(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class RowOutcome:
    """What a row came to, in sentences: what it does, or what is wrong with it."""

    row: SheetRow
    state: RowState
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetOutcome:
    """What a sheet comes to, row by row."""

    rows: tuple[RowOutcome, ...] = field(default_factory=tuple)

    def count(self, state: RowState) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def counts(self) -> list[tuple[RowState, int]]:
        return [(state, self.count(state)) for state in RowState]

    @property
    def writes(self) -> int:
        """How many rows would change the register."""
        return self.count(RowState.NEW) + self.count(RowState.CHANGED)


class SheetUnreadable(RuleBroken):
    """Nothing of the file was taken. `problem` says why, for whoever filled the sheet."""

    message = _("This file cannot be imported.")

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.message} {self.problem}"


class SheetLoadedAlready(RuleBroken):
    message = _("This sheet has been loaded already.")


class NothingToLoad(RuleBroken):
    message = _("No row of this sheet would change anything.")
