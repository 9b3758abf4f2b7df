from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit.models import Entry
from giaoban.ground.files.models import StoredFile
from giaoban.ground.files.selectors import bytes_of
from giaoban.records.documents import services
from giaoban.records.documents.models import Citation, Document, Excerpt
from giaoban.records.documents.tests.build import a_document
from giaoban.records.documents.types import (
    CitedDocument,
    DocumentAlreadyRegistered,
    DocumentEmpty,
    ExcerptOutsideText,
    SecretDocument,
)

pytestmark = pytest.mark.django_db


def files_kept() -> list[Path]:
    root = Path(settings.FILES_ROOT)
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def test_the_symbol_is_taken_apart() -> None:
    document = a_document(symbol="Số: 7 /TB-VPX", issued_on=date(2020, 7, 2))

    assert (document.symbol, document.number, document.year) == ("7/TB-VPX", 7, 2020)
    assert (document.kind, document.issuer, document.normative) == ("Thông báo", "VPX", False)


def test_a_year_between_two_strokes_makes_a_document_normative() -> None:
    document = a_document(symbol="12/2019/TT-BXY", issued_on=date(2020, 1, 3))

    assert (document.year, document.kind, document.normative) == (2019, "Thông tư", True)


def test_a_symbol_of_an_agencys_own_making_stays_as_typed() -> None:
    document = a_document(symbol="biên bản A-3")

    assert (document.symbol, document.number, document.year) == ("biên bản A-3", None, None)


def test_the_file_is_kept_and_comes_back_byte_for_byte() -> None:
    document = a_document(data=b"\x00\x01giao ban", file_name="a.docx")

    assert document.file is not None
    assert bytes_of(document.file) == b"\x00\x01giao ban"


def test_the_same_file_under_two_documents_is_kept_once() -> None:
    first = a_document(data=b"same", file_name="a.txt")
    second = a_document(data=b"same", file_name="b.txt")

    assert first.file == second.file
    assert len(files_kept()) == 1


def test_the_same_text_is_registered_once_whatever_its_line_ends_and_accents() -> None:
    there = a_document(text="Tổ Bảo trì\nsửa mái nhà kho.")
    decomposed = "Tổ Bảo trì\r\n\r\nsửa  mái nhà kho.\n"

    with pytest.raises(DocumentAlreadyRegistered) as refusal:
        a_document(text=decomposed)

    assert refusal.value.document_id == there.pk


@pytest.mark.parametrize("marking", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_of_a_secret_document_nothing_is_kept(marking: str) -> None:
    with pytest.raises(SecretDocument):
        a_document(text=f"{marking}\n\nBáo cáo về kho vật tư", data=b"secret", file_name="m.docx")

    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()
    assert not Entry.objects.exists()
    assert files_kept() == []


def test_a_text_about_secrecy_is_no_secret() -> None:
    assert a_document(text="Rà soát quy chế bảo mật của phòng máy.").pk


@pytest.mark.parametrize("text", [" \n\t ", "\x00"])
def test_a_document_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(DocumentEmpty):
        a_document(text=text)


def test_a_value_that_does_not_fit_leaves_no_file_behind() -> None:
    with pytest.raises(ValidationError):
        a_document(symbol="x" * 200, data=b"bytes", file_name="a.txt")

    assert files_kept() == []


def test_only_the_office_registers_documents() -> None:
    with pytest.raises(PermissionDenied):
        a_document(actor=a_user())

    assert not Document.objects.exists()


def test_registering_is_written_in_the_trail() -> None:
    document = a_document(symbol="7/TB-VPX")

    entry = Entry.objects.get()
    assert (entry.verb, entry.target) == (
        "documents.registered",
        f"documents.document:{document.pk}",
    )


def test_a_passage_is_taken_once_with_its_words() -> None:
    document = a_document(text="Tổ Xe bảo dưỡng xe ca. Tổ Điện thay đèn.")

    first = services.take_excerpt(document=document, start=0, end=22, rule="task")
    again = services.take_excerpt(document=document, start=0, end=22, rule="task")

    assert first == again
    assert first.text == "Tổ Xe bảo dưỡng xe ca."


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (0, 999)])
def test_a_passage_lies_in_the_text(start: int, end: int) -> None:
    document = a_document()

    with pytest.raises(ExcerptOutsideText):
        services.take_excerpt(document=document, start=start, end=end, rule="task")

    assert not Excerpt.objects.exists()


def test_citations_noted_again_take_the_place_of_the_old_ones() -> None:
    document = a_document()

    for symbol in ("1/QĐ-X", "2/QĐ-X"):
        services.note_citations(document=document, citations=[CitedDocument(symbol, 0, 5)])

    assert [citation.symbol for citation in Citation.objects.all()] == ["2/QĐ-X"]
