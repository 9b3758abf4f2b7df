"""What the pages about handovers show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Succession
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.tasks.handing_over import policies, selectors
from giaoban.records.tasks.handing_over.models import Handover, Line, Side
from giaoban.records.tasks.handing_over.types import (
    Aspect,
    Change,
    Figures,
    HandoverKind,
    How,
    OpenDuty,
    Part,
    Parties,
    State,
)
from giaoban.records.tasks.types import FOUR_CLASSES, Stage, StatusClass

_BESIDE = (StatusClass.NO_DEADLINE, StatusClass.SUSPENDED, StatusClass.CANCELLED)


@dataclass(frozen=True)
class FigureRow:
    """A unit before or after: the four classes, what is beside them, and all."""

    name: str
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True)
class FiguresTable:
    rows: tuple[FigureRow, ...]
    total: FigureRow

    @property
    def is_equal(self) -> bool:
        return self.total.before == self.total.after


def figures_table(figures: Figures, names: Mapping[int, str]) -> FiguresTable:
    rows = tuple(
        FigureRow(names[unit], _counts(figures.before[unit]), _counts(figures.after[unit]))
        for unit in figures.before
    )
    before, after = figures.sums
    return FiguresTable(rows, FigureRow("", _counts(before), _counts(after)))


def _counts(row: Mapping[str, int]) -> tuple[int, ...]:
    four = [row.get(status.value, 0) for status in FOUR_CLASSES]
    beside = sum(row.get(status.value, 0) for status in _BESIDE)
    return (*four, beside, sum(four) + beside)


def names_of(parties: Parties, part: Part, *, names: Mapping[int, str]) -> list[str]:
    """What the givers or the receivers are called."""
    keys = parties.givers if part == Part.GIVER else parties.receivers
    if parties.kind == HandoverKind.UNITS:
        return [names[key] for key in keys]
    people = User.objects.in_bulk(keys)
    return [str(people[key]) for key in keys]


@dataclass(frozen=True)
class PreviewLine:
    duty: OpenDuty
    from_unit: str
    to: int

    @property
    def stage(self) -> str:
        return str(Stage(self.duty.stage).label)

    @property
    def is_followed(self) -> bool:
        return self.duty.aspect == Aspect.FOLLOWED


class PreviewPage:
    """What would pass, before anything is prepared."""

    def __init__(
        self,
        *,
        parties: Parties,
        on: date,
        how: How = How.ONE,
        chosen: Mapping[int, int] | None = None,
        succession: Succession | None = None,
    ) -> None:
        self.parties = parties
        self.on = on
        self.how = how
        self.succession = succession
        self._chosen = chosen or {}

    @cached_property
    def names(self) -> dict[int, str]:
        return successions.names_told_apart(on=self.on)

    @cached_property
    def duties(self) -> list[OpenDuty]:
        return selectors.open_of(self.parties, on=self.on)

    @cached_property
    def to(self) -> dict[int, int]:
        if self.parties.kind == HandoverKind.PERSONS:
            return {duty.duty_id: duty.unit_id for duty in self.duties}
        receivers = self.parties.receivers
        found = selectors.receivers_of(self.duties, receivers=receivers, how=self.how, on=self.on)
        wanted = {key: unit for key, unit in self._chosen.items() if key in found}
        return {**found, **{key: unit for key, unit in wanted.items() if unit in receivers}}

    @property
    def lines(self) -> Iterator[PreviewLine]:
        for duty in self.duties:
            yield PreviewLine(duty, self.names[duty.unit_id], self.to[duty.duty_id])

    @property
    def seen(self) -> str:
        """A seal of what is shown: whoever goes on is told if it is not so any more."""
        told = "".join(f"{duty.key}{duty.seen_event_id};" for duty in self.duties)
        return sha256(told.encode()).hexdigest()

    @property
    def givers(self) -> list[str]:
        return names_of(self.parties, Part.GIVER, names=self.names)

    @property
    def receivers(self) -> list[str]:
        return names_of(self.parties, Part.RECEIVER, names=self.names)

    @property
    def choices(self) -> list[tuple[int, str]]:
        """The units to choose from for each duty, where there are several."""
        if self.parties.kind == HandoverKind.PERSONS or len(self.parties.receivers) < 2:
            return []
        return [(unit, self.names[unit]) for unit in self.parties.receivers]

    @cached_property
    def figures(self) -> FiguresTable | None:
        if self.parties.kind == HandoverKind.PERSONS:
            return None
        units = [*self.parties.givers, *self.parties.receivers]
        before = selectors.figures_of(units, on=self.on)
        after = selectors.figures_after(before, self.duties, self.to)
        return figures_table(Figures(before, after), self.names)

    @property
    def waiting(self) -> int:
        """Results that await confirmation."""
        return sum(duty.stage == Stage.REPORTED for duty in self.duties)

    @property
    def returned(self) -> int:
        return sum(duty.stage == Stage.RETURNED for duty in self.duties)

    @property
    def overdue(self) -> int:
        return sum(duty.status == StatusClass.OPEN_OVERDUE for duty in self.duties)


@dataclass(frozen=True)
class SideLine:
    """A side with its name, and whether the reader may sign for it now."""

    side: Side
    name: str
    may_sign: bool
    needs_reason: bool


class HandoverPage:
    """One handover as it is: who has signed, what passes or passed, what changed since."""

    def __init__(self, *, actor: User, handover: Handover, on: date) -> None:
        self._actor = actor
        self._on = on
        self.handover = handover

    @cached_property
    def names(self) -> dict[int, str]:
        return successions.names_told_apart(on=self._on)

    @property
    def is_waiting(self) -> bool:
        return self.handover.state == State.SIGNING

    @cached_property
    def sides(self) -> list[SideLine]:
        found = self.handover.sides.select_related("person", "signed_by", "on_behalf_of")
        sides = list(found)
        givers_wait = any(side.part == Part.GIVER and not side.signed_at for side in sides)
        return [self._side(side, givers_wait=givers_wait) for side in sides]

    def _side(self, side: Side, *, givers_wait: bool) -> SideLine:
        name = self.names[side.unit_id] if side.unit_id else str(side.person)
        its_turn = side.part == Part.GIVER or not givers_wait
        if not self.is_waiting or side.signed_at or not its_turn or self.changes:
            return SideLine(side, name, may_sign=False, needs_reason=False)
        verdict = policies.may_sign(self._actor, side, on=self._on)
        needs_reason = bool(verdict and verdict.rule is policies.SIGN_FOR_CLOSED)
        return SideLine(side, name, verdict is None or bool(verdict), needs_reason)

    def names_of(self, part: Part) -> str:
        return ", ".join(line.name for line in self.sides if line.side.part == part)

    @property
    def givers(self) -> str:
        return self.names_of(Part.GIVER)

    @property
    def receivers(self) -> str:
        return self.names_of(Part.RECEIVER)

    @property
    def post_unit(self) -> str:
        unit = self.handover.unit_id
        return self.names[unit] if unit else ""

    @cached_property
    def changes(self) -> list[Change]:
        if not self.is_waiting:
            return []
        return selectors.changes_since_preview(self.handover, on=self._on)

    @cached_property
    def figures(self) -> FiguresTable | None:
        """As they were when it was carried out; while it waits, as they would be today."""
        if self.handover.kind == HandoverKind.PERSONS:
            return None
        kept = self.handover.figures
        if kept:
            return figures_table(
                Figures(_by_number(kept["before"]), _by_number(kept["after"])), self.names
            )
        if not self.is_waiting or self.changes:
            return None
        units = [line.side.unit_id for line in self.sides if line.side.unit_id]
        before = selectors.figures_of(units, on=self._on)
        parties = selectors.parties_of(self.handover)
        to = dict(self.handover.lines.values_list("duty", "to_unit"))
        after = selectors.figures_after(before, selectors.open_of(parties, on=self._on), to)
        return figures_table(Figures(before, after), self.names)

    def told(self, lines: Sequence[Line]) -> list[tuple[Line, str, str]]:
        """Each with the units it goes from and to."""
        return [
            (line, self.names[line.from_unit_id], self.names[line.to_unit_id]) for line in lines
        ]

    @property
    def may_renew(self) -> bool:
        parties = selectors.parties_of(self.handover)
        return self.is_waiting and policies.may_prepare(self._actor, parties, on=self._on)

    @property
    def may_withdraw(self) -> bool:
        return self.is_waiting and policies.may_withdraw(self._actor, self.handover, on=self._on)

    @property
    def may_undo(self) -> bool:
        return self.handover.state == State.DONE and bool(
            policies.may_undo(self._actor, on=self._on)
        )

    @cached_property
    def happened_since(self) -> list[Change]:
        return selectors.changes_since_done(self.handover)


def _by_number(rows: Mapping[str, Mapping[str, int]]) -> dict[int, Mapping[str, int]]:
    """JSON writes the numbers of units as text."""
    return {int(unit): counts for unit, counts in rows.items()}


@dataclass(frozen=True)
class ListLine:
    handover: Handover
    givers: str
    receivers: str
    signed: str
    count: int


def list_lines(handovers: Sequence[Handover], *, on: date) -> list[ListLine]:
    names = successions.names_told_apart(on=on)
    return [_list_line(handover, names) for handover in handovers]


def _list_line(handover: Handover, names: Mapping[int, str]) -> ListLine:
    sides = list(handover.sides.all())

    def called(part: Part) -> str:
        found = [
            names[side.unit_id] if side.unit_id else str(side.person)
            for side in sides
            if side.part == part
        ]
        rest = len(found) - 2
        more = [_("and %(n)s others") % {"n": rest}] if rest > 0 else []
        return "; ".join([*found[:2], *more])

    signed = sum(side.signed_at is not None for side in sides)
    return ListLine(
        handover,
        called(Part.GIVER),
        called(Part.RECEIVER),
        f"{signed}/{len(sides)}",
        handover.count,  # type: ignore[attr-defined]  # annotated by the view
    )


@dataclass(frozen=True)
class SuccessionLine:
    """A succession after which units that ended still have open duties."""

    succession: Succession
    from_units: str
    to_units: str
    count: int


def succession_lines(*, on: date) -> list[SuccessionLine]:
    names = organisations.unit_names(on=on)
    found = []
    for succession, count in selectors.successions_to_hand_over(on=on):
        parties = selectors.parties_of_succession(succession, on=on)
        found.append(
            SuccessionLine(
                succession,
                ", ".join(names[unit] for unit in parties.givers),
                ", ".join(names[unit] for unit in parties.receivers),
                count,
            )
        )
    return found
