"""The pages of reporting, as a browser asks for them."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from giaoban.cycle.reporting.models import (
    Obligation,
    Period,
    Proposal,
    Regime,
    RegimeVersion,
    Return,
)
from giaoban.cycle.reporting.regimes import selectors as regimes
from giaoban.cycle.reporting.returns import selectors, services
from giaoban.cycle.reporting.tests.build import Ministry, at
from giaoban.cycle.reporting.types import ReturnState
from giaoban.ground.accounts.models import User
from giaoban.records.organisations.types import Post

pytestmark = pytest.mark.django_db
TODAY = date(2020, 6, 16)


@pytest.fixture(autouse=True)
def day(settings: Settings) -> None:
    settings.DAY = TODAY


def a_client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def of_regime(client: Client, regime: Regime) -> dict[str, Any]:
    """What a browser would send of the form that changes a regime, as it stands."""
    page = client.get(reverse("reporting:change-regime", args=[regime.pk])).context["page_of"]
    sent: dict[str, Any] = {}
    for form in (page.form, *(row for rows in page.lists for row in rows)):
        for bound in form:
            value = bound.value()
            if isinstance(value, datetime | date):
                value = f"{value:%d/%m/%Y}"
            if value is not None and value is not False and value != []:
                sent[bound.html_name] = value
    for rows in page.lists:
        sent |= {f"{rows.prefix}-TOTAL_FORMS": len(rows.forms)}
        sent |= {f"{rows.prefix}-INITIAL_FORMS": rows.initial_form_count()}
    return sent


def test_a_new_version_made_on_the_page_holds_what_was_typed_and_keeps_the_keys() -> None:
    ministry = Ministry()
    regime = ministry.regime()
    client = a_client(ministry.clerk)
    sent = of_regime(client, regime) | {
        "name": "Báo cáo tháng, bản mới",
        "valid_from": "01/07/2020",
        "sections-3-title": "Kiến nghị",
        "figures-1-DELETE": "on",
        "figures-0-parts": "3",
    }
    answer = client.post(reverse("reporting:change-regime", args=[regime.pk]), sent)
    assert answer.status_code == 302, [each.errors for each in answer.context["page_of"].lists]
    version = regimes.versions_of(regime=regime)[0]
    assert version.name == "Báo cáo tháng, bản mới"
    assert [each.key for each in version.sections.all()] == [
        "ket-qua",
        "qua-han",
        "ky-toi",
        "kien-nghi-4",
    ]
    figures = {each.key: each.parts for each in version.figures.all()}
    assert figures == {"tong": ["mang"], "mang": [], "dung-han": []}
    assert version.levels.get().recipient_id == ministry.office.pk


def test_the_rates_of_a_period_are_told_with_their_parts() -> None:
    ministry = Ministry()
    period = ministry.june()
    ministry.sent(ministry.owed(period))
    page = a_client(ministry.clerk).get(reverse("reporting:period", args=[period.pk]))
    assert "Đã gửi: 1/2" in page.text
    assert page.text.count("50,00 %") == 2
    assert "100,00 %" in page.text


def test_a_form_with_mistakes_tells_them_and_keeps_nothing() -> None:
    ministry = Ministry()
    client = a_client(ministry.clerk)
    sent = of_regime(client, ministry.regime()) | {"levels-0-due_number": "0", "valid_from": "x"}
    answer = client.post(reverse("reporting:new-regime"), sent)
    assert answer.status_code == 422
    assert RegimeVersion.objects.count() == 1


def test_an_own_cut_off_needs_its_numbers() -> None:
    ministry = Ministry()
    client = a_client(ministry.clerk)
    sent = of_regime(client, ministry.regime()) | {"cut_off": "own"}
    sent |= {"window_day": "", "months_before": ""}
    answer = client.post(reverse("reporting:new-regime"), sent)
    assert "window_day" in answer.context["form"].errors


def test_a_pack_is_loaded_and_a_period_opened_by_buttons() -> None:
    ministry = Ministry()
    client = a_client(ministry.clerk)
    client.post(reverse("reporting:load-pack", args=["decree-09-2019"]))
    regime = Regime.objects.get(key="nd09-month")
    client.post(reverse("reporting:open-period", args=[regime.pk]), {"key": "2020-06"})
    period = Period.objects.get()
    page = client.get(reverse("reporting:period", args=[period.pk]))
    assert [line.unit for line in page.context["lines"]] == [
        "Vụ Bưu chính Nông thôn",
        "Vụ Viễn thông Biên giới",
    ]


@pytest.mark.parametrize("key", ["2020-13", "", "x" * 50])
def test_a_period_that_is_none_is_not_opened(key: str) -> None:
    ministry = Ministry()
    regime = ministry.regime()
    client = a_client(ministry.clerk)
    answer = client.post(reverse("reporting:open-period", args=[regime.pk]), {"key": key})
    assert (answer.status_code, Period.objects.count()) == (302, 0)


class AtWork:
    """The first department has begun its June, and its officer has the page open."""

    def __init__(self) -> None:
        self.ministry = Ministry()
        self.owed = self.ministry.owed(self.ministry.june())
        self.written = self.ministry.begun(self.owed)
        self.section = selectors.sections_of(written=self.written)[0].section_id
        self.client = a_client(self.ministry.officer)

    def at(self, name: str, *more: int) -> str:
        return reverse(f"reporting:{name}", args=[self.owed.pk, *more])

    def save(self, text: str, *, seen: str = "", swap: bool = True, **more: str) -> Any:
        headers = {"HX-Request": "true"} if swap else {}
        sent = {"text": text, "seen": seen, **more}
        return self.client.post(self.at("save-section", self.section), sent, headers=headers)

    def text(self) -> str:
        return selectors.sections_of(written=self.written)[0].text


def test_what_is_typed_is_saved_and_becomes_what_was_seen() -> None:
    work = AtWork()
    answer = work.save("Đã xong hai việc.")
    assert work.text() == "Đã xong hai việc."
    assert 'value="Đã xong hai việc." hx-swap-oob="true"' in answer.text
    assert "<html" not in answer.text


def test_where_two_wrote_the_same_line_both_are_shown_and_one_may_save_over() -> None:
    work = AtWork()
    work.save("Của anh.")
    answer = work.save("Của chị.", swap=False)
    assert answer.status_code == 422
    assert answer.context["conflict"] == "Của anh."
    assert ">\nCủa chị.</textarea>" in answer.text
    work.save("Của chị.", stored="Của anh.", over="1", swap=False)
    assert work.text() == "Của chị."


def test_what_somebody_else_stored_after_the_conflict_is_not_saved_over() -> None:
    work = AtWork()
    work.save("Của anh, sửa lại.")
    answer = work.save("Của chị.", stored="Của anh.", over="1")
    assert answer.context["conflict"] == "Của anh, sửa lại."


def test_figures_and_lines_are_saved_without_script() -> None:
    work = AtWork()
    figure = selectors.figures_of(written=work.written)[0].figure_id
    sent = {f"figure-{figure}": "1.234", f"seen-{figure}": ""}
    assert work.client.post(work.at("save-figures"), sent).status_code == 302
    assert selectors.figures_of(written=work.written)[0].value == 1234


def test_a_file_is_split_and_a_broken_one_told_beside_the_field() -> None:
    work = AtWork()
    report = "I. KẾT QUẢ THỰC HIỆN\nĐã lắp trạm.\n".encode()
    work.client.post(work.at("bring-file"), {"file": SimpleUploadedFile("bc.txt", report)})
    assert Proposal.objects.get().text == "Đã lắp trạm."
    broken = SimpleUploadedFile("bc.docx", b"PK\x03\x04" + b"\xff" * 80)
    answer = work.client.post(work.at("bring-file"), {"file": broken})
    assert (answer.status_code, "file" in answer.context["file_form"].errors) == (422, True)


def test_the_way_from_the_officer_to_the_office_and_back() -> None:
    work = AtWork()
    work.ministry.filled(work.owed)
    work.client.post(work.at("to-head"))
    head, clerk = a_client(work.ministry.head), a_client(work.ministry.clerk)
    assert not head.get(work.at("send")).context["findings"]
    head.post(work.at("send"))
    assert Return.objects.get().state == ReturnState.SENT
    clerk.post(work.at("return-it"), {"comment": "Thiếu số liệu", "again_by": "19/06/2020"})
    assert "Thiếu số liệu" in work.client.get(work.at("return")).text
    head.post(work.at("send"))
    clerk.post(work.at("accept"))
    assert Return.objects.get().state == ReturnState.ACCEPTED
    assert len(clerk.get(work.at("versions")).context["compared"]) == 4


def test_the_checks_ask_for_a_reason_on_the_page() -> None:
    work = AtWork()
    head = a_client(work.ministry.head)
    answer = head.post(work.at("send"), {"reason": ""})
    assert (answer.status_code, len(answer.context["findings"])) == (422, 5)
    assert head.post(work.at("send"), {"reason": "Gửi trước số sơ bộ"}).status_code == 302


def test_who_receives_sees_nothing_before_it_is_sent() -> None:
    work = AtWork()
    work.save("Bản nháp chưa ký.")
    recipient = work.ministry.person(work.ministry.office, Post.HEAD)
    assert "Bản nháp chưa ký." not in a_client(recipient).get(work.at("return")).text
    assert "Bản nháp chưa ký." in work.client.get(work.at("return")).text


def test_people_of_other_units_do_not_find_it() -> None:
    work = AtWork()
    other = a_client(work.ministry.other)
    assert other.get(work.at("return")).status_code == 404
    assert other.post(work.at("save-section", work.section), {"text": "x"}).status_code == 404


def test_an_exemption_and_its_end_on_the_page_of_the_period() -> None:
    work = AtWork()
    clerk = a_client(work.ministry.clerk)
    assert clerk.post(work.at("exempt"), {"reason": ""}).status_code == 422
    clerk.post(work.at("exempt"), {"reason": "Mới thành lập"})
    page = clerk.get(reverse("reporting:period", args=[work.owed.period_id]))
    assert page.context["tally"].beside == 1
    clerk.post(work.at("end-exemption"))
    assert Obligation.objects.get(pk=work.owed.pk).exempt_from is None


def test_the_start_page_lists_what_one_owes_and_what_waits() -> None:
    work = AtWork()
    officer = work.client.get(reverse("reporting:start"))
    assert [line.obligation.pk for line in officer.context["owed"]] == [work.owed.pk]
    work.ministry.filled(work.owed)
    services.send_return(actor=work.ministry.head, obligation_id=work.owed.pk, now=at(TODAY))
    clerk = a_client(work.ministry.clerk).get(reverse("reporting:start"))
    assert [line.obligation.pk for line in clerk.context["waiting"]] == [work.owed.pk]
    assert not work.client.get(reverse("reporting:start")).context["owed"]
