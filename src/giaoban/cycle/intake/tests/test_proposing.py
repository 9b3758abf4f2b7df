from datetime import date

import pytest

from giaoban.cycle.intake.proposing import deadline_of, spans_of, sure_one, title_of
from giaoban.kit.periods.workdays import vietnam
from giaoban.kit.reader.reading import Item, ItemKind, Span
from giaoban.records.organisations.types import Candidate, MatchRule


def an_item(
    sentence: str = "Tổ A chủ trì, phối hợp với Tổ B quét dọn sân trước ngày 5/8/2020",
    *,
    text: str = "chủ trì, phối hợp với Tổ B quét dọn sân trước ngày 5/8/2020",
    lead: str | None = "Tổ A",
    coordinating: tuple[str, ...] = ("Tổ B",),
    due: str | None = "2020-08-05",
    due_text: str | None = "trước ngày 5/8/2020",
    anchor: date | None = None,
) -> Item:
    """A piece of work that stands in `sentence`, the spans being where its words stand there."""

    def place(words: str | None) -> Span | None:
        return None if words is None else (at := sentence.rindex(words), at + len(words))

    start, end = place(text) or (0, 0)
    return Item(
        ItemKind.TASK, text, start, end, lead, coordinating, due, None, "order", 0.9,
        lead_span=place(lead),
        coordinating_spans=tuple(span for words in coordinating if (span := place(words))),
        due_span=place(due_text),
        due_text=due_text,
        anchor=anchor,
    )  # fmt: skip


def some(*scores: float) -> list[Candidate]:
    return [Candidate(n, f"Vụ {n}", score, MatchRule.EXACT) for n, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("scores", "sure"),
    [((), False), ((0.95,), True), ((0.89,), False), ((1.0, 0.9), False), ((1.0, 0.85), True)],
)
def test_a_unit_is_taken_only_if_it_fits_well_and_no_other_nearly_as_well(
    scores: tuple[float, ...], sure: bool
) -> None:
    assert (sure_one(some(*scores)) is not None) is sure


def test_a_title_is_the_work_without_who_and_when() -> None:
    assert title_of(an_item()) == "Quét dọn sân"


def test_a_title_keeps_what_would_leave_it_empty() -> None:
    item = an_item(
        "Tổ A xong trước ngày 5/8/2020", text="xong trước ngày 5/8/2020", coordinating=()
    )

    assert title_of(item) == "Xong trước ngày 5/8/2020"


def test_a_title_fits_its_field() -> None:
    words = "quét sân " * 200
    item = an_item(words, text=words, lead=None, coordinating=(), due=None, due_text=None)

    assert len(title_of(item)) <= 1000


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2020-08-05", date(2020, 8, 5)),
        ("2020-02", date(2020, 2, 29)),
        ("2020-Q3", date(2020, 9, 30)),
        ("2020", date(2020, 12, 31)),
        ("khi nào xong", None),
        (None, None),
    ],
)
def test_a_deadline_is_a_day_or_none(due: str | None, expected: date | None) -> None:
    assert deadline_of(an_item(due=due, due_text=None))[0] == expected


def test_a_counted_deadline_is_reckoned_by_the_calendar_of_the_agency() -> None:
    words = "quét sân trong 10 ngày làm việc"
    item = an_item(words, text=words, lead=None, coordinating=(), due=None,
                   due_text="trong 10 ngày làm việc", anchor=date(2025, 8, 22))  # fmt: skip

    on, why = deadline_of(item, lambda day: vietnam([day.year]))

    assert on == date(2025, 9, 9)
    assert "Quốc khánh" in why["vi"]


def test_what_comes_back_has_its_rhythm_told_but_no_day() -> None:
    words = "quét sân trước ngày 20 hằng tháng"
    item = an_item(words, text=words, lead=None, coordinating=(), due=None,
                   due_text="trước ngày 20 hằng tháng", anchor=date(2025, 8, 22))  # fmt: skip

    on, why = deadline_of(item, lambda day: vietnam([day.year]))

    assert on is None
    assert "20/09/2025" in why["en"]


def test_a_year_that_the_text_tells_elsewhere_is_that_of_the_explanation() -> None:
    item = an_item(
        "quét sân trước ngày 5/8", text="quét sân trước ngày 5/8", lead=None, coordinating=(),
        due="2020-08-05", due_text="trước ngày 5/8", anchor=date(2020, 9, 1),
    )  # fmt: skip

    on, why = deadline_of(item)

    assert on == date(2020, 8, 5)
    assert why["en"].endswith("05/08/2020")


def test_what_is_marked_takes_the_lead_in_that_stands_right_before() -> None:
    near = an_item()
    far = an_item("Tổ A: việc chung của cả năm như sau. Việc khác. Quét sân", text="Quét sân",
                  coordinating=(), due=None, due_text=None)  # fmt: skip

    assert spans_of(near)["mark"] == [0, near.end]
    assert spans_of(far)["mark"] == [far.start, far.end]
