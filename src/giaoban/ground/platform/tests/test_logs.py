import json
import logging
import sys
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from giaoban.ground.platform.logs import JsonLines, log_settings
from giaoban.ground.platform.requests import RequestNumber

PERSON = "Nguyễn Thị Mẫu"


def a_line(name: str, words: str, *arguments: object, **more: Any) -> dict[str, Any]:
    logger = logging.getLogger(name)
    exc_info = sys.exc_info() if more.pop("failed", False) else None
    record = logger.makeRecord(
        name, logging.ERROR, "file.py", 1, words, arguments, exc_info, extra=more
    )
    line: dict[str, Any] = json.loads(JsonLines().format(record))
    return line


def test_a_line_is_one_object_with_when_who_and_what() -> None:
    line = a_line("giaoban.requests", "slow request", view="tasks:list", ms=1500)

    assert line["at"].endswith("+00:00")
    assert (line["level"], line["logger"], line["said"]) == (
        "ERROR",
        "giaoban.requests",
        "slow request",
    )
    assert (line["view"], line["ms"]) == ("tasks:list", 1500)


def test_words_of_several_lines_stay_one_line() -> None:
    record = logging.makeLogRecord({"name": "giaoban", "msg": "một\nhai"})

    assert "\n" not in JsonLines().format(record)


def test_an_error_tells_its_kind_and_place_and_not_its_words() -> None:
    def look_up() -> None:
        raise ValueError(PERSON)

    try:
        look_up()
    except ValueError:
        line = a_line("django.request", "%s: %s", "Internal Server Error", "/x/", failed=True)

    assert line["error"] == "builtins.ValueError"
    assert line["where"][-1].endswith("look_up")
    assert PERSON not in json.dumps(line, ensure_ascii=False)


def test_of_others_only_the_pattern_is_told() -> None:
    assert a_line("somebody.else", "no date in %s", PERSON)["said"] == "no date in %s"


def test_what_django_refused_is_told_without_the_address() -> None:
    line = a_line("django.request", "%s: %s", "Internal Server Error", f"/search/{PERSON}")

    assert line["said"] == "Internal Server Error"


def test_only_known_fields_come_along() -> None:
    line = a_line("giaoban.requests", "request", view="tasks:list", person=PERSON)

    assert PERSON not in json.dumps(line, ensure_ascii=False)


def test_every_line_of_a_request_bears_its_number() -> None:
    seen: list[dict[str, Any]] = []

    def answer(_request: HttpRequest) -> HttpResponse:
        seen.extend([a_line("giaoban", "one"), a_line("somebody.else", "two")])
        return HttpResponse()

    response = RequestNumber(answer)(HttpRequest())

    assert {line["request"] for line in seen} == {response.headers["X-Request-ID"]}
    assert "request" not in a_line("giaoban", "afterwards")


def test_no_request_chooses_its_own_number() -> None:
    request = HttpRequest()
    request.META["HTTP_X_REQUEST_ID"] = "chosen"
    response = RequestNumber(lambda _request: HttpResponse())(request)

    assert len(response.headers["X-Request-ID"]) == 16
    assert "chosen" not in response.headers["X-Request-ID"]


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "WARNING", "ERROR"])
def test_statements_with_their_values_are_never_logged(level: str) -> None:
    loggers: Any = log_settings(level)["loggers"]

    assert loggers["django.db.backends"]["level"] == "WARNING"
