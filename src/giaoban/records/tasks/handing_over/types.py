"""The words about handovers, and how one is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.tasks.types import DutyRole, Stage, StatusClass


class HandoverKind(TextChoices):
    """Between whom duties pass: units, or persons of whom one follows the other in a post."""

    UNITS = "units", _("Between units")
    PERSONS = "persons", _("Between persons")


class State(TextChoices):
    """How far a handover is. Only a done one has passed anything."""

    SIGNING = "signing", _("To be signed")
    DONE = "done", _("Handed over")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    UNDONE = "undone", _("Undone")


class Part(TextChoices):
    """On which side of a handover somebody stands."""

    GIVER = "giver", _("Hands over")
    RECEIVER = "receiver", _("Receives")


class Aspect(TextChoices):
    """What of a task passes: the duty of a unit, or that a person follows it."""

    DUTY = "duty", _("Duty")
    FOLLOWED = "followed", _("Followed by the person")


class How(TextChoices):
    """To whom duties go before somebody chooses one by one."""

    ONE = "one", _("All to the first receiver")
    FIELD = "field", _("By field in charge, the rest to the first receiver")


@dataclass(frozen=True)
class OpenDuty:
    """Something open that would pass, as it stands. `seen_event_id` is the last that happened."""

    aspect: Aspect
    duty_id: int
    task_id: int
    number: str
    title: str
    field_id: int | None
    unit_id: int
    role: DutyRole
    due_on: date | None
    original_due_on: date | None
    stage: Stage
    status: StatusClass
    seen_event_id: int

    @property
    def key(self) -> tuple[str, int]:
        return (self.aspect.value, self.duty_id)


@dataclass(frozen=True)
class Parties:
    """Who hands over and who receives: units, or two persons and the unit of the post, if any."""

    kind: HandoverKind
    givers: tuple[int, ...]
    receivers: tuple[int, ...]
    unit_id: int | None = None


@dataclass(frozen=True)
class Change:
    """A line that is not any more what was previewed, and in what."""

    number: str
    title: str
    what: str


@dataclass(frozen=True)
class Figures:
    """Per unit and class how many duties it has, before and after."""

    before: Mapping[int, Mapping[str, int]]
    after: Mapping[int, Mapping[str, int]]

    @cached_property
    def sums(self) -> tuple[dict[str, int], dict[str, int]]:
        return _sum(self.before.values()), _sum(self.after.values())

    @property
    def are_equal(self) -> bool:
        before, after = self.sums
        return before == after


def _sum(rows: object) -> dict[str, int]:
    total = {status.value: 0 for status in StatusClass}
    for row in rows:  # type: ignore[attr-defined]  # any view of a mapping
        for status, count in row.items():
            total[status] += count
    return total


class HandoverRefusal(RuleBroken):
    """A rule of handovers forbids this."""


class NothingToHandOver(HandoverRefusal):
    message = _("Nothing is open there that could be handed over.")


class GiverReceives(HandoverRefusal):
    message = _("Who hands over cannot receive in the same handover.")


class ReceiverNotInForce(HandoverRefusal):
    message = _(
        "A unit that receives must exist on that day, and a person must serve in the agency."
    )


class ReceiverUnknown(HandoverRefusal):
    message = _("A duty would go to a unit that does not receive in this handover.")


class MinutesMissing(HandoverRefusal):
    message = _("Please give the number of the minutes of the handover.")


class ReasonMissing(HandoverRefusal):
    message = _("Please give the reason.")


class AlreadyBeingHandedOver(HandoverRefusal):
    message = _("Some of it stands in another handover that has yet to be signed.")


class NotToBeSigned(HandoverRefusal):
    message = _("This handover is not waiting for signatures any more.")


class AlreadySigned(HandoverRefusal):
    message = _("This side has already signed.")


class GiverSignsFirst(HandoverRefusal):
    message = _("Those who hand over sign first.")


class PreviewOutdated(HandoverRefusal):
    """Something happened since the preview; nothing passed. `changes` names each line."""

    message = _("Since the preview something has happened; look at it anew and sign again.")

    def __init__(self, changes: Sequence[Change]) -> None:
        super().__init__()
        self.changes = tuple(changes)

    def __str__(self) -> str:
        told = "; ".join(f"{each.number} ({each.what})" for each in self.changes[:10])
        more = f"; +{len(self.changes) - 10}" if len(self.changes) > 10 else ""
        return f"{self.message} {told}{more}."


class TotalsDiffer(HandoverRefusal):
    message = _("The totals before and after differ; nothing was handed over.")


class NotDone(HandoverRefusal):
    message = _("Only a handover that was carried out can be undone.")


class SomethingHappenedSince(HandoverRefusal):
    """Undoing would touch what came later. `changes` names each line."""

    message = _("Something has happened since to what was handed over, so it stays.")

    def __init__(self, changes: Sequence[Change]) -> None:
        super().__init__()
        self.changes = tuple(changes)

    def __str__(self) -> str:
        return f"{self.message} {'; '.join(each.number for each in self.changes[:10])}."
