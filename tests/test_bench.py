"""How measurements become rows: the harness of `make bench`."""

import pytest

from bench.harness import Bench, Better, Row, find_groups, in_table, worst_but_few


def a_row(*, median: float = 1.0, better: Better = "lower", bar: float | None = None) -> Row:
    return Row(
        group="trial",
        name="a walk",
        median=median,
        p95=median,
        unit="ms",
        better=better,
        bar=bar,
        database="sqlite",
        rows=None,
    )


@pytest.mark.parametrize(
    ("median", "better", "bar", "missed"),
    [
        (9.0, "lower", 10.0, False),
        (11.0, "lower", 10.0, True),
        (11.0, "higher", 10.0, False),
        (9.0, "higher", 10.0, True),
        (9.0, "higher", None, False),
    ],
)
def test_a_bar_is_missed_on_its_worse_side(
    median: float, better: Better, bar: float | None, *, missed: bool
) -> None:
    assert a_row(median=median, better=better, bar=bar).missed is missed


def test_a_missed_bar_is_said() -> None:
    table = in_table([a_row(median=2, bar=1), a_row(median=1, bar=1)])
    assert table.count("MISSED") == 1
    assert table.endswith("2 rows, 1 bars missed")


@pytest.mark.parametrize(("better", "end"), [("lower", 95), ("higher", 6)])
def test_one_sample_in_twenty_may_be_worse_than_the_95th_percentile(
    better: Better, end: float
) -> None:
    assert worst_but_few(range(1, 101), better) == end


def test_an_action_is_timed_after_a_first_run_that_is_not_counted() -> None:
    runs: list[int] = []
    row = Bench("trial", "none").time("a walk", lambda: runs.append(1), repeats=5)
    assert len(runs) == 6
    assert (row.unit, row.better) == ("ms", "lower")


def test_the_groups_say_their_databases_without_being_imported() -> None:
    assert find_groups()["reader"] == ("none",)
