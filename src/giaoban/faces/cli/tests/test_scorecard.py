import json
from datetime import date

import pytest

from giaoban.faces.cli import scorecard
from giaoban.records.tasks.editions.frozen import digest_of
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.editions.tests.build import an_edition
from giaoban.records.tasks.models import Event, Span
from giaoban.records.tasks.tests.build import a_clerk, a_task, at, lead_duty

pytestmark = pytest.mark.django_db


def verify(edition: str = "") -> int:
    return scorecard.verify(language="en", as_json=False, edition=edition)


def test_editions_that_agree_are_told_and_end_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    a_task()
    an_edition(a_clerk())

    assert verify() == 0
    assert "2025-03/1 agrees with the events: 1 task." in capsys.readouterr().out


def test_the_first_difference_is_named_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    task = a_task(due_on=date(2025, 3, 10))
    Span.objects.filter(task=task).update(due_on=date(2025, 4, 30))
    an_edition(a_clerk())

    assert verify() == 1
    said = capsys.readouterr().out
    assert f"the first difference is the task {task.number}: Open, in time" in said
    assert "→ Open, overdue" in said


def test_a_unit_whose_figures_differ_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    edition = tampered('"coordinating":{"cancelled":0', '"coordinating":{"cancelled":7')

    assert verify(edition.key) == 1
    assert "the first difference is the unit" in capsys.readouterr().out


def tampered(was: str, now: str) -> Edition:
    """An edition whose text was changed together with its hash."""
    a_task()
    edition = an_edition(a_clerk())
    edition.body = edition.body.replace(was, now, 1)
    edition.digest = digest_of(edition.body)
    edition.save()
    return edition


def test_a_text_that_was_changed_alone_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    a_task()
    Edition.objects.filter(pk=an_edition(a_clerk()).pk).update(digest="0" * 64)

    assert verify() == 1
    assert "the SHA-256 differs" in capsys.readouterr().out


def test_another_rule_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    edition = tampered('"rule":"', '"rule":"0.')

    assert verify(edition.key) == 1
    assert "another edition of the rule" in capsys.readouterr().out


def test_a_correction_that_is_due_is_told_and_is_no_difference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    task = a_task(due_on=date(2025, 3, 10))
    an_edition(a_clerk())
    for kind in ("reported", "confirmed"):
        Event.objects.create(
            duty=lead_duty(task),
            kind=kind,
            on=date(2025, 3, 9),
            at=at(date(2025, 4, 5)),
            actor=task.created_by,
        )

    assert verify() == 0
    said = capsys.readouterr().out
    assert "Entries made since tell 1 task otherwise" in said
    assert task.number in said


@pytest.mark.parametrize("edition", ["2025-04", "2025-03/2", "2025-03/x", "nonsense/1/2"])
def test_an_edition_that_is_not_there_ends_with_2(
    edition: str, capsys: pytest.CaptureFixture[str]
) -> None:
    a_task()
    an_edition(a_clerk())

    assert verify(edition) == 2
    assert edition in capsys.readouterr().err


def test_nothing_published_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify() == 0
    assert "No score-card has been published." in capsys.readouterr().out


def test_json_says_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    task = a_task(due_on=date(2025, 3, 10))
    Span.objects.filter(task=task).update(due_on=date(2025, 4, 30))
    an_edition(a_clerk())

    assert scorecard.verify(language="en", as_json=True, edition="2025-03") == 1
    told = json.loads(capsys.readouterr().out)
    [edition] = told["editions"]
    assert told["agrees"] is False
    assert edition["first_task"]["task"] == task.pk
    assert edition["first_task"]["by_events"]["status"] == "open_overdue"
    assert edition["corrections_due"] == []
