"""Whatever the bytes, a file is opened or refused, and nothing else happens."""

import random
import subprocess
import sys
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.kit.reader.opening import MAX_BYTES, Opened, Unreadable, open_file
from giaoban.kit.reader.opening.tests.build import a_docx, a_paragraph, a_pdf, a_table
from giaoban.kit.reader.opening.tests.build_office import TASKS, a_text_p, an_eml, an_odt, an_xlsx
from giaoban.kit.reader.opening.tests.test_web import ARTICLE

STARTS = [
    *(b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"),
    *(b"\xfe\xff", b"\xef\xbb\xbf", b"{\\rtf", b"\xff\xfe\0\0"),
]
WORD = a_docx(a_paragraph("Giao Vụ Một") + a_table([["a"], ["b"]], [["c"], ["d"]]))


def check_opened_or_refused(data: bytes) -> None:
    """Whatever comes in is text as the reader wants it, or is refused in both languages."""
    outcome: Opened | Unreadable
    try:
        outcome = open_file(data)
    except Unreadable as refused:
        outcome = refused
    if isinstance(outcome, Unreadable):
        assert all(outcome.text(language) for language in ("vi", "en"))
    else:
        assert outcome.text.strip()
        assert unicodedata.is_normalized("NFC", outcome.text)
        check_places(outcome)


def check_places(opened: Opened) -> None:
    """Every place begins in the text, in order; every doubt is a stretch of it."""
    starts = [start for start, _place in opened.writing.places]
    assert starts == sorted(starts)
    assert all(0 <= start <= len(opened.text) for start in starts)
    assert all(0 <= doubt.start < doubt.end <= len(opened.text) for doubt in opened.doubts)
    for offset in (0, len(opened.text) // 2, len(opened.text) - 1):
        assert opened.place_of(offset).text("vi")


@pytest.fixture(autouse=True, scope="module")
def _no_slow_programs() -> Iterator[None]:
    """Nothing is handed to LibreOffice or tesseract, which take seconds for each file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("giaoban.kit.office.converting.find_office", lambda: None)
        patch.setattr("giaoban.kit.reader.opening.pdf.can_recognise", lambda: False)
        yield


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_opened_or_refused(start: bytes, rest: bytes) -> None:
    check_opened_or_refused(start + rest)


@given(data=st.data())
@settings(deadline=None)
def test_a_damaged_word_file_is_opened_or_refused(data: st.DataObject) -> None:
    check_opened_or_refused(damaged(WORD, data))


@given(data=st.data())
@settings(deadline=None, max_examples=5)  # each starts a process
def test_a_damaged_web_page_is_opened_or_refused(data: st.DataObject) -> None:
    check_opened_or_refused(damaged(ARTICLE.encode(), data))


@given(data=st.data())
@settings(deadline=None, max_examples=10)  # each starts a process
def test_a_damaged_pdf_is_opened_or_refused(data: st.DataObject) -> None:
    check_opened_or_refused(damaged(a_pdf("Có chữ."), data))


ODT = an_odt(a_text_p("Giao Vụ Một") + a_text_p("báo cáo"))
XLSX = an_xlsx(*TASKS)
EML = an_eml("Giao Vụ Một.", ("tb.docx", WORD))


@given(data=st.data())
@settings(deadline=None)
def test_a_damaged_opendocument_is_opened_or_refused(data: st.DataObject) -> None:
    check_opened_or_refused(damaged(ODT, data))


@given(data=st.data())
@settings(deadline=None, max_examples=8)  # each starts a process
@pytest.mark.parametrize("whole", [XLSX, EML], ids=["sheet", "mail"])
def test_a_damaged_sheet_or_mail_is_opened_or_refused(whole: bytes, data: st.DataObject) -> None:
    check_opened_or_refused(damaged(whole, data))


@given(xml=st.text("<>/wptextl:istab &;", max_size=60))
@settings(deadline=None)
def test_any_xml_in_an_opendocument_is_opened_or_refused(xml: str) -> None:
    check_opened_or_refused(an_odt(xml))


_ODF_TAGS = [
    *("text:p", "text:list", "text:list-item", "table:table", "table:table-row"),
    *("table:table-cell", "text:note-body", "office:annotation", "draw:text-box"),
]


@given(tags=st.lists(st.sampled_from(_ODF_TAGS), max_size=8))
@settings(deadline=None)
def test_any_nesting_in_an_opendocument_is_opened_or_refused(tags: list[str]) -> None:
    opening = "".join(f"<{tag}>" for tag in tags)
    closing = "".join(f"</{tag}>" for tag in reversed(tags))

    check_opened_or_refused(an_odt(f"{opening}{a_text_p('chữ')}{closing}{a_text_p('x')}"))


MAGIC = {
    "zip": b"PK\x03\x04",
    "pdf": b"%PDF-1.7\n",
    "old office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
    "rich text": b"{\\rtf1",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff",
    "tiff": b"II*\0",
    "mail": b"From: a@b.vn\nDate: x\nSubject: y\n\n",
    "web": b"<html>",
}


@pytest.mark.parametrize("magic", MAGIC.values(), ids=MAGIC)
def test_twenty_megabytes_of_rubbish_behind_any_magic_number_are_refused(magic: bytes) -> None:
    noise = random.Random(1).randbytes(1024 * 1024) * 20  # noqa: S311 - the same every time

    check_opened_or_refused((magic + noise)[:MAX_BYTES])


def test_a_line_of_megabytes_is_read() -> None:
    line = "Giao Vụ Một rà soát. " * 100_000

    assert open_file(line.encode()).place_of(len(line) - 2).line == 1
    shorter = line[:400_000]  # what repeats itself for longer is taken for a bomb
    assert open_file(a_docx(a_paragraph(shorter))).place_of(len(shorter) - 2).paragraph == 1


def test_tables_in_tables_are_read_to_a_depth() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 90 + a_paragraph("đáy") + "</w:tc></w:tr></w:tbl>" * 90
    check_opened_or_refused(a_docx(deep))
    bottomless = "<w:tbl><w:tr><w:tc>" * 50_000
    check_opened_or_refused(a_docx(bottomless))


def damaged(whole: bytes, data: st.DataObject) -> bytes:
    """The file with a few bytes somewhere replaced by others."""
    at = data.draw(st.integers(0, len(whole) - 1))
    patch = data.draw(st.binary(max_size=4))
    return whole[:at] + patch + whole[at + len(patch) :]


@given(xml=st.text("<>/wptrcbl: &;", max_size=60))
@settings(deadline=None)
def test_any_xml_in_a_word_file_is_opened_or_refused(xml: str) -> None:
    check_opened_or_refused(a_docx(xml))


@given(
    tags=st.lists(
        st.sampled_from(["p", "r", "t", "tbl", "tr", "tc", "txbxContent", "moveFrom"]), max_size=8
    )
)
@settings(deadline=None)
def test_any_nesting_in_a_word_file_is_opened_or_refused(tags: list[str]) -> None:
    opening = "".join(f"<w:{tag}>" for tag in tags)
    closing = "".join(f"</w:{tag}>" for tag in reversed(tags))

    check_opened_or_refused(a_docx(f"{opening}chữ{closing}{a_paragraph('x')}"))


def test_only_the_form_that_comes_is_imported() -> None:
    code = (
        "import sys; from giaoban.kit.reader.opening import open_file; open_file(b'words');"
        "print(sorted({'lxml', 'trafilatura', 'pypdfium2', 'docx', 'django'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours

    assert done.stdout.strip() == "[]"
