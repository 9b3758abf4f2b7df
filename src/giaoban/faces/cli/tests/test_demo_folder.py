from pathlib import Path

import pytest

from giaoban.faces.cli.commands.demo import use_demo


@pytest.fixture(autouse=True)
def environment_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the demo sets is gone after the test."""
    for name in ("GIAOBAN_VAR", "GIAOBAN_DAY", "GIAOBAN_SECOND_FACTOR"):
        monkeypatch.setenv(name, "")


def test_the_demo_has_a_folder_of_its_own_in_that_of_run_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIAOBAN_VAR", str(tmp_path))

    assert use_demo() == tmp_path / "demo"


def test_without_a_folder_of_run_data_it_stands_in_the_usual_one() -> None:
    assert use_demo() == Path("var/demo")
