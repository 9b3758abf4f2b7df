"""What happens around every request: counting, logging, bounds, headers."""

import logging
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from prometheus_client.parser import text_string_to_metric_families
from pytest_django.fixtures import Settings

from giaoban.ground.platform.metrics import REGISTRY, told_metrics
from giaoban.ground.platform.middleware import Watch

TOKEN = "x" * 24


def counted(**labels: str) -> float:
    return REGISTRY.get_sample_value("giaoban_requests_total", labels) or 0


def lines_of(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [vars(record) for record in caplog.records if record.name == "giaoban.requests"]


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "giaoban.requests")
    return caplog


@pytest.mark.django_db
def test_a_request_is_counted_and_logged_by_its_view(
    client: Client, heard: pytest.LogCaptureFixture
) -> None:
    labels = {"method": "GET", "view": "accounts:sign-in", "status": "200"}
    before = counted(**labels)
    client.get("/accounts/sign-in/?next=/search/%3Fq=Mau")

    assert counted(**labels) == before + 1
    [line] = lines_of(heard)
    assert (line["view"], line["status"], line["method"]) == ("accounts:sign-in", 200, "GET")
    assert "Mau" not in str(line)


@pytest.mark.django_db
def test_addresses_that_lead_nowhere_make_one_series(client: Client) -> None:
    labels = {"method": "GET", "view": "none", "status": "404"}
    before = counted(**labels)
    client.get("/nowhere/1/")
    client.get("/nowhere/2/")

    assert counted(**labels) == before + 2


def test_a_method_that_somebody_invents_makes_no_series() -> None:
    before = counted(method="other", view="none", status="200")
    Watch(lambda _request: HttpResponse())(RequestFactory().generic("INVENTED", "/"))

    assert counted(method="other", view="none", status="200") == before + 1


@pytest.mark.django_db
def test_a_slow_request_is_a_warning_with_what_the_database_took(
    settings: Settings, heard: pytest.LogCaptureFixture
) -> None:
    settings.SLOW_MS = 0

    def answer(_request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return HttpResponse()

    Watch(answer)(RequestFactory().get("/"))

    [line] = lines_of(heard)
    assert (line["levelname"], line["msg"], line["queries"]) == ("WARNING", "slow request", 1)


@pytest.mark.django_db
def test_probes_leave_no_line(client: Client, heard: pytest.LogCaptureFixture) -> None:
    client.get("/health/live")

    assert not lines_of(heard)


@pytest.mark.django_db
def test_a_body_beyond_the_bound_is_refused_in_words(client: Client, settings: Settings) -> None:
    settings.BODY_MAX_BYTES = 2_000_000
    answer = client.post("/accounts/sign-in/", {"username": "x" * 2_000_000})

    assert answer.status_code == 413
    assert "2 MB" in answer.text


@pytest.mark.parametrize("length", ["-1", "1e9", "²", "99999999999999999999"])
@pytest.mark.django_db
def test_a_length_that_is_none_is_refused(client: Client, length: str) -> None:
    answer = client.post("/accounts/sign-in/", {}, CONTENT_LENGTH=length)

    assert answer.status_code in {400, 413}


@pytest.mark.django_db
def test_pages_use_no_devices_and_are_used_by_no_other_site(client: Client) -> None:
    headers = client.get("/accounts/sign-in/").headers

    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_no_copy_of_a_page_is_kept_that_was_made_for_somebody(client: Client) -> None:
    client.force_login(get_user_model().objects.create(username="mau"))

    assert client.get("/").headers["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_a_monitor_on_this_machine_counts(client: Client) -> None:
    answer = client.get("/metrics")

    assert answer.status_code == 200
    names = {family.name for family in text_string_to_metric_families(answer.text)}
    assert {"giaoban_requests", "giaoban_request_seconds", "giaoban_disk_free_bytes"} <= names


@pytest.mark.django_db
@pytest.mark.parametrize(
    "where",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},  # whoever comes through a proxy of this machine
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
)
def test_for_others_the_counts_are_not_there(client: Client, where: dict[str, str]) -> None:
    assert client.get("/metrics", **where).status_code == 404  # type: ignore[arg-type]  # headers


@pytest.mark.django_db
def test_with_a_token_only_who_knows_it_counts(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN

    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer wróng").status_code == 404
    far = {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}
    assert client.get("/metrics", **far).status_code == 200  # type: ignore[arg-type]  # headers


def test_no_label_holds_what_somebody_asked_for() -> None:
    known = {"method", "view", "status", "le", "version"}
    families = text_string_to_metric_families(told_metrics().decode())

    assert {label for family in families for each in family.samples for label in each.labels} <= (
        known
    )
