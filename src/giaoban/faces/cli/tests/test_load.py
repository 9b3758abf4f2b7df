import json
from pathlib import Path

import pytest

from giaoban.faces.cli.pack_loading import load
from giaoban.records.organisations.models import Unit

pytestmark = pytest.mark.django_db


def a_file(folder: Path, *, name: str = "Vụ Mây", text: str | None = None) -> str:
    pack = {
        "schema": "giaoban.pack/1",
        "valid_from": "2017-02-17",
        "units": [{"key": "vu-may", "name": name, "kind": "department"}],
    }
    path = folder / "pack.json"
    path.write_text(json.dumps(pack) if text is None else text, encoding="utf-8")
    return str(path)


def test_a_file_of_ones_own_is_loaded_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_file(tmp_path)

    assert load(path, language="en") == 0
    assert "Units: 1 added, 0 unchanged" in capsys.readouterr().out
    assert load(path, language="en") == 0
    assert "Nothing was changed" in capsys.readouterr().out


def test_a_name_told_otherwise_is_shown_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(a_file(tmp_path), language="en")

    assert load(a_file(tmp_path, name="Vụ Gió"), language="en") == 0

    assert "“Vụ Mây” stays; the pack says “Vụ Gió”" in capsys.readouterr().out
    assert Unit.objects.get().versions.get().name == "Vụ Mây"


@pytest.mark.parametrize("text", ["{", "[]", "{}", "no JSON"])
def test_what_is_no_pack_is_refused_with_a_sentence(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(a_file(tmp_path, text=text), language="en") == 2

    errors = capsys.readouterr().err
    assert errors.startswith(str(tmp_path))
    assert len(errors.splitlines()) == 1


def test_a_name_that_is_nowhere_tells_which_packs_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert load("nowhere", language="en") == 2
    assert "mic-2020" in capsys.readouterr().err


def test_a_pack_of_regimes_is_loaded_once_and_a_preview_keeps_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert load("statistics", language="en", preview=True) == 0
    assert load("statistics", language="en") == 0
    assert load("statistics", language="en") == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "Regimes of reporting: 4 added, 0 unchanged",
        "Regimes of reporting: 4 added, 0 unchanged",
        "Regimes of reporting: 0 added, 4 unchanged",
    ]
