from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from giaoban.ground.accounts import services
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.accounts.types import UsernameTaken
from giaoban.ground.audit.models import Entry

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 1, 2, 1, 0, tzinfo=UTC)
GOOD = "ba con vịt qua cầu"


def open_account(
    *, actor: User | None = None, username: str = "may", password: str | None = None
) -> User:
    return services.open_account(
        actor=actor,
        username=username,
        full_name="Hồ Thị Mây",
        email="may@giaoban.example",
        password=password,
        now=NOW,
    )


def test_a_person_has_one_name() -> None:
    user = open_account()

    assert str(user) == user.get_full_name() == user.get_short_name() == "Hồ Thị Mây"
    assert user.date_joined == NOW


def test_an_account_without_a_password_is_closed_until_it_gets_one() -> None:
    assert not open_account().has_usable_password()
    assert open_account(username="gio", password=GOOD).has_usable_password()


def test_a_name_is_given_once_whatever_its_capitals() -> None:
    open_account()

    with pytest.raises(UsernameTaken):
        open_account(username="MAY")


@pytest.mark.parametrize("password", ["12345678901", "ngắn", "hothimay-may"])
def test_an_account_is_not_opened_with_a_password_that_is_easy_to_guess(password: str) -> None:
    with pytest.raises(ValidationError):
        open_account(username="hothimay", password=password)

    assert not User.objects.exists()


def test_only_a_superuser_or_the_installation_itself_opens_accounts() -> None:
    somebody, superuser = a_user(), a_user()
    superuser.is_superuser = True

    with pytest.raises(PermissionDenied):
        open_account(actor=somebody)
    assert open_account(actor=superuser).username == "may"


def test_opening_is_written_in_the_trail() -> None:
    user = open_account()

    entry = Entry.objects.get()
    assert (entry.actor, entry.actor_name, entry.verb) == (None, "giaoban", "accounts.opened")
    assert entry.target == f"accounts.user:{user.pk}"
    assert entry.data == {"username": "may", "full_name": "Hồ Thị Mây"}


def test_the_first_superuser_is_made_by_djangos_own_command() -> None:
    call_command(
        "createsuperuser",
        username="quantri",
        email="quantri@giaoban.example",
        full_name="Vũ Quản Trị",
        interactive=False,
        verbosity=0,
    )

    assert User.objects.get().get_full_name() == "Vũ Quản Trị"
