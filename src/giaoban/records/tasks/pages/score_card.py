"""The page of the score-card: both cards, how the months went, what slipped."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Between, Period
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.organisations.types import UnitKind
from giaoban.records.tasks import selectors
from giaoban.records.tasks.models import Span, SpanQuerySet
from giaoban.records.tasks.pages.score_question import Question, listed, question_of
from giaoban.records.tasks.pages.score_trend import Chart, Strip, strip_of
from giaoban.records.tasks.ranking import Ranking, ranking
from giaoban.records.tasks.selectors.lists import NO_WORDS, NONE
from giaoban.records.tasks.selectors.score_cards import stretch_before
from giaoban.records.tasks.types import (
    BY_UNITS,
    FOUR_CLASSES,
    RULE_EDITION,
    Axis,
    DutyRole,
    Measure,
    Rate,
    ScoreCard,
    ScoreRow,
    StatusClass,
    Tally,
    UnitsAs,
)
from giaoban.records.tasks.wording import overdue_by

OVERDUE_SHOWN = 10
_PARAMETERS = {
    Axis.UNIT: "unit",
    Axis.FIELD: "field",
    Axis.SOURCE: "source",
    Axis.LEADER: "leader",
    Axis.PROGRAMME: "programme",
    Axis.OFFICER: "officer",
    Axis.PROVINCE: "unit",
}
_BY_WORDS = frozenset({Axis.LEADER, Axis.PROGRAMME})


@dataclass(frozen=True)
class ScoreLine:
    """A row of the table beside the same row of the card it is compared with.

    `query` is the part of an address by which the list of tasks is told which row of which card;
    `beside` and `other` are those of the coordinating duties and of the other deadline.
    """

    row: ScoreRow
    before: Tally
    query: str
    measure: Measure = Measure.CURRENT
    strip: Strip | None = None

    @property
    def tally(self) -> Tally:
        return self.row.tally

    @property
    def beside(self) -> str:
        return f"{self.query}&role={DutyRole.COORDINATE.value}"

    @property
    def other(self) -> str:
        bare = self.query.replace("&measure=original", "")
        return bare if self.measure == Measure.ORIGINAL else f"{bare}&measure=original"

    @cached_property
    def counts(self) -> list[tuple[StatusClass, int]]:
        return [(status, self.tally[status]) for status in FOUR_CLASSES]

    @property
    def bar(self) -> list[int]:
        return [count for _status, count in self.counts]

    @property
    def change(self) -> Decimal | None:
        return self.tally.on_time_of_due.points_above(self.before.on_time_of_due)


@dataclass(frozen=True)
class Slipped:
    """An overdue task, by the deadline that the page goes by."""

    task_id: int
    title: str
    unit: str
    due_on: date
    words: str


@dataclass(frozen=True)
class ClassFigure:
    """One of the four classes in the tally above the table."""

    status: StatusClass
    share: Rate
    before: Rate


@dataclass(frozen=True)
class ScoreCardPage:
    """Everything the page shows besides its form."""

    question: Question
    card: ScoreCard
    before: ScoreCard
    overdue: list[Slipped]
    ages: list[selectors.Age]
    moves: selectors.Moves | None
    trend: selectors.Trend
    has_passages: bool = False

    rule_edition = RULE_EDITION

    @property
    def lines(self) -> Iterator[ScoreLine]:
        for row, before in zip(self.card.rows, self.before.rows, strict=True):
            if _says_something(row) or before.tally.total:
                yield ScoreLine(
                    row, before.tally, self.query_of(row), self.question.measure, self._strip(row)
                )

    def query_of(self, row: ScoreRow) -> str:
        """How the list of tasks is told which row is meant; what has no such thing it calls by 0,
        or by a dash among words."""
        nothing = NO_WORDS if self.question.by in _BY_WORDS else NONE
        asked = {_PARAMETERS[self.question.by]: nothing if row.key is None else row.key}
        if self.card.units == UnitsAs.NOW and self.question.by in BY_UNITS:
            asked["units"] = UnitsAs.NOW.value
        return f"{self._of_all}&{urlencode(asked)}"

    def _strip(self, row: ScoreRow) -> Strip | None:
        tallies = self.trend.rows.get(row.key)
        return strip_of(tallies or (Tally(),) * len(self.trend.months)) if self.has_strips else None

    @property
    def is_broad(self) -> bool:
        """Whether further figures stand side by side, for which pictures and changes give way."""
        return self.question.with_other or self.question.with_coordinating

    @property
    def has_strips(self) -> bool:
        """Documents come and go: their months would say nothing."""
        return self.question.by != Axis.SOURCE and not self.is_broad

    @cached_property
    def total(self) -> ScoreLine:
        whole = ScoreRow(None, "", self.card.total, self.card.coordinating, self.card.other)
        return ScoreLine(whole, self.before.total, self.list_address, self.question.measure)

    @property
    def figures(self) -> list[ClassFigure]:
        now, then = self.card.total, self.before.total
        return [ClassFigure(each, now.share(each), then.share(each)) for each in FOUR_CLASSES]

    @property
    def completed_change(self) -> Decimal | None:
        return self.card.total.done_of_all.points_above(self.before.total.done_of_all)

    @cached_property
    def longest(self) -> int:
        return max((row.tally.total for row in self.card.rows), default=0)

    @cached_property
    def ranking(self) -> Ranking:
        return ranking(self.card.rows)

    @cached_property
    def chart(self) -> Chart:
        return Chart(self.trend, self._by_measure + self._by_kind)

    @cached_property
    def _of_all(self) -> str:
        """As the list of all that the card counts is asked for, whichever row it is of."""
        return listed(self.question.period, self.question.as_of) + self._by_measure

    @cached_property
    def list_address(self) -> str:
        return self._of_all + self._by_kind

    @property
    def _by_measure(self) -> str:
        return "&measure=original" if self.question.measure == Measure.ORIGINAL else ""

    @property
    def _by_kind(self) -> str:
        return f"&kind={UnitKind.PROVINCIAL.value}" if self.only_provinces else ""

    @property
    def only_provinces(self) -> bool:
        return self.question.by == Axis.PROVINCE

    @property
    def list_address_before(self) -> str:
        return listed(self.question.before, self.before.as_of)

    @property
    def period_before(self) -> Period | Between:
        return stretch_before(self.question.period)

    @property
    def can_go_on(self) -> bool:
        return self.question.next_period.days().start <= self.question.as_of


def _says_something(row: ScoreRow) -> bool:
    counted = (row.tally, row.coordinating)
    return any(tally.total or tally.beside for tally in counted)


def _names(question: Question, on: date) -> dict[int, str]:
    """What units are called in the lists of the page: as they were that day, or are now."""
    if question.units == UnitsAs.THEN:
        return successions.names_told_apart(on=question.as_of)
    names, now = organisations.unit_names(on=on), successions.units_now(on=on)
    return {unit: names[now.of(unit)] for unit in names}


def score_card_page(*, actor: User, on: date, question: Question) -> ScoreCardPage:
    card, before = selectors.score_cards(
        actor=actor,
        on=on,
        by=question.by,
        asked=question.asked,
        units=question.units,
        measure=question.measure,
        with_other=question.with_other,
        with_coordinating=question.with_coordinating,
    )
    overdue: list[Slipped] = []
    ages: list[selectors.Age] = []
    moves = None
    if card.total.open_overdue or before.total.open_overdue:
        late = _late(actor, on, question)
        names = _names(question, on)
        overdue = _slipped(late[:OVERDUE_SHOWN], names, question)
        ages = selectors.ages_of(late, as_of=question.as_of, measure=question.measure)
        moves = selectors.overdue_moves(
            actor=actor,
            on=on,
            asked=question.asked,
            names=names,
            measure=question.measure,
            by=question.by,
        )
    trend = selectors.trend(
        actor=actor,
        on=on,
        until=min(question.as_of, question.period.days().last),
        by=question.by,
        units=question.units,
        measure=question.measure,
    )
    has_passages = bool(successions.units_now(on=on).successor_of)
    return ScoreCardPage(question, card, before, overdue, ages, moves, trend, has_passages)


def _late(actor: User, on: date, question: Question) -> SpanQuerySet:
    """What is overdue of all that the card counts, in the order of the deadlines."""
    provinces = None
    if question.by == Axis.PROVINCE:
        provinces = selectors.units_of_kind(kind=UnitKind.PROVINCIAL, on=question.as_of)
    return selectors.task_list(
        actor=actor,
        on=on,
        as_of=question.as_of,
        days=question.period.days(),
        statuses=[StatusClass.OPEN_OVERDUE],
        unit_ids=provinces,
        measure=question.measure,
    )


def _slipped(late: Iterable[Span], names: Mapping[int, str], question: Question) -> list[Slipped]:
    original = question.measure == Measure.ORIGINAL
    told = ((span, span.original_due_on if original else span.due_on) for span in late)
    return [
        Slipped(
            span.task_id,
            span.task.title,
            names[span.unit_id],
            due_on,
            overdue_by((question.as_of - due_on).days),
        )
        for span, due_on in told
        if due_on
    ]


__all__ = [
    "Question",
    "ScoreCardPage",
    "ScoreLine",
    "listed",
    "question_of",
    "score_card_page",
]
