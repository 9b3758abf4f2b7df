import pytest

from giaoban.kit import office
from giaoban.kit.reader.opening import Form, Reason, open_file
from giaoban.kit.reader.opening.tests.build import a_docx, a_paragraph
from giaoban.kit.reader.opening.tests.test_plain import refusal_of

RICH = rb"{\rtf1\ansi\ansicpg1252 Giao V\u7909?  M\u7897?t r\u224? so\u225?t.}"

with_office = pytest.mark.skipif(
    office.find_office() is None, reason="NO OLD WORD FILE IS TESTED: LibreOffice is not installed"
)


@with_office
def test_rich_text_is_read_by_way_of_libreoffice() -> None:
    opened = open_file(RICH, name="thong-bao.rtf")

    assert opened.text.split() == ["Giao", "Vụ", "Một", "rà", "soát."]
    assert (opened.form, opened.media_type) == (Form.OLD_WORD, "application/rtf")


@with_office
def test_a_doc_is_read_and_its_stamp_is_seen() -> None:
    # LibreOffice writes what it is to read: nothing else here can.
    doc = office.convert(RICH, source="rtf", target="doc")
    opened = open_file(doc, name="thong-bao.doc")

    assert opened.text.split() == ["Giao", "Vụ", "Một", "rà", "soát."]
    assert opened.media_type == "application/msword"
    secret = a_docx(a_paragraph("Thân"), header=a_paragraph("MẬT"))
    assert refusal_of(secret) is Reason.SECRET


def test_without_libreoffice_it_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("giaoban.kit.office.converting.find_office", lambda: None)

    assert refusal_of(RICH) is Reason.LEGACY_WORD
