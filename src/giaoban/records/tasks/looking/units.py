"""The page of a unit: what it leads, what is late, what waits for a decision, and who serves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Appointment, UnitVersion
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks import selectors
from giaoban.records.tasks.looking.stretches import Asked
from giaoban.records.tasks.models import SpanQuerySet
from giaoban.records.tasks.pages.lines import Line, lines_of
from giaoban.records.tasks.types import (
    FOUR_CLASSES,
    OPEN,
    Awaiting,
    Axis,
    DutyRole,
    Rate,
    ScoreRow,
    Stage,
    StatusClass,
    Tally,
    UnitsAs,
)

SHOWN = 10


@dataclass(frozen=True)
class Section:
    """Some tasks of the unit: the first of them, how many there are, where all are listed."""

    lines: list[Line]
    count: int
    address: str

    @property
    def rest(self) -> int:
        return self.count - len(self.lines)


@dataclass(frozen=True)
class UnitBelow:
    unit_id: int
    name: str
    tally: Tally


class UnitPage:
    """A unit on a day, as far as whoever asks sees its tasks."""

    def __init__(self, *, actor: User, version: UnitVersion, asked: Asked, on: date) -> None:
        self._actor = actor
        self.version = version
        self.unit_id = version.unit_id
        self.asked = asked
        self.on = on
        self._names = organisations.unit_names(on=on)

    @property
    def name(self) -> str:
        return self._names[self.unit_id]

    @property
    def kind(self) -> str:
        return str(UnitKind(self.version.kind).label)

    @property
    def above(self) -> tuple[int, str] | None:
        parent = self.version.parent_id
        return (parent, self._names[parent]) if parent else None

    @cached_property
    def _rows(self) -> dict[int | str | None, list[ScoreRow]]:
        cards = selectors.score_cards(
            actor=self._actor,
            on=self.on,
            by=Axis.UNIT,
            asked=self.asked.pair,
            units=UnitsAs.THEN,
        )
        return {
            rows[0].key: list(rows) for rows in zip(*(card.rows for card in cards), strict=True)
        }

    @property
    def tally(self) -> Tally:
        return self._tallies(self.unit_id)[0]

    @property
    def before(self) -> Tally:
        return self._tallies(self.unit_id)[1]

    def _tallies(self, unit_id: int) -> tuple[Tally, Tally]:
        rows = self._rows.get(unit_id)
        return (rows[0].tally, rows[1].tally) if rows else (Tally(), Tally())

    @property
    def figures(self) -> list[tuple[StatusClass, Rate, Rate]]:
        now, then = self.tally, self.before
        return [(each, now.share(each), then.share(each)) for each in FOUR_CLASSES]

    @property
    def counts(self) -> list[int]:
        return [self.tally[status] for status in FOUR_CLASSES]

    @property
    def address(self) -> str:
        return f"{self.asked.address}&unit={self.unit_id}"

    @cached_property
    def overdue(self) -> Section:
        found = self._found(statuses=[StatusClass.OPEN_OVERDUE])
        return self._section(found, "status=open_overdue")

    @cached_property
    def in_time(self) -> Section:
        found = self._found(statuses=[StatusClass.OPEN_IN_TIME])
        return self._section(found, "status=open_in_time")

    @cached_property
    def reported(self) -> Section:
        found = self._found(stages=[Stage.REPORTED], role=None)
        return self._section(found, f"status=all&role=&stage={Stage.REPORTED.value}")

    @cached_property
    def awaiting(self) -> Section:
        found = self._found(awaiting=Awaiting.ANY, role=None)
        return self._section(found, "status=all&role=&awaits=any")

    @cached_property
    def coordinating(self) -> Section:
        found = self._found(statuses=OPEN, role=DutyRole.COORDINATE)
        return self._section(found, "status=open&role=coordinate")

    @cached_property
    def parts(self) -> Section:
        found = self._found(statuses=OPEN, role=DutyRole.PART)
        return self._section(found, "status=open&role=part")

    def _found(
        self,
        *,
        statuses: Collection[StatusClass] | None = None,
        stages: Collection[Stage] | None = None,
        role: DutyRole | None = DutyRole.LEAD,
        awaiting: Awaiting | None = None,
    ) -> SpanQuerySet:
        return selectors.task_list(
            actor=self._actor,
            on=self.on,
            unit_ids=[self.unit_id],
            statuses=statuses,
            stages=stages,
            role=role,
            awaiting=awaiting,
        )

    def _section(self, found: SpanQuerySet, asked: str) -> Section:
        lines = lines_of(list(found[:SHOWN]), names=self._names, day=self.on)
        full = len(lines) == SHOWN
        count = found.order_by().values("task_id").count() if full else len(lines)
        return Section(lines, count, f"unit={self.unit_id}&{asked}")

    @cached_property
    def below(self) -> list[UnitBelow]:
        """The units right below, with what they lead in the same period."""
        nodes = organisations.tree_on(on=self.on)
        return [
            UnitBelow(node.unit_id, node.name, self._tallies(node.unit_id)[0])
            for node in nodes
            if node.parent_id == self.unit_id
        ]

    @cached_property
    def people(self) -> list[Appointment]:
        """Who serves in the unit, for whoever sees its affairs; heads come first."""
        scope = organisations.scope_of(actor=self._actor, on=self.on)
        if not scope.everything and self.unit_id not in scope.unit_ids:
            return []
        serving = Appointment.objects.on(self.on).filter(unit=self.unit_id, user__is_active=True)
        rank = {post: place for place, post in enumerate(Post)}
        people = serving.select_related("user")
        return sorted(people, key=lambda each: (rank[Post(each.post)], each.user.full_name))
