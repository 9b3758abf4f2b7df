"""Whatever happened to tasks, the figures of score-cards agree with one another."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.kit.periods.period import Between, Days
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_field, a_unit
from giaoban.records.organisations.types import UnitKind
from giaoban.records.tasks import selectors
from giaoban.records.tasks.folding import Folded, Held, fold
from giaoban.records.tasks.tests.build import a_clerk, a_leader
from giaoban.records.tasks.tests.bulk import Lived, live_all, live_on
from giaoban.records.tasks.tests.histories import DAYS, FIRST_DAY, days, histories
from giaoban.records.tasks.types import (
    Axis,
    DutyDates,
    Measure,
    ScoreCard,
    StatusClass,
    Tally,
    classify,
)

EACH_ONCE = [axis for axis in Axis if axis != Axis.PROVINCE]
# Histories run from FIRST_DAY on, some events later than DAYS after it.
LONG_AFTER = FIRST_DAY + timedelta(days=2 * DAYS + 120)


@st.composite
def stretches(draw: st.DrawFn) -> Between:
    first = draw(days())
    return Between(first, first + timedelta(days=draw(st.integers(0, 40))))


class World:
    """An agency of three units, one of them a province, with what happened in it."""

    def __init__(self, data: st.DataObject, *, until: date | None = None) -> None:
        self.clerk, self.leader = a_clerk(), a_leader()
        kinds = (UnitKind.DEPARTMENT, UnitKind.OFFICE, UnitKind.PROVINCIAL)
        self.units: list[Unit] = [a_unit(kind=kind) for kind in kinds]
        self.fields = [a_field().pk, None]
        self.people: list[User | None] = [a_user(), None]
        told = histories(units=tuple(unit.pk for unit in self.units))
        about = st.fixed_dictionaries(
            {
                "field_id": st.sampled_from(self.fields),
                "leader": st.sampled_from(["Thứ trưởng Đào Thị Nga", "Bộ trưởng", ""]),
                "programme": st.sampled_from(["Chuyển đổi số", ""]),
                "followed_by": st.sampled_from(self.people),
            }
        )
        one = st.tuples(st.lists(told, min_size=1, max_size=3), about)
        drawn = data.draw(st.lists(one, min_size=1, max_size=6))
        self.lived = [Lived(tuple(each), tuple(said.items())) for each, said in drawn]
        live_all(self.lived, clerk=self.clerk, until=until)

    def card(
        self, as_of: date, asked: Days | None = None, by: Axis = Axis.UNIT, **more: Any
    ) -> ScoreCard:
        return selectors.score_card(
            actor=self.leader, on=LONG_AFTER, as_of=as_of, days=asked, by=by, **more
        )

    def folded(self, *, lead: bool) -> list[Folded]:
        each_with_place = (
            (place, h) for one in self.lived for place, h in enumerate(one.histories)
        )
        return [fold(history) for place, history in each_with_place if (not place) == lead]


def counted(folds: list[Folded], as_of: date, asked: Days | None, measure: Measure) -> Tally:
    """What a card counts, told by the rule itself and one duty at a time."""
    held = [span for each in folds for span in each.spans if holds(span, as_of)]
    within = [span for span in held if asked is None or is_of(span, asked, as_of)]
    classes: Counter[str] = Counter(class_of(span, as_of, measure) for span in within)
    return Tally.of(classes)


def holds(span: Held, as_of: date) -> bool:
    return span.valid_from <= as_of and (span.valid_to is None or span.valid_to > as_of)


def is_of(span: Held, asked: Days, as_of: date) -> bool:
    """ADR 3: assigned before its end, and not counted as settled before its start."""
    settled_before = (
        span.counted_from is not None
        and span.counted_from <= as_of
        and span.counted_from < asked.start
    )
    return span.assigned_on < asked.end and not settled_before


def class_of(span: Held, as_of: date, measure: Measure) -> StatusClass:
    told = DutyDates(
        due_on=span.due_on,
        completed_on=span.completed_on,
        counted_from=span.counted_from,
        hold=span.hold,
        original_due_on=span.original_due_on,
    )
    return classify(told, as_of=as_of, measure=measure)


quick = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Holding(TestCase):
    @quick
    @given(st.data(), days(), stretches(), st.sampled_from(Measure))
    def test_a_card_counts_what_the_rule_says_of_every_duty(
        self, data: st.DataObject, as_of: date, stretch: Between, measure: Measure
    ) -> None:
        world = World(data)
        leads = world.folded(lead=True)

        for asked in (None, stretch.days()):
            card = world.card(
                as_of, asked, measure=measure, with_other=True, with_coordinating=True
            )

            assert card.total == counted(leads, as_of, asked, measure)
            assert card.other == counted(leads, as_of, asked, measure.other)
            coordinating = world.folded(lead=False)
            assert card.coordinating == counted(coordinating, as_of, asked, measure)

    @quick
    @given(st.data(), days())
    def test_the_classes_partition_the_tasks(self, data: st.DataObject, as_of: date) -> None:
        world = World(data)

        total = world.card(as_of).total

        there = [each for each in world.folded(lead=True) if each.spans[0].assigned_on <= as_of]
        assert sum(total[status] for status in StatusClass) == len(there)
        assert total.total + total.beside == len(there)

    @quick
    @given(st.data(), days(), stretches())
    def test_each_axis_has_the_same_totals(
        self, data: st.DataObject, as_of: date, stretch: Between
    ) -> None:
        world = World(data)

        cards = [
            world.card(as_of, stretch.days(), by, with_other=True, with_coordinating=True)
            for by in EACH_ONCE
        ]

        assert len({card.total for card in cards}) == 1
        assert len({card.other for card in cards}) == 1
        assert len({card.coordinating for card in cards}) == 1

    @quick
    @given(st.data(), days())
    def test_coordinating_adds_the_coordinating_duties_and_nothing_else(
        self, data: st.DataObject, as_of: date
    ) -> None:
        world = World(data)

        alone = world.card(as_of)
        beside = world.card(as_of, with_coordinating=True)

        assert beside.total == alone.total
        asked = [each for each in world.folded(lead=False) if each.spans[0].assigned_on <= as_of]
        assert beside.coordinating.total + beside.coordinating.beside == len(asked)

    @quick
    @given(st.data(), days())
    def test_the_provinces_are_the_rows_of_the_units_that_are_provinces(
        self, data: st.DataObject, as_of: date
    ) -> None:
        world = World(data)

        provinces = world.card(as_of, by=Axis.PROVINCE)

        rows = {row.key: row.tally for row in world.card(as_of).rows}
        province = world.units[2].pk
        assert provinces.total == rows.get(province, Tally())

    @quick
    @given(st.data(), days(), stretches())
    def test_a_card_of_a_past_day_never_changes(
        self, data: st.DataObject, as_of: date, stretch: Between
    ) -> None:
        world = World(data, until=as_of)
        asked: dict[str, Any] = {"with_other": True, "with_coordinating": True}
        before = world.card(as_of, stretch.days(), **asked)

        live_on(world.lived, clerk=world.clerk)

        assert world.card(as_of, stretch.days(), **asked) == before

    @quick
    @given(st.data(), st.integers(1, 5), days(), st.sampled_from(Measure))
    def test_a_trend_is_the_score_cards_of_its_months(
        self, data: st.DataObject, months: int, until: date, measure: Measure
    ) -> None:
        world = World(data)

        trend = selectors.trend(
            actor=world.leader, on=LONG_AFTER, until=until, months=months, measure=measure
        )

        for place, (month, day) in enumerate(zip(trend.months, trend.last_days(), strict=True)):
            card = world.card(day, month.days(), measure=measure)
            assert trend.total[place] == card.total
            told = {key: tallies[place] for key, tallies in trend.rows.items()}
            assert {key: tally for key, tally in told.items() if tally != Tally()} == {
                row.key: row.tally for row in card.rows
            }
