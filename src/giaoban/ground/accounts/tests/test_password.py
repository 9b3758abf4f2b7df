import pytest
from django.test import Client

from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit.models import Entry

pytestmark = pytest.mark.django_db
OLD, NEW = "ba con vịt qua cầu", "bốn con ngựa lên đồi"


def typed(old: str = OLD, new: str = NEW, again: str = NEW) -> dict[str, str]:
    return {"old_password": old, "new_password1": new, "new_password2": again}


def test_whoever_knows_the_old_password_gets_the_new_one(client: Client) -> None:
    user = a_user(password=OLD)
    client.force_login(user)

    answer = client.post("/accounts/password/", typed())

    user.refresh_from_db()
    assert answer.headers["Location"] == "/"
    assert user.check_password(NEW)


def test_this_session_goes_on_and_the_others_end(client: Client) -> None:
    user = a_user(password=OLD)
    elsewhere = Client()
    for each in (client, elsewhere):
        each.force_login(user)

    client.post("/accounts/password/", typed())

    assert client.get("/accounts/password/").status_code == 200
    assert elsewhere.get("/accounts/password/").status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [typed(old="không phải"), typed(again="khác hẳn"), typed(new="12345", again="12345")],
    ids=["old password", "two new ones", "easy to guess"],
)
def test_a_mistake_brings_the_form_back_and_changes_nothing(
    client: Client, wrong: dict[str, str]
) -> None:
    user = a_user(password=OLD)
    client.force_login(user)

    answer = client.post("/accounts/password/", wrong)

    user.refresh_from_db()
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert user.check_password(OLD)


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    answer = client.get("/accounts/password/")

    assert answer.headers["Location"] == "/accounts/sign-in/?next=/accounts/password/"


def test_the_trail_tells_of_the_change_and_of_neither_password(client: Client) -> None:
    user = a_user(password=OLD, full_name="Hồ Thị Mây")
    client.force_login(user)

    client.post("/accounts/password/", typed())

    entry = Entry.objects.get()
    assert (entry.actor_name, entry.verb) == ("Hồ Thị Mây", "accounts.password-changed")
    assert entry.target == f"accounts.user:{user.pk}"
    assert entry.data == {}


@pytest.mark.parametrize(
    "letters", [" bốn con ngựa  lên đồi ", "四匹馬上山 horses", "a$%^&*<>'\"\\"]
)
def test_a_long_password_of_any_letters_is_kept_as_it_was_typed(
    client: Client, letters: str
) -> None:
    new = f"{letters}{'x7Q' * 30}{letters}"
    user = a_user(password=OLD)
    client.force_login(user)
    client.post("/accounts/password/", typed(new=new, again=new))
    user.refresh_from_db()

    assert user.check_password(new)
    assert not user.check_password(new.strip() if new != new.strip() else new.lower())
    assert not user.check_password(new[:-1])
