"""An administrator at work: a unit, an account, an appointment, a sheet; and every form holds."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from e2e.agency import TODAY, AtWork
from e2e.conftest import Troubles
from e2e.test_every_page import Axe, Rounds, SignIn, Visit
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.platform.models import CalendarDay
from giaoban.records.organisations.administration import services
from giaoban.records.organisations.administration.models import Sheet
from giaoban.records.organisations.administration.tests.build import (
    UNIT_HEAD,
    a_sheet,
    a_workbook,
)
from giaoban.records.organisations.models import Appointment, Unit
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.tests.build import at

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "chin chiec cau bac qua song"  # noqa: S105 (of an invented person)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Windows = Callable[..., Page]


@pytest.fixture(autouse=True)
def day_and_files(settings: Settings, tmp_path: Path) -> None:
    settings.DAY = TODAY
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def work() -> AtWork:
    return AtWork()


@pytest.fixture
def administrator(work: AtWork) -> User:
    user = a_user(username="quan.tri", full_name="Vũ Thị Quản", password=PASSWORD)
    return an_appointment(user=user, unit=work.agency.ministry, post=Post.ADMINISTRATOR).user


def raise_rights(page: Page) -> None:
    """Prove who one is; the page that was asked for follows."""
    page.goto(reverse("administering:establish"))
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect(page.locator("[name=short_name]")).to_be_visible()


def send(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()


def confirm(page: Page) -> None:
    send(page)
    page.locator("button[name=confirmed]").click()
    expect(page.get_by_role("status").locator("p").first).to_be_visible()


def test_an_administrator_needs_no_shell(page: Page, sign_in: SignIn, administrator: User) -> None:
    sign_in(page, administrator)
    raise_rights(page)
    page.locator("[name=name]").fill("Vụ Khai khoáng")
    page.locator("[name=kind]").select_option("department")
    page.locator("[name=valid_from]").fill("01/07/2020")
    confirm(page)
    unit = Unit.objects.get(key="vu-khai-khoang")

    page.goto(reverse("administering:open-account"))
    page.locator("[name=full_name]").fill("Đinh Thị Mơ")
    page.locator("[name=username]").fill("mo.dt")
    confirm(page)
    person = User.objects.get(username="mo.dt")

    page.locator("a", has_text="Bổ nhiệm").click()
    page.locator("[name=unit]").select_option(str(unit.pk))
    page.locator("[name=post]").select_option("head")
    page.locator("[name=valid_from]").fill("01/07/2020")
    confirm(page)
    assert Appointment.objects.get(user=person).valid_from == date(2020, 7, 1)

    page.goto(reverse("administering:bring-sheet", args=["units"]))
    rows = [UNIT_HEAD, ("Phòng Mỏ", "division", "Vụ Khai khoáng", "01/07/2020", "", "")]
    page.locator("[name=file]").set_input_files(
        {"name": "don-vi.xlsx", "mimeType": EXCEL, "buffer": a_workbook(rows)}
    )
    send(page)
    expect(page.locator("main tbody th").first).to_have_text("Mới")
    send(page)
    expect(page.get_by_role("status").locator("p").first).to_be_visible()
    assert Unit.objects.get(key="phong-mo").versions.get().parent == unit


def forms(work: AtWork, actor: User) -> Iterator[Visit]:
    sheet: Sheet = a_sheet(
        [("Phòng Mỏ", "division", "", "01/07/2020", "", ""), ("Vụ Hỏng", "lạ", "", "", "x", "")],
        actor=actor,
    )
    day: CalendarDay = services.set_day(
        actor=actor, day=date(2020, 7, 20), is_worked=False, name="Nghỉ mẫu", now=at(TODAY)
    )
    appointment = Appointment.objects.get(user=work.officer)
    asked: dict[str, list[object]] = {
        "establish": [],
        "change-unit": [work.long.pk],
        "close-unit": [work.long.pk],
        "add-alias": [work.long.pk],
        "open-account": [],
        "correct-account": [work.officer.pk],
        "close-account": [work.officer.pk],
        "appoint": [work.officer.pk],
        "end-appointment": [appointment.pk],
        "add-field": [],
        "put-in-charge": [work.field.pk],
        "set-day": [],
        "forget-day": [day.pk],
        "add-template": [],
        "bring-pack": [],
        "shipped-pack": ["mic-2020"],
        "bring-sheet": ["people"],
        "sheet": [sheet.pk],
    }
    for name, args in asked.items():
        yield Visit(None, reverse(f"administering:{name}", args=args))


def test_every_form_holds_on_a_desktop(
    page: Page, axe: Axe, sign_in: SignIn, work: AtWork, administrator: User
) -> None:
    sign_in(page, administrator)
    raise_rights(page)
    rounds = Rounds(page, axe, sign_in)
    rounds.visit(forms(work, administrator), rounds.on_desktop)
    assert not rounds.wrong, "\n\n".join(rounds.wrong)


def test_every_form_holds_on_a_phone(
    phone: Page, axe: Axe, sign_in: SignIn, work: AtWork, administrator: User
) -> None:
    sign_in(phone, administrator)
    raise_rights(phone)
    rounds = Rounds(phone, axe, sign_in)
    rounds.visit(forms(work, administrator), rounds.on_a_phone)
    assert not rounds.wrong, "\n\n".join(rounds.wrong)


def test_mistakes_and_confirmations_hold(
    page: Page,
    axe: Axe,
    sign_in: SignIn,
    troubles: Troubles,
    administrator: User,
) -> None:
    troubles.forgive("422")
    sign_in(page, administrator)
    raise_rights(page)
    rounds = Rounds(page, axe, sign_in)
    send(page)
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    rounds.wrong += rounds.on_desktop()
    page.goto(reverse("administering:close-account", args=[an_appointment().user.pk]))
    page.locator("[name=reason]").fill("Chuyển công tác")
    send(page)
    expect(page.locator(".gb-call")).to_be_visible()
    rounds.wrong += rounds.on_desktop()
    assert not rounds.wrong, "\n\n".join(rounds.wrong)
