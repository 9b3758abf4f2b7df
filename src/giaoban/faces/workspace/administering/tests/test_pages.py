"""The pages of the administration, as an administrator walks through them."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it ships no types
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from giaoban.cycle.intake.models import Proposal
from giaoban.cycle.intake.tests.build import Agency, a_reading
from giaoban.faces.workspace.administering.calendars.moves import moves_of
from giaoban.faces.workspace.administering.tests.build import a_raised_visit
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.platform.models import CalendarDay
from giaoban.kit.paper.plain import plain_word
from giaoban.kit.paper.word import shipped_template
from giaoban.records.organisations.administration.models import Sheet, WordTemplate
from giaoban.records.organisations.administration.tests.build import (
    UNIT_HEAD,
    a_workbook,
    an_administrator,
)
from giaoban.records.organisations.models import Appointment, Field, FieldInCharge, Unit
from giaoban.records.organisations.tests.build import a_charge, a_field, a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks.models import DeadlineMove, Span, Task
from giaoban.records.tasks.services import change_deadline, go_on_moving
from giaoban.records.tasks.tests.build import a_task, at
from giaoban.records.tasks.types import Share

pytestmark = pytest.mark.django_db

TODAY = date(2020, 7, 2)
MONDAY = date(2020, 7, 6)


@pytest.fixture(autouse=True)
def day_and_files(settings: Settings, tmp_path: Path) -> None:
    settings.DAY = TODAY
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def administrator() -> User:
    return an_administrator()


@pytest.fixture
def visit(administrator: User) -> Client:
    """An administrator whose rights are raised."""
    return a_raised_visit(administrator)


def sent(visit: Client, page: str, /, *args: Any, **told: Any) -> Any:
    """The form sent and confirmed."""
    return visit.post(reverse(f"administering:{page}", args=args), {**told, "confirmed": "1"})


# Units


def test_a_unit_is_shown_before_it_is_founded(visit: Client) -> None:
    ministry = a_unit(name="Bộ Khoáng Đạt", kind=UnitKind.MINISTRY)
    told = {
        "name": "Vụ Khai Khoáng",
        "kind": "department",
        "parent": ministry.pk,
        "valid_from": "01/07/2020",
    }

    page = visit.post(reverse("administering:establish"), told)
    assert (page.status_code, Unit.objects.filter(key="vu-khai-khoang").exists()) == (200, False)
    assert "01/07/2020" in page.text

    assert sent(visit, "establish", **told).status_code == 302
    assert Unit.objects.get(key="vu-khai-khoang").versions.get().parent == ministry


def test_what_is_refused_is_told_beside_its_field(visit: Client) -> None:
    parent = a_unit(name="Cục Mẫu", valid_from=date(2020, 1, 1))
    told = {"name": "Phòng", "kind": "division", "parent": parent.pk, "valid_from": "01/01/2019"}

    page = visit.post(reverse("administering:establish"), told)

    assert page.status_code == 422
    form = page.context["form"]
    assert list(form.errors) == ["parent"]
    assert not Unit.objects.filter(key="phong").exists()


def test_a_change_shows_what_was_and_what_will_be(visit: Client) -> None:
    unit = a_unit(name="Vụ Cũ", valid_from=date(2018, 1, 1))
    told = {"name": "Vụ Mới", "kind": "department", "valid_from": "01/08/2020"}

    page = visit.post(reverse("administering:change-unit", args=[unit.pk]), told)
    assert "Vụ Cũ" in page.text
    assert "Vụ Mới" in page.text

    sent(visit, "change-unit", unit.pk, **told)
    names = list(unit.versions.order_by("valid_from").values_list("name", flat=True))
    assert names == ["Vụ Cũ", "Vụ Mới"]


def test_what_another_changed_meanwhile_is_not_overwritten(visit: Client) -> None:
    unit = a_unit(name="Vụ Cũ", valid_from=date(2018, 1, 1))
    address = reverse("administering:change-unit", args=[unit.pk])
    seen = visit.get(address).context["form"]["seen"].value()
    version = unit.versions.get()
    version.name = "Vụ của người khác"
    version.save()

    told = {"name": "Vụ của tôi", "kind": "department", "valid_from": "01/08/2020", "seen": seen}
    page = visit.post(address, {**told, "confirmed": "1"})

    assert page.status_code == 422
    assert "Vụ của người khác" in page.text
    assert "Vụ của tôi" in page.text
    assert unit.versions.count() == 1


def test_going_back_from_the_confirmation_keeps_what_was_typed(visit: Client) -> None:
    told = {"name": "Vụ Dở dang", "kind": "department", "valid_from": "01/08/2020", "again": "1"}

    page = visit.post(reverse("administering:establish"), told)

    assert 'value="Vụ Dở dang"' in page.text
    assert not Unit.objects.filter(key="vu-do-dang").exists()


def test_closing_a_unit_says_who_still_serves_there(visit: Client) -> None:
    unit = a_unit(name="Vụ Mẫu")
    user = an_appointment(unit=unit).user

    page = visit.post(
        reverse("administering:close-unit", args=[unit.pk]), {"valid_to": "01/08/2020"}
    )
    assert str(user) in page.text

    sent(visit, "close-unit", unit.pk, valid_to="01/08/2020")
    assert unit.versions.get().valid_to == date(2020, 8, 1)
    assert Appointment.objects.get(user=user).valid_to is None


def test_the_tree_of_a_day_tells_what_is_not_in_force(visit: Client) -> None:
    a_unit(name="Vụ Đang có")
    a_unit(name="Vụ Đã bỏ", valid_from=date(2010, 1, 1), valid_to=date(2015, 1, 1))

    page = visit.get(reverse("administering:units"))
    assert "Vụ Đang có" in [line.version.name for line in page.context["lines"]]
    assert [each.name for each in page.context["otherwhen"]] == ["Vụ Đã bỏ"]
    then = visit.get(reverse("administering:units"), {"on": "01/06/2012"})
    assert [line.version.name for line in then.context["lines"]] == ["Vụ Đã bỏ"]


def test_units_are_found_without_accents(visit: Client) -> None:
    a_unit(name="Cục Viễn thông")

    page = visit.get(reverse("administering:units"), {"q": "vien thong"})

    assert [line.version.name for line in page.context["lines"]] == ["Cục Viễn thông"]


# People


def test_an_account_is_opened_and_its_link_shown_once(visit: Client) -> None:
    told = {"full_name": "Đinh Thị Mơ", "username": "mo.dt", "email": "mo@coquan.vn"}
    sent(visit, "open-account", **told)
    user = User.objects.get(username="mo.dt")
    assert not user.has_usable_password()

    page = visit.post(reverse("administering:give-link", args=[user.pk]))

    assert "/accounts/one-time/" in page.text
    again = visit.get(reverse("administering:person", args=[user.pk]))
    assert "/accounts/one-time/" not in again.text


def test_a_user_name_that_is_taken_is_told_beside_it(visit: Client) -> None:
    a_user(username="mo.dt")

    page = visit.post(
        reverse("administering:open-account"), {"full_name": "Mơ", "username": "MO.DT"}
    )

    assert list(page.context["form"].errors) == ["username"]


def test_people_are_found_without_accents_and_told_by_their_given_name(visit: Client) -> None:
    a_user(full_name="Đinh Thị Mơ")
    a_user(full_name="Mai Đình An")

    page = visit.get(reverse("administering:people"), {"q": "dinh"})

    assert [str(line.user) for line in page.context["lines"]] == ["Mai Đình An", "Đinh Thị Mơ"]


def test_an_appointment_begins_and_ends_by_its_pages(visit: Client) -> None:
    user, unit = a_user(), a_unit()
    told = {"unit": unit.pk, "post": "officer", "valid_from": "01/07/2020"}
    sent(visit, "appoint", user.pk, **told)
    appointment = Appointment.objects.get(user=user)

    page = visit.post(reverse("administering:appoint", args=[user.pk]), told)
    assert list(page.context["form"].errors) == ["post"]

    sent(visit, "end-appointment", appointment.pk, valid_to="01/09/2020")
    appointment.refresh_from_db()
    assert appointment.valid_to == date(2020, 9, 1)


def test_closing_an_account_ends_nothing_and_says_what_stays(visit: Client) -> None:
    unit = a_unit(name="Vụ Mẫu")
    user = an_appointment(unit=unit).user
    a_task(lead=unit, assigned_on=date(2020, 6, 1), due_on=date(2020, 7, 20))

    page = visit.post(
        reverse("administering:close-account", args=[user.pk]), {"reason": "Nghỉ hưu"}
    )
    assert len(page.context["confirmation"].warnings) == 2

    sent(visit, "close-account", user.pk, reason="Nghỉ hưu")
    user.refresh_from_db()
    assert not user.is_active
    assert Appointment.objects.get(user=user).valid_to is None
    visit.post(reverse("administering:reopen-account", args=[user.pk]))
    user.refresh_from_db()
    assert user.is_active


def test_what_an_account_says_is_corrected(visit: Client) -> None:
    user = a_user(full_name="Dinh Thi Mo")

    assert sent(visit, "correct-account", user.pk, full_name="Đinh Thị Mơ").status_code == 302

    user.refresh_from_db()
    assert user.full_name == "Đinh Thị Mơ"


# Fields


def test_a_field_is_added_and_given_to_a_unit(visit: Client) -> None:
    unit = a_unit()
    sent(visit, "add-field", name="Khoáng sản")
    field = Field.objects.get(key="khoang-san")
    assert visit.get(reverse("administering:fields")).context["unheld"] == 1

    sent(visit, "put-in-charge", field.pk, unit=unit.pk, valid_from="01/07/2020")

    charge = FieldInCharge.objects.get(field=field)
    assert charge.unit == unit
    assert visit.get(reverse("administering:fields")).context["unheld"] == 0
    sent(visit, "end-charge", charge.pk, valid_to="01/10/2020")
    charge.refresh_from_db()
    assert charge.valid_to == date(2020, 10, 1)


# Calendars


def test_the_preview_of_a_day_tells_the_duties_that_fall_on_it(visit: Client) -> None:
    a_task(title="Nộp báo cáo mỏ", assigned_on=date(2020, 6, 1), due_on=MONDAY)
    told = {"day": "06/07/2020", "is_worked": "0", "name": "Nghỉ mẫu"}

    page = visit.post(reverse("administering:set-day"), told)
    assert "Nộp báo cáo mỏ" in page.text
    assert "07/07/2020" in page.text
    assert not CalendarDay.objects.exists()

    sent(visit, "set-day", **told)
    assert CalendarDay.objects.get().day == MONDAY


def test_a_counted_deadline_of_a_waiting_proposal_is_told_anew(administrator: User) -> None:
    agency = Agency()
    reading = a_reading(actor=agency.clerk())
    document = reading.document
    document.issued_on = date(2020, 7, 1)
    document.save()
    proposal = Proposal.objects.filter(reading=reading).first()
    assert proposal is not None
    proposal.due_text, proposal.due_on = "trong 5 ngày làm việc", date(2020, 7, 8)
    proposal.save()

    row = CalendarDay(day=MONDAY, is_worked=False, name="Nghỉ mẫu")
    moves = moves_of(actor=administrator, on=TODAY, day=MONDAY, row=row)

    assert [(each.before, each.after) for each in moves.waiting] == [
        (date(2020, 7, 8), date(2020, 7, 9))
    ]


def a_counted_task(*, title: str = "Rà soát biểu mẫu", role: str = "lead") -> Task:
    """A task of which a deadline was reckoned in working days, 1 to 8 July 2020."""
    counted = {"words": "trong 5 ngày làm việc", "anchor": date(2020, 7, 1)}
    share = Share(a_unit().pk, date(2020, 7, 8), **counted)  # type: ignore[arg-type]  # told in one dict
    lead = role == "lead"
    return a_task(
        title=title,
        assigned_on=date(2020, 7, 1),
        due_on=date(2020, 7, 8) if lead else date(2020, 7, 30),
        due_words=counted["words"] if lead else "",
        due_anchor=counted["anchor"] if lead else None,
        coordinating=() if lead else (share,),
    )


@pytest.mark.parametrize("role", ["lead", "coordinate"])
def test_deadlines_that_were_counted_move_in_every_role_by_one_act(
    visit: Client, role: str
) -> None:
    a_counted_task(role=role)
    told = {"day": "06/07/2020", "is_worked": "0", "name": "Nghỉ mẫu", "moves": "on"}

    page = visit.post(reverse("administering:set-day"), told)
    assert "Rà soát biểu mẫu" in page.text
    assert "09/07/2020" in page.text
    assert Span.objects.filter(role=role, valid_to=None).get().due_on == date(2020, 7, 8)

    sent(visit, "set-day", **told)

    assert Span.objects.filter(role=role, valid_to=None).get().due_on == date(2020, 7, 9)
    assert DeadlineMove.objects.get().moved == 1


def test_a_deadline_that_people_set_otherwise_is_not_moved(visit: Client) -> None:
    task = a_counted_task()
    change_deadline(
        actor=task.created_by,
        duty_id=task.duties.get().pk,
        due_on=date(2020, 7, 10),
        note="Theo ý kiến chỉ đạo",
        now=at(TODAY),
    )

    sent(visit, "set-day", day="06/07/2020", is_worked="0", name="Nghỉ mẫu", moves="on")

    assert Span.objects.get(valid_to=None).due_on == date(2020, 7, 10)
    assert not DeadlineMove.objects.exists()


def test_more_than_a_few_move_apart_from_the_page_which_tells_how_far_it_is(
    visit: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("giaoban.records.tasks.services.moving.AT_ONCE", 1)
    for _number in range(2):
        a_counted_task()

    page = sent(visit, "set-day", day="06/07/2020", is_worked="0", name="Nghỉ", moves="on")
    move = DeadlineMove.objects.get()
    address = reverse("administering:calendar-move", args=[move.pk])

    assert page.headers["Location"] == address
    assert "every 2s" in visit.get(address).text
    go_on_moving(move_id=move.pk, now=at(TODAY))
    assert "every 2s" not in visit.get(address).text
    assert set(Span.objects.filter(valid_to=None).values_list("due_on", flat=True)) == {
        date(2020, 7, 9)
    }


def test_a_year_that_is_not_announced_says_so_until_it_is_confirmed(visit: Client) -> None:
    address = f"{reverse('administering:calendar')}?year=2031"
    assert visit.get(address).context["year"].waits

    visit.post(reverse("administering:confirm-year", args=[2031]))

    assert not visit.get(address).context["year"].waits


def test_a_row_is_taken_out_by_its_page(visit: Client) -> None:
    row = CalendarDay.objects.create(day=MONDAY, is_worked=False, name="Nghỉ mẫu")

    sent(visit, "forget-day", row.pk)

    assert not CalendarDay.objects.exists()


# Templates and packs


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_the_agencys_template_makes_the_report_once_in_force(visit: Client) -> None:
    visit.post(
        reverse("administering:add-template"),
        {"paper": "score-card", "file": upload("mau.docx", shipped_template())},
    )
    template = WordTemplate.objects.get()

    visit.post(reverse("administering:use-template", args=[template.pk]))

    assert visit.get(reverse("tasks:score-card-word")).status_code == 200
    assert visit.get(reverse("administering:template-file", args=[template.pk])).content
    visit.post(reverse("administering:return-to-shipped", args=["score-card"]))
    assert not WordTemplate.objects.filter(is_in_force=True).exists()


def test_a_template_that_does_not_fill_is_told_place_by_place(visit: Client) -> None:
    page = visit.post(
        reverse("administering:add-template"),
        {"paper": "score-card", "file": upload("mau.docx", plain_word("Kính gửi {{ ai_do }}."))},
    )

    assert page.status_code == 422
    assert "ai_do" in page.text
    assert not WordTemplate.objects.exists()


def test_a_shipped_pack_is_previewed_and_loaded(visit: Client) -> None:
    address = reverse("administering:shipped-pack", args=["mic-2020"])
    assert visit.get(address).context["count"] > 90
    assert not Field.objects.exists()

    visit.post(address)

    assert Field.objects.count() > 20
    assert visit.get(address).context["count"] == 0


# Sheets


def test_a_sheet_is_brought_looked_at_and_loaded(visit: Client) -> None:
    rows = [
        UNIT_HEAD,
        ("Bộ Khoáng Đạt", "ministry", "", "01/01/2018", "", ""),
        ("Vụ Hỏng", "ministry", "Bộ Không Có", "01/01/2018", "", ""),
    ]
    visit.post(
        reverse("administering:bring-sheet", args=["units"]),
        {"file": upload("don-vi.xlsx", a_workbook(rows))},
    )
    sheet = Sheet.objects.get()

    page = visit.get(reverse("administering:sheet", args=[sheet.pk]))
    assert "Bộ Không Có" in page.text
    wrong = visit.get(reverse("administering:sheet-errors", args=[sheet.pk]))
    [line] = list(openpyxl.load_workbook(io.BytesIO(wrong.content)).active.values)[1:]
    assert line[0] == "Vụ Hỏng"
    assert "Bộ Không Có" in line[-1]

    visit.post(reverse("administering:load-sheet", args=[sheet.pk]))
    assert Unit.objects.filter(key="bo-khoang-dat").exists()
    assert visit.get(reverse("administering:sheet", args=[sheet.pk])).status_code == 200


def test_the_empty_sheet_can_be_brought_back_as_it_is(visit: Client) -> None:
    a_unit(name="Bộ Khoáng Đạt", kind=UnitKind.MINISTRY)
    for kind in ("units", "people"):
        empty = visit.get(reverse("administering:empty-sheet", args=[kind]))
        answer = visit.post(
            reverse("administering:bring-sheet", args=[kind]),
            {"file": upload("mau.xlsx", empty.content)},
        )
        assert answer.status_code == 302, kind


def test_what_is_no_sheet_is_told_beside_the_file(visit: Client) -> None:
    page = visit.post(
        reverse("administering:bring-sheet", args=["units"]),
        {"file": upload("anh.png", b"\x89PNG\r\n\x1a\n\0\0")},
    )

    assert list(page.context["form"].errors) == ["file"]


# The door and the start


PAGES = ("start", "units", "people", "fields", "calendar", "templates", "packs", "sheets")


@pytest.mark.parametrize("name", [*PAGES, "establish", "open-account", "set-day", "bring-pack"])
@pytest.mark.parametrize("post", [Post.OFFICE_CLERK, Post.LEADER, Post.AUDITOR, Post.HEAD])
def test_for_others_it_is_not_there(name: str, post: Post) -> None:
    client = Client()
    client.force_login(an_appointment(post=post).user)

    assert client.get(reverse(f"administering:{name}")).status_code == 404


def test_only_administrators_are_led_there(visit: Client) -> None:
    assert 'href="/administration/"' in visit.get("/").text
    client = Client()
    client.force_login(an_appointment(post=Post.OFFICE_CLERK).user)
    assert 'href="/administration/"' not in client.get("/").text


def test_the_start_says_what_waits(visit: Client) -> None:
    a_unit(name="Vụ Vắng người")
    a_user(full_name="Người Chưa Bổ nhiệm")
    a_field(name="Lĩnh vực trống")
    held = a_charge(field=a_field(name="Lĩnh vực có chủ"))

    page = visit.get(reverse("administering:start"))

    for words in ("Vụ Vắng người", "Người Chưa Bổ nhiệm", "Lĩnh vực trống"):
        assert words in page.text, words
    assert str(held.field) not in page.text


def test_pages_to_change_something_ask_for_raised_rights(administrator: User) -> None:
    client = Client()
    client.force_login(administrator)
    for name in ("establish", "open-account", "set-day", "add-template", "bring-pack"):
        answer = client.get(reverse(f"administering:{name}"))
        assert answer.status_code == 302, name
        assert reverse("accounts:confirm") in answer.headers["Location"]
