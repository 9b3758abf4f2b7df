"""How a unit stands with a return: one rule, for any day."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from giaoban.cycle.reporting.types import (
    FIVE_STANDINGS,
    OwedDates,
    Sending,
    Standing,
    Tally,
    shares,
    standing_of,
)

DUE = date(2020, 6, 18)
BEFORE, AFTER, LATER = date(2020, 6, 17), date(2020, 6, 19), date(2020, 6, 25)


@pytest.mark.parametrize(
    ("sendings", "as_of", "standing"),
    [
        ((), DUE, Standing.NOT_YET),
        ((), AFTER, Standing.MISSING),
        ((Sending(DUE),), LATER, Standing.ON_TIME),
        ((Sending(AFTER),), LATER, Standing.LATE),
        ((Sending(AFTER),), DUE, Standing.NOT_YET),
        ((Sending(BEFORE, returned_on=DUE),), BEFORE, Standing.ON_TIME),
        ((Sending(BEFORE, returned_on=DUE),), DUE, Standing.RETURNED),
        ((Sending(BEFORE, returned_on=DUE), Sending(AFTER)), LATER, Standing.LATE),
        ((Sending(BEFORE, DUE, again_by=AFTER), Sending(AFTER)), LATER, Standing.ON_TIME),
        ((Sending(BEFORE, DUE, again_by=AFTER), Sending(LATER)), LATER, Standing.LATE),
        ((Sending(AFTER, AFTER, again_by=LATER), Sending(LATER)), LATER, Standing.LATE),
    ],
)
def test_what_counts_is_the_sending_that_stands(
    sendings: tuple[Sending, ...], as_of: date, standing: Standing
) -> None:
    assert standing_of(OwedDates(DUE, sendings), as_of=as_of) == standing


def test_whoever_is_exempt_owes_nothing_from_that_day_on() -> None:
    owed = OwedDates(DUE, exempt_from=AFTER)
    assert standing_of(owed, as_of=DUE) == Standing.NOT_YET
    assert standing_of(owed, as_of=AFTER) == Standing.EXEMPT


def test_what_passed_to_a_successor_is_owed_by_that_one() -> None:
    assert standing_of(OwedDates(DUE, passed_on=BEFORE), as_of=LATER) == Standing.PASSED


def test_those_exempt_are_beside_the_count() -> None:
    tally = Tally({Standing.ON_TIME: 2, Standing.MISSING: 1, Standing.EXEMPT: 4})
    assert (tally.owed, tally.sent, tally.beside) == (3, 2, 4)


counts = some.lists(some.integers(0, 500), min_size=5, max_size=5)


@given(counts)
def test_the_shares_add_up_to_one_hundred(numbers: list[int]) -> None:
    told = shares(dict(zip(FIVE_STANDINGS, numbers, strict=True)))
    assert sum(told.values()) == (100 if any(numbers) else 0)
    assert all(
        abs(told[each] - Decimal(numbers[i] * 100) / sum(numbers)) < Decimal("0.011")
        for i, each in enumerate(FIVE_STANDINGS)
        if told
    )


def test_three_equal_parts_add_up_as_well() -> None:
    told = shares(dict.fromkeys(FIVE_STANDINGS[:3], 1))
    assert sorted(told.values()) == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]
