"""The words of reconciling: two sides of a task, how alike they are, and what is done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.tasks.types import DONE, OPEN, StatusClass


class SessionState(TextChoices):
    COMPARING = "comparing", _("Being compared")
    OPEN = "open", _("To be decided")
    CLOSED = "closed", _("Closed")


class Found(TextChoices):
    """What was found here for a row of theirs."""

    SAME = "same", _("Agrees")
    DIFFERS = "differs", _("Differs")
    SEVERAL = "several", _("Several may be meant")
    NONE = "none", _("Not found here")


class What(TextChoices):
    """In what two sides can differ."""

    DUE = "due", _("Deadline")
    UNIT = "unit", _("Lead unit")
    STATUS = "status", _("Status")
    DONE_ON = "done_on", _("Completed on")


class Choice(TextChoices):
    """What is decided about a row. Each is one recorded act, and none is made by itself."""

    KEEP = "keep", _("Keep ours")
    TAKE_DUE = "take-due", _("Take their deadline")
    TAKE_UNIT = "take-unit", _("Take their unit")
    ASK = "ask", _("Ask the unit to report")
    NEW = "new", _("Assign as a new task")
    IGNORE = "ignore", _("Leave it aside")


@dataclass(frozen=True)
class Theirs:
    """A task as the other system tells it."""

    title: str
    is_cut: bool = False
    number: int | None = None  # of ours, where theirs names it
    symbol: str = ""
    unit_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Ours:
    """A task as it stands here: with its lead duty."""

    task_id: int
    title: str
    symbol: str = ""
    unit_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Match:
    """A task that may be meant, and how sure that is, from 0 to 1."""

    task_id: int
    score: float


@dataclass(frozen=True)
class Difference:
    """In what the two sides differ, each in words."""

    what: What
    ours: str
    theirs: str


# What their words for a status may mean here. The first that the words hold counts.
STATUS_WORDS: Sequence[tuple[str, tuple[StatusClass, ...]]] = (
    ("chua hoan thanh qua han", (StatusClass.OPEN_OVERDUE,)),
    ("chua hoan thanh trong han", (StatusClass.OPEN_IN_TIME,)),
    ("hoan thanh dung han", (StatusClass.DONE_ON_TIME,)),
    ("hoan thanh truoc han", (StatusClass.DONE_ON_TIME,)),
    ("hoan thanh trong han", (StatusClass.DONE_ON_TIME,)),
    ("hoan thanh qua han", (StatusClass.DONE_LATE,)),
    ("hoan thanh tre", (StatusClass.DONE_LATE,)),
    ("hoan thanh cham", (StatusClass.DONE_LATE,)),
    ("qua han", (StatusClass.OPEN_OVERDUE,)),
    ("tre han", (StatusClass.OPEN_OVERDUE,)),
    ("trong han", (StatusClass.OPEN_IN_TIME,)),
    ("chua den han", (StatusClass.OPEN_IN_TIME,)),
    ("tam dung", (StatusClass.SUSPENDED,)),
    ("tam hoan", (StatusClass.SUSPENDED,)),
    ("huy", (StatusClass.CANCELLED,)),
    ("thu hoi", (StatusClass.CANCELLED,)),
    ("chua hoan thanh", (*OPEN, StatusClass.NO_DEADLINE)),
    ("dang thuc hien", (*OPEN, StatusClass.NO_DEADLINE)),
    ("dang xu ly", (*OPEN, StatusClass.NO_DEADLINE)),
    ("chua xu ly", (*OPEN, StatusClass.NO_DEADLINE)),
    ("chua thuc hien", (*OPEN, StatusClass.NO_DEADLINE)),
    ("hoan thanh", (*DONE, StatusClass.NO_DEADLINE)),
    ("da xu ly", (*DONE, StatusClass.NO_DEADLINE)),
    ("ket thuc", (*DONE, StatusClass.NO_DEADLINE)),
)


class SessionClosed(RuleBroken):
    message = _("This reconciling is closed.")


class DecidedAlready(RuleBroken):
    message = _("This row has been decided already.")


class NotPossible(RuleBroken):
    message = _("This cannot be done with the row as it is.")
