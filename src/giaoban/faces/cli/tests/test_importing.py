from pathlib import Path

import pytest

from giaoban.faces.cli.importing import REFUSED, WRONG, import_file
from giaoban.records.tasks.importing.models import Batch
from giaoban.records.tasks.importing.tests.build import a_row, comma_separated, units
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.tests.build import a_clerk, an_officer

pytestmark = pytest.mark.django_db


def a_file(folder: Path, *rows: list[object]) -> Path:
    path = folder / "giao-viec.csv"
    path.write_bytes(comma_separated(list(rows)))
    return path


def test_a_file_is_imported_in_the_name_of_a_clerk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units()
    path = a_file(tmp_path, a_row(), a_row("Việc hai", "Tổ Vô danh"))

    status = import_file(path=path, username=a_clerk().username, dry_run=False, language="en")

    assert status == WRONG
    assert Task.objects.count() == 1
    assert "Tổ Vô danh" in capsys.readouterr().out


def test_a_dry_run_tells_what_would_be_and_leaves_nothing(tmp_path: Path) -> None:
    units()
    path, clerk = a_file(tmp_path, a_row()), a_clerk()

    assert import_file(path=path, username=clerk.username, dry_run=True, language="en") == 0
    assert not Task.objects.exists()
    assert not Batch.objects.exists()


def test_who_may_not_import_is_refused(tmp_path: Path) -> None:
    first, _second = units()
    path, officer = a_file(tmp_path, a_row()), an_officer(first)

    for username in (officer.username, "nobody"):
        status = import_file(path=path, username=username, dry_run=False, language="en")
        assert status == REFUSED
    assert not Task.objects.exists()
