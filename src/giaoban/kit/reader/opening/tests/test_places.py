import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from giaoban.kit.reader.opening import Place, open_file
from giaoban.kit.reader.opening.places import Writer, Writing
from giaoban.kit.reader.opening.tests.build import a_docx, a_paragraph, a_table


def test_a_place_is_said_in_words_in_both_languages() -> None:
    place = Place(page=3, table=2, row=4, column=1)

    assert place.text("en") == "page 3, table 2, row 4, column 1"
    assert place.text("vi-VN") == "trang 3, bảng 2, hàng 4, cột 1"


def test_a_plain_text_tells_the_line() -> None:
    opened = open_file(b"one\n\nthree")

    assert opened.place_of(opened.text.index("three")) == Place(line=3)


def test_a_word_file_tells_paragraph_and_cell() -> None:
    table = a_table([["TT"], ["Nhiệm vụ"]], [["1"], ["Rà soát"]])
    opened = open_file(a_docx(a_paragraph("Một") + table + a_paragraph("Hai")))

    assert opened.place_of(0) == Place(paragraph=1)
    assert opened.place_of(opened.text.index("Rà soát")) == Place(table=1, row=2, column=2)
    assert opened.place_of(opened.text.index("Hai")) == Place(paragraph=2)


def test_places_hold_when_letters_are_composed() -> None:
    body = a_paragraph("Thông báo việc") + a_paragraph("kế hoạch")
    opened = open_file(a_docx(unicodedata.normalize("NFD", body)))

    assert opened.text == "Thông báo việc\nkế hoạch"
    assert opened.place_of(opened.text.index("kế")) == Place(paragraph=2)
    assert opened.place_of(opened.text.index("kế") - 1) == Place(paragraph=1)


def test_places_hold_when_an_old_encoding_is_converted() -> None:
    body = "".join(
        map(a_paragraph, ["Baø Ñaëng Thò Myõ Höôøng yeâu caàu caùc phoøng", "baùo caùo soá lieäu"])
    )
    opened = open_file(a_docx(body))

    assert opened.text == "Bà Đặng Thị Mỹ Hường yêu cầu các phòng\nbáo cáo số liệu"
    assert opened.place_of(opened.text.index("báo")) == Place(paragraph=2)


PIECES = st.lists(st.text("ae\u0301\u0323\u0302 \n1", max_size=5), max_size=8)


@given(pieces=PIECES)
def test_places_and_doubts_lie_in_the_text_whatever_is_composed(pieces: list[str]) -> None:
    writer = Writer()
    for number, piece in enumerate(pieces, 1):
        writer.add_doubtful(piece, Place(line=number), [(0, len(piece), 0.5)])

    writing = writer.writing().rewritten(lambda line: unicodedata.normalize("NFC", line))

    assert writing.text == unicodedata.normalize("NFC", "".join(pieces))
    starts = [start for start, _place in writing.places]
    assert starts == sorted(starts)
    assert all(0 <= start <= len(writing.text) for start in starts)
    assert all(0 <= doubt.start < doubt.end <= len(writing.text) for doubt in writing.doubts)
    assert all(before.end <= after.start for before, after in pairwise(writing.doubts))


def test_a_part_of_a_longer_text_keeps_its_own_places() -> None:
    writer = Writer()
    writer.add("thư", Place(line=1))
    writer.add_writing(Writing("một\nhai"), file="a.txt")
    writing = writer.writing()

    assert writing.text == "thư\nmột\nhai"
    assert writing.place_of(0) == Place(line=1)
    assert writing.place_of(8) == Place(file="a.txt", line=2)
