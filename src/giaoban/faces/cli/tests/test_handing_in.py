from pathlib import Path

import pytest

from giaoban.cycle.intake.models import StoredReading
from giaoban.cycle.intake.tests.build import NOTICE, Agency
from giaoban.faces.cli.handing_in import hand_in
from giaoban.records.documents.models import Document

pytestmark = pytest.mark.django_db


def a_file(folder: Path, text: str = NOTICE) -> str:
    file = folder / "thong-bao.txt"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_file_comes_onto_the_desk_of_the_office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = Agency().clerk()

    status = hand_in(a_file(tmp_path), username=clerk.username, language="en")

    reading = StoredReading.objects.get()
    assert status == 0
    assert reading.read_by == clerk
    assert capsys.readouterr().out == f"4 proposals: /desk/{reading.pk}/\n"


def test_the_same_file_again_leads_to_the_same_desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = Agency().clerk()
    file = a_file(tmp_path)

    for _ in range(2):
        assert hand_in(file, username=clerk.username, language="en") == 0

    assert "read before" in capsys.readouterr().out
    assert StoredReading.objects.count() == 1


def test_a_secret_file_is_refused_and_nothing_of_it_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = Agency().clerk()
    secret = a_file(tmp_path, "TUYỆT MẬT\n\n" + NOTICE)

    status = hand_in(secret, username=clerk.username, language="en")

    assert status == 2
    assert "secrecy marking" in capsys.readouterr().err
    assert not Document.objects.exists()


def test_whoever_is_not_of_the_office_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agency = Agency()
    file = a_file(tmp_path)

    for username in (agency.officer().username, "khong-ai"):
        assert hand_in(file, username=username, language="en") == 2

    assert "no such user" in capsys.readouterr().err
    assert not Document.objects.exists()


def test_a_file_that_is_not_there_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = Agency().clerk()

    assert hand_in(str(tmp_path / "x.txt"), username=clerk.username, language="vi") == 2
    assert capsys.readouterr().err.count("\n") == 1
