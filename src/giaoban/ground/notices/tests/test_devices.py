"""What devices are told, by a push service on this machine, and whom nothing is ever sent to."""

import json
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from py_vapid import Vapid02  # type: ignore[import-untyped]  # it ships no types
from pytest_django.fixtures import Settings

from giaoban.ground.notices import pushing, services
from giaoban.ground.notices.models import Device, Notice
from giaoban.ground.notices.services.devices import LATER
from giaoban.ground.notices.tests.build import DAILY, HIDDEN, NOW, a_notice, a_reader
from giaoban.ground.notices.tests.push_service import Browser, PushService, a_push_service
from giaoban.ground.notices.types import PushRefused, TooManyDevices

pytestmark = pytest.mark.django_db

NIGHT = datetime(2025, 3, 31, 15, 0, tzinfo=UTC)  # 22:00 in Viet Nam
MORNING = datetime(2025, 4, 1, 0, 0, tzinfo=UTC)  # 7:00 the next day


@pytest.fixture
def service(settings: Settings, tmp_path: Path) -> Iterator[PushService]:
    settings.VAR = tmp_path
    settings.LANGUAGE_CODE = "en"
    with a_push_service(tmp_path) as service:
        settings.PUSH_SERVICES = ["localhost"]
        settings.PUSH_TO_THIS_NETWORK = True
        settings.PUSH_CA_FILE = str(service.certificate)
        yield service


def a_device(
    service: PushService,
    *,
    reader: AbstractUser | None = None,
    browser: Browser | None = None,
    path: str = "/send/1",
) -> Device:
    browser = browser or Browser()
    return services.add_device(
        actor=reader or a_reader(),
        endpoint=f"{service.address}{path}",
        key=browser.key,
        secret=browser.secret,
        name="Firefox, Linux",
        now=NOW,
    )


def told_to(browser: Browser, service: PushService) -> list[dict[str, Any]]:
    return [json.loads(browser.read(taken.body)) for taken in service.taken]


def test_a_browser_reads_what_was_pushed_and_nobody_on_the_way_does(service: PushService) -> None:
    reader, browser = a_reader(), Browser()
    a_device(service, reader=reader, browser=browser)
    a_notice(reader)

    assert services.push_waiting(now=NOW) == 1
    [message] = told_to(browser, service)
    assert message == {
        "title": "giaoban",
        "body": "Something urgent",
        "path": f"/people/{reader.pk}/",
    }
    assert b"urgent" not in service.taken[0].body


def test_a_message_names_nobody_and_nothing_that_was_written(service: PushService) -> None:
    reader, browser = a_reader(full_name="Vũ Thị Lan"), Browser()
    a_device(service, reader=reader, browser=browser)
    for _ in range(3):
        a_notice(reader)
    services.push_waiting(now=NOW)
    [message] = told_to(browser, service)

    assert message["body"] == "3 thông báo"
    assert "Lan" not in json.dumps(message, ensure_ascii=False)


def test_the_service_is_told_who_sends_by_a_signed_token(service: PushService) -> None:
    device = a_device(service)
    a_notice(device.user)
    services.push_waiting(now=NOW)
    headers = service.taken[0].headers

    assert Vapid02.verify(headers["Authorization"])
    assert f"k={pushing.public_key()}" in headers["Authorization"]
    assert (headers["Content-Encoding"], headers["Topic"]) == ("aes128gcm", "giaoban")


def test_what_was_told_is_not_told_again(service: PushService) -> None:
    device = a_device(service)
    a_notice(device.user)

    assert [services.push_waiting(now=NOW) for _ in range(2)] == [1, 0]


def test_ten_thousand_notices_are_one_message(service: PushService) -> None:
    device = a_device(service)
    template = a_notice(device.user)
    Notice.objects.bulk_create(
        Notice(
            recipient=device.user,
            kind=template.kind,
            about=template.about,
            sent_at=NOW,
            push_after=NOW,
        )
        for _ in range(9999)
    )
    services.push_waiting(now=NOW)

    assert len(service.taken) == 1


def test_devices_are_told_nothing_in_quiet_hours(service: PushService) -> None:
    device = a_device(service)
    a_notice(device.user, now=NIGHT)

    assert services.push_waiting(now=NIGHT + timedelta(hours=8)) == 0
    assert services.push_waiting(now=MORNING) == 1


def test_a_kind_that_was_switched_off_is_not_shown(service: PushService) -> None:
    device = a_device(service)
    services.choose_push(actor=device.user, kind=DAILY, is_pushed=False)
    a_notice(device.user, kind=DAILY)

    assert services.push_waiting(now=NOW) == 0


def test_what_its_reader_read_or_may_no_longer_see_is_not_pushed(service: PushService) -> None:
    device, other = a_device(service), a_reader()
    read = a_notice(device.user)
    services.mark_read(reader=device.user, notice_id=read.pk, now=NOW)
    a_notice(device.user, about=other)
    HIDDEN.add(other.pk)
    try:
        services.push_waiting(now=NOW)
    finally:
        HIDDEN.discard(other.pk)

    assert not service.taken


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_has_ended_is_let_go(service: PushService, status: int) -> None:
    device = a_device(service)
    a_notice(device.user)
    service.status = status
    services.push_waiting(now=NOW)

    assert not Device.objects.exists()


