from datetime import date

import pytest
from pytest_django.fixtures import Settings

from giaoban.faces.cli import jobs_doing, urging
from giaoban.ground.platform.jobs import services as jobs
from giaoban.ground.platform.models import JobRun, JobState
from giaoban.records.tasks.tests.build import a_task, at
from giaoban.records.tasks.urging.models import Urge
from giaoban.records.tasks.urging.tests.build import MONDAY, an_agency, these_rules

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def something_late(settings: Settings) -> None:
    settings.DAY = MONDAY
    agency = an_agency()
    these_rules(officer=(1,), office=(1,))
    a_task(
        lead=agency.unit,
        clerk=agency.clerk,
        assigned_on=date(2025, 7, 1),
        due_on=date(2025, 7, 10),
    )


def test_a_preview_tells_each_message_and_sends_none(capsys: pytest.CaptureFixture[str]) -> None:
    urging.preview(on=None, language="en")
    lines = capsys.readouterr().out.splitlines()

    assert "Cục Mẫu" in lines[0]
    assert lines[-1] == "2 messages to 2 people, 2 reminders."
    assert not Urge.objects.exists()


def test_a_day_of_rest_is_said_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    urging.preview(on=date(2025, 8, 23), language="en")

    assert "23/08/2025 is a day of rest" in capsys.readouterr().out


def test_urging_says_how_many_were_told_and_the_second_time_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    urging.urge(language="en")
    urging.urge(language="en")

    assert capsys.readouterr().out.splitlines() == [
        "2 messages sent, 2 reminders.",
        "0 messages sent, 0 reminders.",
    ]


def test_the_state_of_the_jobs_tells_schedules_and_failures(
    capsys: pytest.CaptureFixture[str],
) -> None:
    jobs.keep_schedules(now=at(MONDAY))
    JobRun.objects.create(
        key="a",
        name="urging.run",
        state=JobState.GIVEN_UP,
        attempts=5,
        started_at=at(MONDAY),
        told="Traceback\nValueError: no such unit\n",
    )
    status = jobs_doing.tell(language="en")
    told = capsys.readouterr().out

    assert status == 1
    assert "urging.run, daily at 07:30" in told
    assert "attempt 5, ValueError: no such unit" in told
