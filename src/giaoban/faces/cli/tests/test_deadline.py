import json

import pytest

from giaoban.faces.cli.main import main

PHRASE = "trong 10 ngày làm việc kể từ ngày 22/8/2025"


def test_json_has_four_keys_by_the_holidays_of_viet_nam(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", PHRASE, "--anchor", "2025-08-22", "--json", "--lang", "en"]) == 0

    assert json.loads(capsys.readouterr().out) == {
        "kind": "working_days",
        "on": "2025-09-09",
        "recurs": None,
        "explanation": "10 working days from 22/08/2025, the first day not counted "
        "(Civil Code 2015, Art. 147); 01/09 and 02/09 off (Quốc khánh): 09/09/2025",
    }


def test_an_event_that_nobody_knows_leaves_the_day_open(capsys: pytest.CaptureFixture[str]) -> None:
    phrase = "sau 05 ngày làm việc kể từ ngày nhận được văn bản"
    main(["deadline", phrase, "--anchor", "22/08/2025", "--json", "--lang", "vi"])

    answer = json.loads(capsys.readouterr().out)
    assert (answer["kind"], answer["on"]) == ("working_days", None)
    assert "ngày nhận được văn bản" in answer["explanation"]


def test_the_answer_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    main(["deadline", "ngày 20 hằng tháng", "--anchor", "2025-08-22", "--lang", "en"])

    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "Next time: 20/09/2025",
        "Kind of deadline: recurring",
        "Recurs: FREQ=MONTHLY;BYMONTHDAY=20",
    ]


def test_a_count_into_a_year_without_announced_holidays_says_that_it_may_change(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["deadline", "10 ngày", "--anchor", "2031-05-05", "--json", "--lang", "en"])

    assert "2031 are not all announced" in json.loads(capsys.readouterr().out)["explanation"]


def test_an_anchor_that_is_no_day_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", PHRASE, "--anchor", "2025-02-30"]) == 2
    assert "--anchor" in capsys.readouterr().err
