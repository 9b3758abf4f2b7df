from datetime import date

import pytest
from django.test import override_settings

from giaoban.faces.cli import rebuilding
from giaoban.records.tasks.tests.build import a_task, confirmed

pytestmark = pytest.mark.django_db


def test_rebuilding_says_how_many_duties_it_put_right(capsys: pytest.CaptureFixture[str]) -> None:
    due_on, later = date(2025, 3, 31), date(2025, 4, 2)
    confirmed(a_task(due_on=due_on), on=later, reported_on=due_on)

    rebuilding.rebuild(language="en")
    with override_settings(RESULT_DAY="confirmation"):
        rebuilding.rebuild(language="en")

    told = capsys.readouterr().out.splitlines()
    assert [line.rsplit(" ", 1)[-1] for line in told] == ["0", "1"]
