import pytest

from giaoban.kit.reader.structure import build


def sentences(text: str) -> list[str]:
    return [
        text[sentence.start : sentence.end].strip()
        for block in build(text).blocks
        for sentence in block.sentences
    ]


def clauses(text: str) -> list[str]:
    return [
        text[clause.start : clause.end].strip()
        for block in build(text).blocks
        for sentence in block.sentences
        for clause in sentence.clauses
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở lập kế hoạch. Huyện thực hiện.", ["Sở lập kế hoạch", "Huyện thực hiện"]),
        ("Sở lập kế hoạch.Huyện thực hiện.", ["Sở lập kế hoạch", "Huyện thực hiện"]),
        ("Chi 1.452 đồng cho TP. Huế.", ["Chi 1.452 đồng cho TP. Huế"]),
        ("Ảnh của T. Bình chụp.", ["Ảnh của T. Bình chụp"]),
        ("Mua máy, bàn… để dùng. Xong.", ["Mua máy, bàn… để dùng", "Xong"]),
    ],
)
def test_sentences_end_where_a_reader_would_pause(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lập kế hoạch; mua máy.", ["Lập kế hoạch", "mua máy"]),
        (
            "Họp hai đợt (đợt 1 sáng; đợt 2 chiều); báo cáo.",
            ["Họp hai đợt (đợt 1 sáng; đợt 2 chiều)", "báo cáo"],
        ),
        ("Họp lúc 8:30 tại trụ sở.", ["Họp lúc 8:30 tại trụ sở"]),
        ("Nhiệm vụ: lập kế hoạch.", ["Nhiệm vụ", "lập kế hoạch"]),
    ],
)
def test_clauses_end_at_semicolons_and_colons_outside_brackets(text: str, found: list[str]) -> None:
    assert clauses(text) == found


@pytest.mark.parametrize(
    ("line", "level", "words"),
    [
        ("I. MỤC ĐÍCH", 2, "MỤC ĐÍCH"),
        ("1. Cấp nước", 3, "Cấp nước"),
        ("1.2. Cấp nước", 4, "Cấp nước"),
        ("a) Sở Nội vụ", 5, "Sở Nội vụ"),
        ("- Lập kế hoạch;", 6, "Lập kế hoạch;"),
        ("+ Mua máy;", 7, "Mua máy;"),
        ("1.452 vụ được xử lý.", 0, "1.452 vụ được xử lý."),
        ("Sở Nội vụ họp.", 0, "Sở Nội vụ họp."),
    ],
)
def test_the_numbering_of_a_line_tells_how_deep_it_stands(
    line: str, level: int, words: str
) -> None:
    [block] = build(line).blocks

    assert (block.level, block.words) == (level, words)


def test_a_short_line_that_nothing_ends_is_a_heading() -> None:
    heading, body = build("Kết quả quý I\nSở đã lập kế hoạch.").blocks

    assert heading.is_heading
    assert not body.is_heading
