"""The leader's one page: the four classes by unit, what slipped, who is asked, what to press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Appointment
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import selectors
from giaoban.records.tasks.looking.stretches import Asked
from giaoban.records.tasks.pages.lines import Line, lines_of
from giaoban.records.tasks.types import (
    FOUR_CLASSES,
    Awaiting,
    Axis,
    Rate,
    ScoreRow,
    Stage,
    StatusClass,
    Tally,
)

# As much as one sheet of A4 holds.
UNITS = 20
SLIPPED = 5
ASKED = 5
_HEADS = (Post.HEAD, Post.DEPUTY)


@dataclass(frozen=True)
class UnitRow:
    """A unit, or all the units that the page has no room for (then without `unit_id`)."""

    unit_id: int | None
    name: str
    tally: Tally
    before: Tally

    @property
    def counts(self) -> list[tuple[StatusClass, int]]:
        return [(status, self.tally[status]) for status in FOUR_CLASSES]

    @property
    def change(self) -> object:
        return self.tally.on_time_of_due.points_above(self.before.on_time_of_due)


@dataclass(frozen=True)
class AskedUnit:
    """A unit that has to answer: how much of it is overdue, and who heads it."""

    unit_id: int
    name: str
    overdue: int
    before: int
    heads: str


@dataclass(frozen=True)
class Decision:
    """Something that waits for the agency: how many, and where to decide."""

    words: Promise
    count: int
    query: str


class LeaderPage:
    """All tasks that the reader sees, in one sheet."""

    def __init__(self, *, actor: User, asked: Asked, on: date) -> None:
        self._actor = actor
        self.asked = asked
        self.on = on
        self._names = successions.names_told_apart(on=asked.as_of)

    @cached_property
    def _cards(self) -> tuple[Sequence[ScoreRow], Sequence[ScoreRow]]:
        now, before = selectors.score_cards(
            actor=self._actor, on=self.on, by=Axis.UNIT, asked=self.asked.pair
        )
        return now.rows, before.rows

    @cached_property
    def _rows(self) -> list[UnitRow]:
        pairs = zip(*self._cards, strict=True)
        rows = [
            UnitRow(now.key if isinstance(now.key, int) else None, now.name, now.tally, then.tally)
            for now, then in pairs
        ]
        return [row for row in rows if row.tally.total]

    @cached_property
    def rows(self) -> list[UnitRow]:
        """Those with most tasks, in the order of the register; the others in one row."""
        if len(self._rows) <= UNITS:
            return self._rows
        largest = sorted(self._rows, key=lambda row: -row.tally.total)[: UNITS - 1]
        kept = {row.unit_id for row in largest}
        others = [row for row in self._rows if row.unit_id not in kept]
        shown = [row for row in self._rows if row.unit_id in kept]
        return [*shown, _sum(others, name="")]

    @property
    def others(self) -> int:
        return max(0, len(self._rows) - UNITS + 1) if len(self._rows) > UNITS else 0

    @cached_property
    def total(self) -> UnitRow:
        return _sum(self._rows, name="", before=self._cards[1])

    @property
    def bar(self) -> list[int]:
        return [self.total.tally[status] for status in FOUR_CLASSES]

    @property
    def figures(self) -> list[tuple[StatusClass, Rate, Rate]]:
        now, then = self.total.tally, self.total.before
        return [(each, now.share(each), then.share(each)) for each in FOUR_CLASSES]

    @cached_property
    def moves(self) -> selectors.Moves | None:
        if not self.total.tally.open_overdue and not self.total.before.open_overdue:
            return None
        return selectors.overdue_moves(
            actor=self._actor, on=self.on, asked=self.asked.pair, names=self._names
        )

    @cached_property
    def slipped(self) -> list[Line]:
        """What became overdue since the stretch before ended, the latest deadline first."""
        found = selectors.task_list(
            actor=self._actor,
            on=self.on,
            as_of=self.asked.as_of,
            days=self.asked.stretch.days(),
            statuses=[StatusClass.OPEN_OVERDUE],
            due_from=self.asked.before.days().last,
        )
        return lines_of(list(found[:SLIPPED]), names=self._names, day=self.asked.as_of)

    @property
    def slipped_query(self) -> str:
        first = self.asked.before.days().last
        return f"{self.asked.address}&status=open_overdue&due_from={first:%d/%m/%Y}"

    @cached_property
    def units_asked(self) -> list[AskedUnit]:
        """The units with most overdue tasks, and who answers for them."""
        late = [row for row in self._rows if row.unit_id and row.tally.open_overdue]
        most = sorted(late, key=lambda row: -row.tally.open_overdue)[:ASKED]
        heads = _heads_of([row.unit_id or 0 for row in most], self.on)
        return [
            AskedUnit(
                row.unit_id or 0,
                row.name,
                row.tally.open_overdue,
                row.before.open_overdue,
                heads.get(row.unit_id or 0, ""),
            )
            for row in most
        ]

    @cached_property
    def decisions(self) -> list[Decision]:
        """What waits for the agency today, whatever the period."""
        return [
            Decision(
                _("results reported, to confirm or return"),
                self._count(stages=[Stage.REPORTED]),
                f"status=all&role=&stage={Stage.REPORTED.value}",
            ),
            Decision(
                _("extensions asked for"),
                self._count(awaiting=Awaiting.EXTENSION),
                "status=all&role=&awaits=extension",
            ),
            Decision(
                _("returned as not theirs"),
                self._count(awaiting=Awaiting.DECLINED),
                "status=all&role=&awaits=declined",
            ),
        ]

    def _count(
        self, *, stages: Sequence[Stage] | None = None, awaiting: Awaiting | None = None
    ) -> int:
        found = selectors.task_list(
            actor=self._actor, on=self.on, role=None, stages=stages, awaiting=awaiting
        )
        return found.order_by().values("task_id").count()

    @property
    def runs_the_briefing(self) -> bool:
        return organisations.scope_of(actor=self._actor, on=self.on).runs_the_briefing


def _sum(rows: Sequence[UnitRow], *, name: str, before: Sequence[ScoreRow] = ()) -> UnitRow:
    now = sum((row.tally for row in rows), Tally())
    then = (row.tally for row in before) if before else (row.before for row in rows)
    return UnitRow(None, name, now, sum(then, Tally()))


def _heads_of(unit_ids: Sequence[int], on: date) -> dict[int, str]:
    """Who heads each unit that day; where nobody does, the deputies."""
    serving = Appointment.objects.on(on).filter(unit__in=unit_ids, user__is_active=True)
    found: dict[int, dict[Post, list[str]]] = {}
    people = serving.filter(post__in=_HEADS).select_related("user")
    for each in people.order_by("user__full_name"):
        found.setdefault(each.unit_id, {}).setdefault(Post(each.post), []).append(str(each.user))
    return {
        unit: ", ".join(next(posts[post] for post in _HEADS if post in posts))
        for unit, posts in found.items()
    }
