"""Every state of a duty, and the refusals on the way, reached with the keyboard alone."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from e2e.conftest import Troubles
from giaoban.ground.accounts.models import User
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.models import Duty, Span, Task
from giaoban.records.tasks.tests.build import a_clerk, a_task, an_officer, lead_duty
from giaoban.records.tasks.types import DutyRole, Stage

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Page, User], None]
DAY, DUE = date(2025, 3, 10), date(2025, 3, 31)
PATIENCE = 20_000  # milliseconds for what the page asks meanwhile, on a busy machine
FURTHEST = 200  # times that Tab is pressed until something must have come
HERE = """() => {
    const at = document.activeElement;
    return [at.href || (at.form && at.form.action) || "", at.name || "", at.type || ""];
}"""


Reached = Callable[[str, str, str], bool]


def field(name: str) -> Reached:
    """The field of that name has the focus."""
    return lambda _address, found, _type: found == name


class Desk:
    """Two people who take turns at one page, and what they press."""

    def __init__(self, page: Page, sign_in: SignIn) -> None:
        self.page, self._sign_in = page, sign_in
        self.unit = a_unit(name="Cục Thử nghiệm")
        self.below = a_unit(name="Phòng Thử nghiệm", parent=self.unit)
        self.other = a_unit(name="Vụ Khác")
        self.clerk, self.officer = a_clerk(), an_officer(self.unit)
        self.head = an_appointment(unit=self.unit, post=Post.HEAD).user
        self.task: Task = a_task(
            lead=self.unit, clerk=self.clerk, assigned_on=date(2025, 3, 3), due_on=DUE
        )

    def come(self, who: User) -> None:
        self.page.context.clear_cookies()
        self._sign_in(self.page, who)
        self.page.goto(reverse("tasks:task", args=[self.task.pk]))

    def tab_to(self, wanted: Reached) -> None:
        for _press in range(FURTHEST):
            if wanted(*self.page.evaluate(HERE)):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach it on {self.page.url}")

    def act(self, who: User, slug: str, **typed: str) -> None:
        """Take a step as one of them: to its button, its fields in order, and send it."""
        self.come(who)
        self.open(slug)
        self.send(**typed)
        expect(self.page).to_have_url(reverse("tasks:task", args=[self.task.pk]))

    def open(self, slug: str) -> None:
        self.tab_to(lambda address, _name, _type: address.endswith(f"/{slug}/"))
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(re.compile(f"/{slug}/$"))

    def send(self, **typed: str) -> None:
        for name, text in typed.items():
            self.tab_to(field(name))
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(text)
        self.tab_to(lambda _address, name, kind: kind == "submit" and not name)
        self.page.keyboard.press("Enter")

    def stands(self, stage: Stage) -> None:
        assert lead_duty(self.task).stage == stage


@pytest.fixture
def desk(page: Page, sign_in: SignIn, settings: Settings) -> Desk:
    settings.DAY = DAY
    return Desk(page, sign_in)


def day(of: date) -> str:
    return f"{of:%d/%m/%Y}"


def test_a_duty_lives_through_every_stage(desk: Desk) -> None:
    unit, office = desk.officer, desk.clerk
    desk.stands(Stage.ASSIGNED)

    desk.act(unit, "decline", note="Không thuộc chức năng")
    desk.stands(Stage.DECLINED)
    desk.act(office, "keep", note="Đúng là của đơn vị")
    desk.stands(Stage.ASSIGNED)
    desk.come(unit)
    desk.tab_to(lambda address, _name, _type: address.endswith("/acknowledge/"))
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("form[action$='/acknowledge/']")).to_have_count(0)
    desk.stands(Stage.UNDERWAY)
    desk.act(unit, "difficulty", note="Thiếu số liệu")
    desk.act(unit, "progress", note="Được một nửa")
    desk.act(office, "suspend", note="Chờ Luật")
    desk.stands(Stage.SUSPENDED)
    desk.act(office, "resume", note="Luật đã ban hành")
    desk.act(unit, "report", note="Tờ trình")
    desk.stands(Stage.REPORTED)
    desk.act(office, "return", note="Thiếu phụ lục")
    desk.stands(Stage.RETURNED)
    desk.act(unit, "report", note="Đã bổ sung")
    desk.act(office, "confirm")
    desk.stands(Stage.CONFIRMED)
    desk.act(office, "reopen", note="Phải làm lại")
    desk.stands(Stage.UNDERWAY)
    desk.act(office, "cancel", note="Không cần nữa")
    desk.stands(Stage.CANCELLED)


def test_an_extension_is_asked_refused_asked_again_and_granted(desk: Desk) -> None:
    asked, granted = DUE + timedelta(days=14), DUE + timedelta(days=8)

    desk.act(desk.officer, "ask-extension", due_on=day(asked), note="Chờ số liệu")
    desk.act(desk.clerk, "refuse-extension", note="Chưa đủ lý do")
    desk.act(desk.officer, "ask-extension", due_on=day(asked), note="Chờ số liệu tỉnh")
    desk.act(desk.clerk, "extend", due_on=day(granted))

    span = Span.objects.get(task=desk.task, valid_to=None)
    assert (span.due_on, span.original_due_on) == (granted, DUE)


def test_a_duty_goes_to_the_unit_that_was_proposed(desk: Desk) -> None:
    desk.come(desk.officer)
    desk.open("decline")
    desk.tab_to(field("unit"))
    desk.page.keyboard.press("End")  # the last unit of the list
    proposed = int(desk.page.locator("[name=unit]").input_value())
    desk.tab_to(field("unit"))
    desk.page.keyboard.press("Shift+Tab")
    desk.page.keyboard.type("Của đơn vị khác")
    desk.send()
    expect(desk.page).to_have_url(reverse("tasks:task", args=[desk.task.pk]))

    desk.act(desk.clerk, "transfer", note="Đúng là của đơn vị ấy")

    assert Span.objects.get(task=desk.task, valid_to=None).unit_id == proposed


def test_a_head_assigns_a_part_and_confirms_it(desk: Desk) -> None:
    desk.come(desk.head)
    desk.open("parts/new")
    desk.page.keyboard.press("Tab")
    desk.tab_to(field("part"))
    desk.page.keyboard.type("Tổng hợp số liệu")
    desk.tab_to(field("unit"))
    desk.page.keyboard.press("End")
    desk.send(due="trong 5 ngày làm việc")
    expect(desk.page.locator(".gb-tree")).to_contain_text("Tổng hợp số liệu")

    part = Duty.objects.get(role=DutyRole.PART)
    assert Span.objects.get(duty=part).due_on == date(2025, 3, 17)


def test_too_late_is_said_and_not_offered(desk: Desk, settings: Settings) -> None:
    settings.DAY = DUE + timedelta(days=1)

    desk.come(desk.officer)

    expect(desk.page.locator("main")).to_contain_text(day(DUE))
    assert desk.page.locator("a[href$='/ask-extension/']").count() == 0


@pytest.mark.parametrize(
    ("slug", "typed"),
    [
        ("decline", {}),
        ("difficulty", {}),
        ("ask-extension", {"due_on": "31/03/2025", "note": "Chờ"}),
        ("report", {}),
    ],
)
def test_what_is_refused_is_said_where_the_keyboard_is(
    desk: Desk, troubles: Troubles, slug: str, typed: dict[str, str]
) -> None:
    troubles.forgive("422")
    desk.come(desk.officer)
    desk.open(slug)
    desk.send(**typed)

    expect(desk.page.locator(".gb-errors")).to_be_focused()
    desk.stands(Stage.ASSIGNED)


def test_a_task_with_words_for_a_deadline_and_rows_for_units_is_assigned_by_keys(
    desk: Desk,
) -> None:
    desk.come(desk.clerk)
    desk.page.goto(reverse("tasks:new"))
    desk.tab_to(field("title"))
    desk.page.keyboard.type("Lập kế hoạch kiểm tra")
    desk.tab_to(field("lead"))
    desk.page.keyboard.press("End")
    desk.tab_to(field("due"))
    desk.page.keyboard.type("trong 10 ngày làm việc")
    expect(desk.page.locator("#id_due_said")).to_contain_text("24/03/2025", timeout=PATIENCE)
    desk.tab_to(field("with-0-unit"))
    desk.page.keyboard.press("ArrowDown")
    desk.tab_to(lambda address, _name, _type: "rows=" in address)
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("[name=with-3-unit]")).to_be_visible()
    desk.send()

    expect(desk.page.locator(".gb-head--task h1")).to_have_text("Lập kế hoạch kiểm tra")
    task = Task.objects.get(title="Lập kế hoạch kiểm tra")
    assert list(Span.objects.filter(task=task).values_list("due_on", flat=True)) == [
        date(2025, 3, 24),
        date(2025, 3, 24),
    ]


def test_a_series_is_begun_with_its_next_times_in_sight(desk: Desk) -> None:
    desk.come(desk.clerk)
    desk.page.goto(reverse("recurring:new"))
    desk.tab_to(field("title"))
    desk.page.keyboard.type("Báo cáo tháng")
    desk.tab_to(field("words"))
    desk.page.keyboard.type("ngày 20 hằng tháng")
    expect(desk.page.locator("main table")).to_contain_text("20/08/2025", timeout=PATIENCE)
    desk.tab_to(field("lead"))
    desk.page.keyboard.press("End")
    desk.send()

    expect(desk.page.locator("main h1")).to_have_text("Báo cáo tháng")
    expect(desk.page.locator("main table tbody tr").first).to_contain_text("20/03/2025")
