import io
import json
import os
import sys
from pathlib import Path

import pytest

from giaoban.faces.cli import reading_files, side_by_side
from giaoban.faces.cli.main import main
from giaoban.faces.cli.progress import ProgressBar
from giaoban.faces.cli.reading_files import Manner, Told, told_of
from giaoban.kit.reader.opening import Reason, Unreadable

TEXT = "Giao Vụ Một rà soát Quyết định số {}/QĐ-BTN trước ngày 15/7/2020.\n"
MANNER = Manner("en", 100, as_json=True, several=True)


@pytest.fixture
def briefings(tmp_path: Path) -> list[str]:
    files = [tmp_path / f"{number}.txt" for number in range(6)]
    for number, file in enumerate(files):
        file.write_text(TEXT.format(number), encoding="utf-8")
    return list(map(str, files))


def test_many_files_are_read_side_by_side_in_the_order_in_which_they_were_named(
    briefings: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--json", *briefings]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["file"] for line in lines] == briefings


def test_a_bad_one_among_many_does_not_stop_the_others(
    briefings: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(briefings[2]).write_bytes(b"\0")

    assert main(["read", "--json", "--lang", "en", *briefings, "not-there.txt"]) == 2

    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 5
    assert f"{briefings[2]}: The format" in told.err
    assert "no such file" in told.err


def _told_or_dead(name: str, _manner: Manner) -> Told:
    """Stands for the reading of a file that takes all memory: its process is ended."""
    if name == "deadly":
        os._exit(9)
    return Told(name)


def test_a_file_that_a_process_dies_of_takes_only_its_own_reading_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(side_by_side, "told_of_one", _told_or_dead)
    heard: list[tuple[int, int]] = []

    told = list(told_of(["a", "b", "deadly", "c", "d"], MANNER, lambda *at: heard.append(at)))

    assert [each.out for each in told] == ["a", "b", "", "c", "d"]
    assert told[2].status == reading_files.FAILED
    assert Unreadable(Reason.TOO_COSTLY).text("en") in told[2].complaints[0]
    assert heard[-1] == (5, 5)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_it_is_and_ends_without_a_trace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    bar = ProgressBar()

    bar(1, 2)
    assert "█" in terminal.getvalue()
    assert terminal.getvalue().endswith("1/2")
    bar(2, 2)
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_where_there_is_no_terminal_there_is_no_bar(
    briefings: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["read", "--json", *briefings])

    assert capsys.readouterr().err == ""
