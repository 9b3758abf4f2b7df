"""The words of importing: what a table is, what its rows come to, and why something is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.tasks.types import Share


class Origin(TextChoices):
    """Where the rows of a batch come from."""

    FILE = "file", _("A file")
    COPY = "copy", _("Tasks of before")


class BatchState(TextChoices):
    """How far a batch is. `STOPPED`: something changed since it was checked; what is in, is in."""

    BROUGHT = "brought", _("To be checked")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, not imported yet")
    IMPORTING = "importing", _("Being imported")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Imported")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


class RowState(TextChoices):
    """What a row comes to."""

    NEW = "new", _("To be checked")
    GOOD = "good", _("Becomes a task")
    DOUBTFUL = "doubtful", _("Becomes a task, to be looked at")
    SAME = "same", _("Already there")
    WRONG = "wrong", _("Wrong")
    HEADING = "heading", _("Heading of a group")
    DONE = "done", _("Is a task")


# What an import takes.
TAKEN = (RowState.GOOD, RowState.DOUBTFUL)

Cells = list[str]
NumberedRow = tuple[int, Cells]


@dataclass(frozen=True)
class Table:
    """A table of a file: its name, the number of its row of headings and what these say."""

    name: str
    heads_row: int
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """A task to be assigned with many others, and what already came of it.

    `done_on` with `result`: it was done on that day. `result` without a day: how far it is.
    """

    title: str
    lead: Share
    assigned_on: date
    coordinating: Sequence[Share] = ()
    field_id: int | None = None
    document_id: int | None = None
    leader: str = ""
    product: str = ""
    responsibility: str = ""
    authority: str = ""
    programme: str = ""
    point: str = ""
    urgency: str = "ordinary"
    followed_by_id: int | None = None
    note: str = ""
    done_on: date | None = None
    result: str = ""
    # Whether the sheet says when it was assigned; else that was taken from the document.
    is_dated: bool = True


class TableUnreadable(RuleBroken):
    """Nothing of the file was kept. `problem` says why, for whoever brought it."""

    message = _("This file cannot be imported.")

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.message} {self.problem}"


class ColumnsMissing(RuleBroken):
    message = _("Say which columns hold the task and the lead unit.")


class ColumnTwice(RuleBroken):
    message = _("Two columns are said to hold the same.")


class NotNow(RuleBroken):
    message = _("This cannot be done with the import as it stands now.")


class NothingToImport(RuleBroken):
    message = _("No row would become a task.")


class NothingToCopy(RuleBroken):
    message = _("There is no task to copy.")


class SomethingHappened(RuleBroken):
    message = _("Something has happened to its tasks since, so the import stays.")


class CheckAgain(RuleBroken):
    """Told to whoever looks at a batch that stopped."""

    message = _("Since the check something has changed: check the rest again.")
