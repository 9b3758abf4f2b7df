import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kit.vntext.alternatives import by_first_letter, searched_by_first_letter
from giaoban.kit.vntext.patterns import Gate, pattern, words_pattern

WORDS = r"kết quả|kế hoạch(?!\sB)|đã đạt|tình hình"


@given(st.text(alphabet="kKếẾt tqQuảđĐã ạhìnhBc", max_size=60))
def test_what_is_found_is_what_the_plain_pattern_finds(text: str) -> None:
    plain = re.compile(WORDS, re.IGNORECASE)
    grouped = re.compile(by_first_letter(WORDS), re.IGNORECASE)
    searched = re.compile(searched_by_first_letter(WORDS), re.IGNORECASE)
    spans = [found.span() for found in plain.finditer(text)]
    assert [found.span() for found in grouped.finditer(text)] == spans
    assert [found.span() for found in searched.finditer(text)] == spans


def test_whole_words_begin_where_no_letter_stands_before() -> None:
    found = words_pattern("hội nghị|họp", whole=True)
    assert [one.start() for one in found.finditer("HỌP, Xhội nghị viện; Hội nghị")] == [0, 21]


def test_what_follows_counts_for_every_word() -> None:
    found = words_pattern("giao|yêu cầu", behind=r"\scho")
    assert found.search("giao việc, yêu cầu cho ý kiến")[0] == "yêu cầu cho"  # type: ignore[index]  # it is found


@pytest.mark.parametrize("wrong", ["", r"\d ngày", "a?b", "(?:a|b)c"])
def test_a_word_must_begin_with_a_plain_letter(wrong: str) -> None:
    with pytest.raises(ValueError, match="begins with no plain letter"):
        by_first_letter(f"đúng|{wrong}")


def test_a_gate_stays_open_until_it_has_learned_and_then_lets_every_match_through() -> None:
    task, result = pattern("giao|yêu cầu", re.IGNORECASE), pattern(r"đã\s")
    gate = Gate(task, result)
    assert gate("xong", 0)
    for _ in range(1_000):
        gate("xong", 0)
    assert not gate("xong", 0)
    assert all(gate(text, 0) for text in ("Giao Vụ A", "YÊU CẦU", "đã làm"))


def test_a_gate_before_a_pattern_that_anything_opens_stays_open() -> None:
    gate = Gate(pattern("giao"), pattern(r".{0,3}x"))
    for _ in range(1_000):
        gate("xong", 0)
    assert gate("bất kỳ", 0)
