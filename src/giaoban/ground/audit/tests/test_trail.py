from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser

from giaoban.ground.audit import services
from giaoban.ground.audit.models import Entry

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 6, 30, 9, 0, tzinfo=UTC)


def a_user(*, full_name: str = "Hồ Thị Mây") -> AbstractUser:
    # Accounts stand above this app and may not be imported, not even by a test.
    user: AbstractUser = get_user_model()(username="may", full_name=full_name)
    user.save()
    return user


def test_an_entry_keeps_the_name_that_its_actor_had_then() -> None:
    user = a_user(full_name="Hồ Thị Mây")
    services.record(actor=user, verb="tests.made", target=user, data={}, now=NOW)

    get_user_model().objects.update(full_name="Hồ Thị Gió")

    entry = Entry.objects.get()
    assert (entry.actor_name, entry.at) == ("Hồ Thị Mây", NOW)


def test_days_moments_and_decimals_are_kept_as_text() -> None:
    user = a_user()
    data = {"day": date(2020, 6, 30), "at": NOW, "part": Decimal("61.46"), "units": [1, None]}

    services.record(actor=user, verb="tests.made", target=user, data=data, now=NOW)

    assert Entry.objects.get().data == {
        "day": "2020-06-30",
        "at": "2020-06-30T09:00:00Z",
        "part": "61.46",
        "units": [1, None],
    }


def test_what_cannot_be_read_back_is_refused() -> None:
    user = a_user()

    with pytest.raises(TypeError):
        services.record(actor=user, verb="tests.made", target=user, data={"who": user}, now=NOW)
