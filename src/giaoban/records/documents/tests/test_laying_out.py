from hypothesis import given
from hypothesis import strategies as st

from giaoban.records.documents.types import Line, Mark, lay_out, registered_form


def words_of(line: Line) -> str:
    return "".join(piece.text for run in line.runs for piece in run.pieces)


def test_a_text_without_marks_is_its_lines_without_blank_ones() -> None:
    lines = lay_out("Một\n\n  Hai  \n")

    assert [words_of(line) for line in lines] == ["Một", "Hai"]


def test_marks_lie_in_marks() -> None:
    text = "Giao Tổ A quét sân hôm nay."
    (line,) = lay_out(
        text,
        [
            Mark(5, 26, key="p1"),
            Mark(5, 9, kinds=frozenset({"lead"})),
            Mark(19, 26, kinds=frozenset({"due"})),
        ],
    )

    before, marked, after = line.runs
    assert (before.key, marked.key, after.key) == ("", "p1", "")
    assert [(piece.text, piece.kinds) for piece in marked.pieces] == [
        ("Tổ A", ("lead",)),
        (" quét sân ", ()),
        ("hôm nay", ("due",)),
    ]


def test_of_two_marks_that_overlap_the_shorter_shows() -> None:
    (line,) = lay_out("abcdefgh", [Mark(0, 8, key="long"), Mark(2, 4, key="short")])

    assert [(run.key, run.opens) for run in line.runs] == [
        ("long", True),
        ("short", True),
        ("long", False),
    ]


def test_a_mark_over_two_lines_opens_once() -> None:
    first, second = lay_out("Một dòng\nhai dòng", [Mark(4, 12, key="p1")])

    assert [(run.key, run.opens) for run in first.runs] == [("", False), ("p1", True)]
    assert [(run.key, run.opens) for run in second.runs] == [("p1", False), ("", False)]


def test_capitals_at_the_head_are_a_title_and_short_numbered_lines_headings() -> None:
    text = (
        "SỞ X\nSố: 5/TB-SX\nTHÔNG BÁO\nVề việc dọn kho\n1. Về kho bãi\n"
        "2. Tổ A quét sân trước ngày nghỉ, báo cáo tổ trưởng.\nXong"
    )

    assert [line.form for line in lay_out(text)] == [
        "title",
        "text",
        "title",
        "title",
        "heading",
        "text",
        "text",
    ]


def test_a_numbered_line_that_is_work_itself_is_no_heading() -> None:
    text = "1. Tổ A quét sân"

    assert [line.form for line in lay_out(text, [Mark(3, 16, key="p1")])] == ["text"]


@given(st.text(alphabet="aB ế\n.", max_size=60), st.data())
def test_no_character_is_lost_or_doubled(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(place, place), max_size=8))
    marks = [
        Mark(min(span), max(span), key=f"p{number}" if number % 2 else "", kinds=frozenset("k"))
        for number, span in enumerate(spans)
    ]

    lines = lay_out(text, marks)

    assert [words_of(line) for line in lines] == [
        line.strip() for line in text.split("\n") if line.strip()
    ]
    opened = [run.key for line in lines for run in line.runs if run.opens]
    assert len(opened) == len(set(opened))


def test_the_registered_form_is_composed_and_has_plain_line_ends() -> None:
    assert registered_form("a\u0302\r\nb\rc\x00") == "â\nb\nc"
