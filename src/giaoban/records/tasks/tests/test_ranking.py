from giaoban.records.tasks.ranking import ranking
from giaoban.records.tasks.types import ScoreRow, Tally


def a_row(name: str, on_time: int, late: int = 0, *, open_in_time: int = 0) -> ScoreRow:
    tally = Tally(done_on_time=on_time, done_late=late, open_in_time=open_in_time)
    return ScoreRow(key=hash(name), name=name, tally=tally)


def places(*rows: ScoreRow, least: int = 3) -> list[tuple[int, str]]:
    return [(each.place, each.row.name) for each in ranking(rows, least=least).places]


def test_the_higher_rate_on_time_of_those_due_stands_first() -> None:
    assert places(a_row("Một", 3, 1), a_row("Hai", 4)) == [(1, "Hai"), (2, "Một")]


def test_equal_rates_share_a_place_and_the_next_is_left_out() -> None:
    told = places(a_row("Một", 3), a_row("Hai", 6), a_row("Ba", 2, 1))

    assert told == [(1, "Hai"), (1, "Một"), (3, "Ba")]


def test_rates_that_are_printed_alike_are_equal() -> None:
    told = ranking([a_row("Một", 99_999, 1), a_row("Hai", 99_998, 2)])

    assert [each.place for each in told.places] == [1, 1]
    assert all(each.shared for each in told.places)


def test_who_had_too_few_come_due_is_left_out_and_named() -> None:
    few = a_row("Một", 2, open_in_time=40)

    told = ranking([few, a_row("Hai", 3)])

    assert [each.row.name for each in told.places] == ["Hai"]
    assert told.left_out == (few,)


def test_the_row_of_those_without_any_and_empty_rows_have_no_place() -> None:
    nobody = ScoreRow(key=None, name="", tally=Tally(done_on_time=9))
    empty = ScoreRow(key=1, name="Một", tally=Tally())

    told = ranking([nobody, empty])

    assert (told.places, told.left_out) == ((), ())


def test_nothing_due_is_never_ranked() -> None:
    assert places(a_row("Một", 0, open_in_time=4), least=0) == []
