import unicodedata

from giaoban.faces.cli.columns import table, width_of, wrapped


def test_marks_take_no_place_and_wide_letters_two() -> None:
    name = "Đặng Thị Mỹ"

    assert width_of(unicodedata.normalize("NFD", name)) == width_of(name) == len(name)
    assert width_of("会議") == 4


def test_columns_stand_below_one_another_however_accents_are_written() -> None:
    rows = [[unicodedata.normalize("NFD", "Vụ Một"), "x"], ["Vụ Bốn mươi", "y"]]

    lines = table(["Unit", "Mark"], rows, width=60)

    assert {width_of(line.rstrip("xy")) for line in lines[2:]} == {len("Vụ Bốn mươi  ")}


def test_a_long_cell_is_wrapped_and_never_cut() -> None:
    text = "rà soát toàn bộ quy trình tiếp nhận hồ sơ " * 3

    lines = table(["No.", "Text"], [["1", text]], width=40)

    assert all(width_of(line) <= 40 for line in lines)
    assert " ".join(" ".join(lines[2:]).split()) == f"1 {text.strip()}"


def test_a_word_longer_than_its_column_is_broken_and_not_lost() -> None:
    assert wrapped("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_terminal_too_narrow_for_all_still_gets_every_word() -> None:
    words = ["một", "hai", "ba", "bốn", "năm", "sáu"]

    assert [word for word in words if word in "".join(table(words, [words], width=5))] == words
