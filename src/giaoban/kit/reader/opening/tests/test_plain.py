import codecs
import unicodedata

import pytest

from giaoban.kit.reader.opening import Form, Note, Reason, Unreadable, open_file

TEXT = "Bà Đặng Thị Mỹ Hường yêu cầu các phòng báo cáo số liệu trước ngày 15.\n"


def refusal_of(data: bytes, *, name: str = "") -> Reason:
    with pytest.raises(Unreadable) as refused:
        open_file(data, name=name)
    return refused.value.reason


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
    ids=["utf-8", "mark", "NFD", "16-le", "16-be", "16-le bare", "16-be bare", "32-le"],
)
def test_every_encoding_of_unicode_gives_the_same_text(data: bytes) -> None:
    opened = open_file(data)

    assert opened.text == TEXT
    assert (opened.form, opened.media_type, opened.pages) == (Form.TEXT, "text/plain", None)
    assert opened.notes == ()


@pytest.mark.parametrize(
    ("shown", "note"),
    [
        ("Bµ §Æng ThÞ Mü H­êng yªu cÇu c¸c phßng b¸o c¸o sè liÖu tr­íc ngµy 15.\n", Note.FROM_TCVN3),
        (
            "Baø Ñaëng Thò Myõ Höôøng yeâu caàu caùc phoøng baùo caùo soá lieäu tröôùc ngaøy 15.\n",
            Note.FROM_VNI,
        ),
    ],
    ids=["TCVN3", "VNI"],
)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_an_old_encoding_is_converted_and_noted(shown: str, note: Note, encoding: str) -> None:
    opened = open_file(shown.encode(encoding))

    assert opened.text == TEXT
    assert opened.notes == (note,)
    assert opened.notes[0].text("vi") != opened.notes[0].text("en")


def test_windows_1258_is_converted_and_noted() -> None:
    marks_apart = "".join(map(_for_windows_1258, TEXT))

    opened = open_file(marks_apart.encode("cp1258"))

    assert opened.text == TEXT
    assert opened.notes == (Note.FROM_WINDOWS_1258,)


def _for_windows_1258(char: str) -> str:
    """The letter with its tone mark apart, as that code page wants it."""
    parts = unicodedata.normalize("NFD", char)
    tones = [mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"]
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + "".join(
        tones
    )


def test_bytes_in_no_known_encoding_are_refused() -> None:
    assert refusal_of("Le secrétaire général a été présent".encode("latin-1")) is Reason.ENCODING
    assert refusal_of(TEXT.encode() + b"\xff") is Reason.ENCODING
    assert refusal_of(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le") + b"x") is Reason.ENCODING


def test_the_text_keeps_its_line_ends_and_its_length() -> None:
    assert open_file(b"m\r\nn\n").text == "m\r\nn\n"
    assert open_file(b"one\x07two" + b"." * 300).text.startswith("one two")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_file_without_words_is_empty(data: bytes) -> None:
    assert refusal_of(data) is Reason.EMPTY


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\0\x03\0\0\0",
        bytes(range(1, 32)) * 10,
        b'<?xml version="1.0"?><data/>',
        "chữ\0chữ".encode(),
        ("a" + "\u0323\u0301" * 50_000).encode(),
    ],
    ids=["exe", "controls", "xml", "nul", "marks"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert refusal_of(data) is Reason.UNKNOWN_FORMAT


def test_a_large_file_is_refused_and_an_endless_line_is_not_cut() -> None:
    assert refusal_of(b"a" * (20 * 1024 * 1024 + 1)) is Reason.TOO_LARGE
    assert refusal_of(b"a " * 2_600_000) is Reason.TOO_MUCH_TEXT
    assert len(open_file("chữ ".encode() * 2_500).text) == 10_000


def test_a_line_of_dots_is_no_run_of_marks() -> None:
    assert open_file(("Ký tên " + "…" * 500).encode()).text.endswith("…")


def test_a_secret_document_is_refused_in_every_encoding() -> None:
    secret = f"BỘ THỬ NGHIỆM\nTỐI MẬT\n{TEXT}"
    in_tcvn3 = f"Bé THö NGHIÖM\nTuyÖt mËt\n{TEXT_IN_TCVN3}".replace("TuyÖt mËt", "TUYÖT MËT")

    assert refusal_of(secret.encode()) is Reason.SECRET
    assert refusal_of(secret.encode("utf-16")) is Reason.SECRET
    assert refusal_of(unicodedata.normalize("NFD", secret).encode()) is Reason.SECRET
    assert refusal_of(in_tcvn3.encode("cp1252")) is Reason.SECRET


TEXT_IN_TCVN3 = "C¸c phßng b¸o c¸o sè liÖu tr­íc ngµy 15.\n"


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_has_a_sentence_in_both_languages(reason: Reason) -> None:
    refused = Unreadable(reason)

    assert refused.text("vi-VN") != refused.text("en") == str(refused)
    assert refused.text("vi").endswith(".")
    assert refused.text("fr") == refused.text("en")
