import io
import json
import subprocess
import sys
import tracemalloc
import unicodedata
from pathlib import Path

import pytest

from giaoban.faces.cli.language import language_of
from giaoban.faces.cli.main import main
from giaoban.kit.reader.opening import MAX_BYTES

TEXT = (
    "THÔNG BÁO\nKết luận hội nghị giao ban tháng 6/2020\n"
    "Ngày 01/7/2020, Thứ trưởng Trần Văn Thử chủ trì hội nghị giao ban.\n"
    "Giao Vụ Bưu chính chủ trì rà soát Quyết định số 12/QĐ-BTN trước ngày 15/7/2020.\n"
)


@pytest.fixture
def briefing(tmp_path: Path) -> Path:
    file = tmp_path / "giao-ban.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_json_is_a_reading_whose_offsets_hold(
    briefing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--json", str(briefing)]) == 0

    reading = json.loads(capsys.readouterr().out)
    assert reading["schema"] == "giaoban.reading/1"
    assert reading["items"]
    assert [TEXT[item["start"] : item["end"]] for item in reading["items"]] == [
        item["text"] for item in reading["items"]
    ]


def test_offsets_count_composed_characters_of_a_decomposed_file(
    briefing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["read", "--json", str(briefing)])
    composed = capsys.readouterr().out
    briefing.write_text(unicodedata.normalize("NFD", TEXT), encoding="utf-8")

    main(["read", "--json", str(briefing)])

    assert capsys.readouterr().out == composed


def test_several_files_give_one_object_a_line_with_its_file(
    briefing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--json", str(briefing), str(briefing)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["file"] for line in lines] == [str(briefing)] * 2


def test_the_table_names_what_was_read(briefing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--lang", "en", str(briefing)]) == 0

    shown = capsys.readouterr().out
    for words in ("Trần Văn Thử", "12/QĐ-BTN", "Vụ Bưu chính", "2020-07-15", "giao ban"):
        assert words in shown


def test_standard_input_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))

    assert main(["read", "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["items"]


def test_a_bad_file_is_told_in_one_sentence_and_does_not_stop_the_others(
    briefing: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bao-cao.docx"
    bad.write_bytes(b"not a zip")

    assert main(["read", "--json", "--lang", "vi", str(bad), str(briefing)]) == 2

    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert len(told.err.splitlines()) == 1
    assert "Tệp không phải là tệp Word" in told.err


def test_the_language_of_a_refusal_is_that_of_the_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()

    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    assert main(["read", str(empty)]) == 2
    assert "Tệp không có chữ nào" in capsys.readouterr().err
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert main(["read", str(empty)]) == 2
    assert "holds no text" in capsys.readouterr().err


def test_a_secret_document_leaves_nothing_on_either_stream(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "a.txt"
    secret.write_text(f"TỐI MẬT\n{TEXT}", encoding="utf-8")

    assert main(["read", "--lang", "en", str(secret)]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert "secrecy marking" in told.err
    assert "Vụ" not in told.err


def test_a_large_file_is_refused_before_it_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024)

    assert MAX_BYTES < 50 * 1024 * 1024
    tracemalloc.start()
    try:
        assert main(["read", "--lang", "en", str(large)]) == 2
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "larger than 20 MB" in capsys.readouterr().err
    assert most < 5 * 1024 * 1024


@pytest.mark.parametrize("name", ["", "missing.txt"], ids=["folder", "missing"])
def test_what_is_no_file_is_told(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--lang", "en", str(tmp_path / name)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("day", ["2020-07-31", "31/07/2020"])
def test_the_anchor_is_a_day_in_either_notation(
    day: str, briefing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--json", "--anchor", day, str(briefing)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["read"], ["read", "--anchor", "31/02/2020", "x"]]
)
def test_what_is_not_understood_ends_with_status_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "usage: giaoban" in capsys.readouterr().err


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "read" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("giaoban ")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": ""}, "vi"),
    ],
)
def test_the_locale_says_the_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_reading_imports_no_django(briefing: Path) -> None:
    code = (
        "import sys; from giaoban.faces.cli.main import main; main(sys.argv[1:]);"
        "print({'django', 'lxml', 'docx', 'trafilatura'} & set(sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "read", "--json", str(briefing)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours

    assert done.stderr.strip() == "set()"


def test_the_package_runs_as_a_module(briefing: Path) -> None:
    command = [sys.executable, "-m", "giaoban", "read", "--json", str(briefing)]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - ours

    assert json.loads(done.stdout)["schema"] == "giaoban.reading/1"
