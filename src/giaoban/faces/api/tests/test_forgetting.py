"""Answers kept for repeated requests do not stay for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from giaoban.faces.api import services
from giaoban.faces.api.models import KeptAnswer
from giaoban.ground.accounts.tests.build import a_user

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 7, 2, 3, 0, tzinfo=UTC)


def test_what_may_no_longer_be_asked_for_is_let_go_whoever_it_was_kept_for() -> None:
    for hours in (1, 23, 24, 90):
        KeptAnswer.objects.create(
            owner=a_user(), key="k", request_digest="d", at=NOW - timedelta(hours=hours)
        )

    assert services.forget_old_answers(now=NOW) == 2
    assert KeptAnswer.objects.count() == 2
