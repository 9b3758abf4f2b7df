"""Papers about single tasks: the assignment slip, the follow-up register, the list of what is late.

Plain data, filled into Word templates by `word`. All of them are drafts without `number` or `on`,
with room to write these. `signer_authority` has a line for each post, `recipients` come without
dash and semicolon, and a ministry has no `agency_parent`.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SlipShare:
    """What one unit is asked for. `part` and `deadline` are text, for either may be left open."""

    unit: str
    role: str
    part: str
    deadline: str


@dataclass(frozen=True)
class AssignmentSlip:
    """The "phiếu giao việc" of one task with its six clear things.

    `subject` names the task by its number, `deadline_told` explains how its deadline came about, a
    line for each step. `receiver` acknowledges it; `received` says when that was done, and is empty
    where there must be room to sign.
    """

    agency: str
    symbol: str
    place: str
    subject: str
    addressees: tuple[str, ...]
    basis: str
    work: str
    who: str
    deadline: str
    responsibility: str
    product: str
    authority: str
    deadline_told: tuple[str, ...]
    shares: tuple[SlipShare, ...]
    receiver: str
    received: str
    signer_authority: tuple[str, ...]
    signer_name: str
    recipients: tuple[str, ...]
    agency_parent: str = ""
    number: int | None = None
    on: date | None = None


@dataclass(frozen=True)
class FollowedRow:
    """One duty in the seven columns of the follow-up register (Decree 30/2020/NĐ-CP, App. IV)."""

    arrival: str
    document: str
    unit: str
    deadline: str
    progress: str
    answer: str
    note: str


@dataclass(frozen=True)
class FollowUpRegister:
    """The "sổ theo dõi" of a period. `whose` says of which units, `as_of` is the day it shows."""

    agency: str
    symbol: str
    place: str
    subject: str
    whose: str
    as_of: date
    rows: tuple[FollowedRow, ...]
    signer_authority: tuple[str, ...]
    signer_name: str
    recipients: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    agency_parent: str = ""
    number: int | None = None
    on: date | None = None


@dataclass(frozen=True)
class LateRow:
    """One overdue task: `days` after the deadline in force, `days_original` after the first one.

    A task may be late by one of the two only: then the days by the other are 0.
    """

    number: str
    title: str
    document: str
    original_deadline: date | None
    days_original: int
    deadline: date | None
    days: int
    stage: str


@dataclass(frozen=True)
class LateUnit:
    """The overdue tasks of one lead unit, the longest overdue first."""

    name: str
    rows: tuple[LateRow, ...]


@dataclass(frozen=True)
class OverdueList:
    """The list "Danh sách nhiệm vụ quá hạn" as of the end of a day, unit by unit.

    `measure` says against which deadline a task is held to be late. `summary` stands above.
    """

    agency: str
    symbol: str
    place: str
    subject: str
    as_of: date
    measure: str
    summary: tuple[str, ...]
    units: tuple[LateUnit, ...]
    signer_authority: tuple[str, ...]
    signer_name: str
    recipients: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    agency_parent: str = ""
    number: int | None = None
    on: date | None = None

    @property
    def total(self) -> int:
        return sum(len(unit.rows) for unit in self.units)
