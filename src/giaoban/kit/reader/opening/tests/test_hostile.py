"""Whatever the bytes, a file is opened or refused, and nothing else happens."""

import subprocess
import sys
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.kit.reader.opening import Opened, Unreadable, open_file
from giaoban.kit.reader.opening.tests.build import a_docx, a_paragraph, a_pdf, a_table
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
