"""Files that somebody sends: what they may reach, what their names may do, and who looks first."""

import html
import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as WordDocument
from openpyxl import Workbook  # type: ignore[import-untyped]  # it ships no types
from pytest_django.fixtures import Settings

from giaoban.cycle.intake.services import read_document
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.scanning import NotScanned
from giaoban.kit.paper.checking import check_template
from giaoban.kit.reader.opening import Unreadable, open_file
from giaoban.records.documents.models import Document
from giaoban.records.organisations.administration.columns import columns_of
from giaoban.records.organisations.administration.opening_sheets import open_sheet
from giaoban.records.organisations.administration.types import SheetKind
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post

NOON = datetime(2025, 3, 31, 5, tzinfo=UTC)
OUTSIDE = "what-lies-outside"
PLACE = "cho-thay"  # what the entity takes the place of
TEXT = "Giao Văn phòng soát lại lịch họp."


def a_word_file() -> bytes:
    document, file = WordDocument(), io.BytesIO()
    document.add_paragraph(f"Việc cần làm: {PLACE}")
    document.save(file)
    return file.getvalue()


def a_workbook() -> bytes:
    book, file = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append([str(column.heading) for column in columns_of(SheetKind.UNITS)])
    sheet.append([PLACE for _column in columns_of(SheetKind.UNITS)])
    book.save(file)
    return file.getvalue()


def an_open_document() -> bytes:
    file = io.BytesIO()
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    text = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{names}office:1.0" '
        f'xmlns:text="{names}text:1.0"><office:body><office:text>'
        f"<text:p>Việc cần làm: {PLACE}</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", text)
    return file.getvalue()


SOUND = {
    "a.docx": (a_word_file, "word/document.xml"),
    "a.odt": (an_open_document, "content.xml"),
    "a.xlsx": (a_workbook, "xl/sharedStrings.xml"),
}
DOORS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "reader, Word": ("a.docx", lambda data: open_file(data, name="a.docx").text),
    "reader, OpenDocument": ("a.odt", lambda data: open_file(data, name="a.odt").text),
    "reader, Excel": ("a.xlsx", lambda data: open_file(data, name="a.xlsx").text),
    "sheet of units": ("a.xlsx", lambda data: repr(open_sheet(kind=SheetKind.UNITS, data=data))),
    "template": ("a.docx", lambda data: repr(check_template(data))),
}


@pytest.mark.parametrize("door", DOORS)
def test_no_entity_reaches_outside_of_its_file(door: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(OUTSIDE, encoding="utf-8")
    name, opened = DOORS[door]
    told = ""
    with suppress(Unreadable, RuleBroken):
        told = opened(with_entity(name, outside.as_uri()))

    assert OUTSIDE not in told


def with_entity(name: str, address: str) -> bytes:
    """The file with an entity, which lies at the address, in place of a part of its text."""
    entity = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY out SYSTEM "{address}">]>'
    build, member = SOUND[name]
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(build())) as sound, zipfile.ZipFile(made, "w") as bad:
        for each in sound.infolist():
            inside = sound.read(each)
            if each.filename == member:
                assert PLACE.encode() in inside
                text = re.sub(r"<\?xml[^>]*\?>", "", inside.decode(), count=1)
                inside = (entity + text.replace(PLACE, "&out;")).encode()
            bad.writestr(each, inside)
    return made.getvalue()


@pytest.mark.parametrize("name", SOUND)
def test_without_the_entity_the_files_are_read(name: str) -> None:
    """Else the test above would hold because nothing is."""
    assert PLACE in open_file(SOUND[name][0](), name=name).text


def test_an_entity_of_a_web_page_reaches_nothing(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(OUTSIDE, encoding="utf-8")
    page = (
        f'<!DOCTYPE html [<!ENTITY out SYSTEM "{outside.as_uri()}">]><html><body>'
        f'<p>Giao Văn phòng rà soát: &out;</p><iframe src="{outside.as_uri()}"></iframe>'
        "</body></html>"
    )

    assert OUTSIDE not in open_file(page.encode(), name="a.html").text


@pytest.mark.django_db
def test_a_file_for_the_desk_is_scanned_before_anything_opens_it(
    client: Client, settings: Settings
) -> None:
    settings.CLAMAV = "/nowhere/clamd.ctl"
    client.force_login(an_appointment(post=Post.OFFICE_CLERK).user)
    file = SimpleUploadedFile("viec.txt", TEXT.encode())
    answer = client.post(reverse("intake:read"), {"file": file})

    assert answer.status_code == 422
    assert str(NotScanned()) in html.unescape(answer.text)
    assert not Document.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["../../etc/x.txt", "a\r\nSet-Cookie: b=c.txt", 'a";b=".txt', "x" * 900, "\x00.txt"]
)
def test_no_name_of_a_file_reaches_a_path_or_breaks_a_header(
    client: Client, settings: Settings, name: str
) -> None:
    actor = an_appointment(post=Post.OFFICE_CLERK).user
    file = SimpleUploadedFile("a.txt", TEXT.encode())
    file.name = name.replace("\x00", "")
    reading = read_document(actor=actor, now=NOON, data=TEXT.encode(), file_name=file.name or "")
    client.force_login(actor)
    told = client.get(reverse("documents:file", args=[reading.document.pk]))
    disposition = told.headers["Content-Disposition"]
    b"".join(told)  # read to its end, which closes the file
    told.close()
    kept = [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]

    assert disposition.startswith("attachment; filename")
    assert not set("\r\n") & set(disposition)
    assert kept
    assert all(re.fullmatch(r"[0-9a-f]{64}", path.name) for path in kept)
