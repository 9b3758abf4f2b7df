"""Two people write in one section: both are kept, or both are asked."""

from hypothesis import given
from hypothesis import strategies as some

from giaoban.cycle.reporting.returns.merging import clean, merged

BASE = "một\nhai\nba\nbốn\nnăm"
lines = some.lists(some.sampled_from("abcdefgh"), max_size=8).map("\n".join)


def test_changes_in_other_lines_come_together() -> None:
    theirs = BASE.replace("một", "một rưỡi")
    ours = BASE.replace("năm", "năm rưỡi\nsáu")
    assert merged(BASE, theirs, ours) == "một rưỡi\nhai\nba\nbốn\nnăm rưỡi\nsáu"


def test_the_same_line_changed_twice_is_asked() -> None:
    assert merged(BASE, BASE.replace("ba", "ba mốt"), BASE.replace("ba", "ba hai")) is None


def test_the_same_change_made_by_both_is_one() -> None:
    new = BASE.replace("ba", "ba mươi")
    assert merged(BASE, new, new) == new


def test_two_first_lines_of_an_empty_section_are_asked() -> None:
    assert merged("", "của anh", "của chị") is None


def test_a_line_taken_out_by_one_and_another_added_by_the_other() -> None:
    assert merged(BASE, "một\nba\nbốn\nnăm", BASE + "\nsáu") == "một\nba\nbốn\nnăm\nsáu"


@given(lines, lines)
def test_who_changed_nothing_keeps_what_the_other_wrote(seen: str, other: str) -> None:
    assert merged(seen, other, seen) == other
    assert merged(seen, seen, other) == other


@given(lines, lines, lines)
def test_what_either_added_is_in_the_outcome(seen: str, stored: str, typed: str) -> None:
    together = merged(seen, stored, typed)
    if together is not None:
        new = set(stored.split("\n")) | set(typed.split("\n"))
        assert new - set(seen.split("\n")) <= set(together.split("\n"))


def test_a_paste_from_word_keeps_its_lines_and_loses_its_junk() -> None:
    pasted = "1. Kết\u00a0quả\u200b:\r\n\t- Đã  xong \u202a\r\n\r\n\r\n\x0b- Còn lại\x07"
    assert clean(pasted) == "1. Kết quả:\n- Đã xong\n\n- Còn lại"


@given(some.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
