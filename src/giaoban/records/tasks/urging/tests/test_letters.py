"""The numbered letter: what it is about, that it stays as it was issued, and who reads it."""

import io
from datetime import date, timedelta
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from giaoban.ground.audit.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.records.documents.models import NumberRegister
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.tests.build import a_task, at, confirmed, lead_duty
from giaoban.records.tasks.urging import selectors, services
from giaoban.records.tasks.urging.models import Letter, Message
from giaoban.records.tasks.urging.tests.build import MONDAY, Agency, an_agency, these_rules
from giaoban.records.tasks.urging.types import NothingToUrge, Way

pytestmark = pytest.mark.django_db

NOW = at(MONDAY)
REPORT_BY = MONDAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    settings.DAY = MONDAY
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def agency() -> Agency:
    return an_agency()


@pytest.fixture
def pages(client: Client, agency: Agency) -> Client:
    client.force_login(agency.clerk)
    return client


def owing(agency: Agency, *, due_on: date = date(2025, 7, 10), lead: Unit | None = None) -> Task:
    return a_task(
        title="Báo cáo mẫu",
        lead=lead or agency.unit,
        clerk=agency.clerk,
        assigned_on=date(2025, 7, 1),
        due_on=due_on,
    )


def a_letter(agency: Agency, *about: Task, **more: Any) -> Letter:
    told: dict[str, Any] = {
        "actor": agency.clerk,
        "report_by": REPORT_BY,
        "signer_authority": ("Chánh Văn phòng",),
        "signer_name": "Lê Thị Hoa",
        "now": NOW,
        **more,
    }
    return services.issue_letter(duty_ids=[lead_duty(task).pk for task in about], **told)


def word_of(pages: Client, letter: Letter) -> str:
    answer = pages.get(reverse("urging:letter-word", args=[letter.pk]))
    document = docx.Document(io.BytesIO(answer.content))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*tables, *(paragraph.text for paragraph in document.paragraphs)])


def test_letters_of_a_year_are_numbered_one_after_the_other(agency: Agency) -> None:
    task = owing(agency)
    letters = [a_letter(agency, task) for _ in range(2)]
    next_year = a_letter(agency, task, now=at(date(2026, 1, 5)))

    assert [str(each) for each in (*letters, next_year)] == ["01/BTĐ-VP", "02/BTĐ-VP", "01/BTĐ-VP"]


def test_a_letter_that_is_refused_takes_no_number(agency: Agency) -> None:
    done = confirmed(owing(agency), on=date(2025, 7, 9))

    with pytest.raises(NothingToUrge):
        a_letter(agency, done)
    assert not NumberRegister.objects.exists()


@pytest.mark.parametrize("who", ["officer", "head", "leader"])
def test_only_the_office_urges_by_letter(agency: Agency, who: str) -> None:
    with pytest.raises(PermissionDenied):
        a_letter(agency, owing(agency), actor=getattr(agency, who))


def test_a_letter_stays_as_it_was_issued(agency: Agency, pages: Client) -> None:
    task = owing(agency)
    letter = a_letter(agency, task)
    before = pages.get(reverse("urging:letter-word", args=[letter.pk])).content
    duty = lead_duty(task).pk
    tasks.change_deadline(
        actor=agency.clerk, duty_id=duty, due_on=date(2025, 12, 1), now=NOW, note="Lùi"
    )

    assert pages.get(reverse("urging:letter-word", args=[letter.pk])).content == before


def test_the_word_file_tells_number_unit_task_deadline_and_days_late(
    agency: Agency, pages: Client
) -> None:
    words = word_of(pages, a_letter(agency, owing(agency)))

    for part in ("Số: 01/BTĐ-VP", "Cục Mẫu", "Báo cáo mẫu", "10/07/2025", "39", "LÊ", "25/08/2025"):
        assert part.lower() in words.lower(), part
    assert "quá hạn" in words


def test_what_is_not_yet_due_is_not_called_late(agency: Agency, pages: Client) -> None:
    words = word_of(pages, a_letter(agency, owing(agency, due_on=date(2025, 8, 29))))

    assert "quá hạn" not in words.replace("Số ngày quá hạn", "")