@pytest.mark.parametrize("status", [301, 307, 429, 500])
def test_what_a_service_does_not_take_is_tried_again_later(
    service: PushService, status: int
) -> None:
    device = a_device(service)
    a_notice(device.user)
    service.status = status
    assert services.push_waiting(now=NOW) == 0
    service.status = 201

    assert services.push_waiting(now=NOW) == 0
    assert services.push_waiting(now=NOW + LATER) == 1


def test_after_a_day_the_inbox_alone_tells_it(service: PushService) -> None:
    device = a_device(service)
    a_notice(device.user)
    service.status = 500
    services.push_waiting(now=NOW + timedelta(hours=25))
    service.status = 201

    assert services.push_waiting(now=NOW + timedelta(hours=26)) == 0


def test_no_redirect_is_followed(service: PushService) -> None:
    device = a_device(service)
    a_notice(device.user)
    service.status, service.location = 307, f"{service.address}/elsewhere"
    services.push_waiting(now=NOW)

    assert [taken.path for taken in service.taken] == ["/send/1"]


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://localhost/send",
        "https://push.example.com/send",
        "https://localhost.example.com/send",
        "https://127.0.0.1/send",
        "https://169.254.169.254/latest",
        "https://who@localhost/send",
        "https://localhost:x/send",
        "https://[localhost/send",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_of_nobody_we_know_is_refused(service: PushService, endpoint: str) -> None:
    browser = Browser()
    with pytest.raises(PushRefused):
        services.add_device(
            actor=a_reader(),
            endpoint=endpoint,
            key=browser.key,
            secret=browser.secret,
            name="",
            now=NOW,
        )


def test_a_name_with_a_star_lets_in_what_lies_below_it_alone(settings: Settings) -> None:
    settings.PUSH_SERVICES = ["*.push.example.com"]

    assert pushing.checked_address("https://web.push.example.com/1")
    for host in ("push.example.com", "evilpush.example.com", "web.push.example.com.evil.vn"):
        with pytest.raises(PushRefused):
            pushing.checked_address(f"https://{host}/1")


def test_another_port_than_that_of_https_is_refused(settings: Settings) -> None:
    settings.PUSH_SERVICES = ["push.example.com"]

    with pytest.raises(PushRefused):
        pushing.checked_address("https://push.example.com:8443/1")


def test_a_known_name_that_leads_into_this_network_is_not_spoken_to(
    service: PushService, settings: Settings
) -> None:
    device = a_device(service)
    a_notice(device.user)
    settings.PUSH_TO_THIS_NETWORK = False
    host, port = service.server_address[:2]

    with pytest.raises(OSError, match="leads into this network"):
        pushing._public_address("localhost", int(port))  # noqa: SLF001 - the guard itself
    services.push_waiting(now=NOW)
    assert not service.taken
    assert host == "127.0.0.1"


def test_a_service_that_cannot_show_who_it_is_gets_nothing(
    service: PushService, settings: Settings
) -> None:
    device = a_device(service)
    a_notice(device.user)
    settings.PUSH_CA_FILE = ""

    assert services.push_waiting(now=NOW) == 0
    assert not service.taken


@pytest.mark.parametrize(
    ("key", "secret"),
    [("x", "x"), ("", ""), (Browser().key, "AAAA"), ("BAAA", Browser().secret), ("!", "!")],
    ids=["letters", "nothing", "short-secret", "short-key", "no-base64"],
)
def test_keys_that_no_browser_gives_are_refused(
    service: PushService, key: str, secret: str
) -> None:
    with pytest.raises(PushRefused):
        services.add_device(
            actor=a_reader(),
            endpoint=f"{service.address}/1",
            key=key,
            secret=secret,
            name="",
            now=NOW,
        )


def test_a_browser_belongs_to_whoever_asked_in_it_last(service: PushService) -> None:
    first = a_device(service)
    second = a_device(service)

    assert first.pk == second.pk
    assert Device.objects.get().user == second.user


def test_one_ends_ones_own_devices_alone(service: PushService) -> None:
    device = a_device(service)
    services.remove_device(actor=a_reader(), device_id=device.pk)
    assert Device.objects.exists()

    services.remove_device(actor=device.user, device_id=device.pk)
    assert not Device.objects.exists()


def test_ten_devices_are_the_most(service: PushService) -> None:
    reader = a_reader()
    for number in range(10):
        a_device(service, reader=reader, path=f"/send/{number}")

    with pytest.raises(TooManyDevices):
        a_device(service, reader=reader, path="/send/one-more")


def test_our_key_is_kept_beside_the_data_for_us_alone(
    service: PushService, settings: Settings
) -> None:
    first = pushing.public_key()
    file = Path(settings.VAR) / "push-key.pem"

    assert pushing.public_key() == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.glob(".push-key*")] == []


def test_where_no_service_is_named_nothing_is_pushed(settings: Settings) -> None:
    settings.PUSH_SERVICES = []

    assert a_notice().push_after is None
    assert services.key_for_devices() == ""