def test_a_unit_it_was_written_to_reads_it_and_others_do_not_find_it(
    client: Client, agency: Agency
) -> None:
    letter = a_letter(agency, owing(agency))
    elsewhere = an_appointment(unit=a_unit(name="Vụ Khác"), post=Post.HEAD).user

    for who, status in ((agency.head, 200), (agency.leader, 200), (elsewhere, 404)):
        client.force_login(who)
        for page in ("letter", "letter-word"):
            assert client.get(reverse(f"urging:{page}", args=[letter.pk])).status_code == status


def test_the_heads_of_the_units_are_told(agency: Agency) -> None:
    letter = a_letter(agency, owing(agency))

    notice = Notice.objects.get(kind="tasks.urged")
    assert notice.recipient == agency.head
    assert notice.about == f"urging.letter:{letter.pk}"


def test_a_letter_leaves_its_entry_and_stands_on_the_task(agency: Agency) -> None:
    task = owing(agency)
    letter = a_letter(agency, task)
    [urge] = selectors.urges_of_task(task=task)

    assert Entry.objects.get(verb="urging.letter-issued").data["number"] == "01/BTĐ-VP"
    assert (urge.way, urge.letter, urge.letter_id) == (Way.LETTER, "01/BTĐ-VP", letter.pk)


def test_a_letter_begins_on_the_page_of_a_reminder_and_is_found_there(
    agency: Agency, pages: Client
) -> None:
    these_rules(head=(1,))
    owing(agency)
    services.urge_by_rules(now=NOW)
    reminder = Message.objects.get()
    address = f"{reverse('urging:new-letter')}?message={reminder.pk}"
    assert address in pages.get(reverse("urging:message", args=[reminder.pk])).text
    assert "Báo cáo mẫu" in pages.get(address).text

    duty = Task.objects.get().duties.get().pk
    form = {"duties": [duty], "report_by": "25/08/2025", "signer_authority": "Chánh Văn phòng"}
    answer = pages.post(address, {**form, "issue": "1"})

    letter = Letter.objects.get()
    assert answer["Location"] == reverse("urging:letter", args=[letter.pk])
    assert letter.follows == reminder
    there = pages.get(reverse("urging:message", args=[reminder.pk])).text
    assert reverse("urging:letter-word", args=[letter.pk]) in there


def test_a_draft_has_no_number_and_issues_nothing(agency: Agency, pages: Client) -> None:
    task = owing(agency)
    form = {
        "duties": [lead_duty(task).pk],
        "report_by": "25/08/2025",
        "signer_authority": "Chánh Văn phòng",
        "draft": "1",
    }
    answer = pages.post(f"{reverse('urging:new-letter')}?task={task.pk}", form)

    assert answer["Content-Disposition"].endswith('.docx"')
    assert not Letter.objects.exists()
    assert not NumberRegister.objects.exists()


@pytest.mark.parametrize(
    "sent", [{"duties": []}, {"duties": ["999999"]}, {"report_by": "x"}, {"signer_authority": ""}]
)
def test_what_makes_no_letter_comes_back(
    agency: Agency, pages: Client, sent: dict[str, Any]
) -> None:
    task = owing(agency)
    form = {
        "duties": [lead_duty(task).pk],
        "report_by": "25/08/2025",
        "signer_authority": "Chánh Văn phòng",
        **sent,
    }
    answer = pages.post(f"{reverse('urging:new-letter')}?task={task.pk}", form)

    assert answer.status_code == 422
    assert not Letter.objects.exists()


@pytest.mark.parametrize("asked", ["", "?task=0", "?task=x", "?message=1", "?task=" + "9" * 30])
def test_a_letter_about_what_is_not_there_is_not_found(pages: Client, asked: str) -> None:
    assert pages.get(reverse("urging:new-letter") + asked).status_code == 404


def test_the_page_of_a_task_offers_a_letter_to_the_office_alone(
    agency: Agency, client: Client
) -> None:
    task = owing(agency)
    address = f"{reverse('urging:new-letter')}?task={task.pk}"
    for who, offered in ((agency.clerk, True), (agency.officer, False)):
        client.force_login(who)
        assert (address in client.get(reverse("tasks:task", args=[task.pk])).text) is offered


def test_the_list_shows_each_reader_what_concerns_them(client: Client, agency: Agency) -> None:
    a_letter(agency, owing(agency))
    other = a_unit(name="Vụ Khác", parent=agency.ministry)
    a_letter(agency, owing(agency, lead=other))

    for who, number in ((agency.clerk, 2), (agency.head, 1)):
        client.force_login(who)
        page = client.get(reverse("urging:letters")).text
        assert page.count("/BTĐ-VP</a>") == number
