import pytest
from django.test import Client

from giaoban.ground.accounts.tests.build import a_user

pytestmark = pytest.mark.django_db
PASSWORD = "ba con vịt qua cầu"  # noqa: S105 (of an invented person)
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/tasks/?unit=7"}


def test_signing_in_remembers_where_the_visitor_was_going(client: Client) -> None:
    page = client.get("/accounts/sign-in/", {"next": "/tasks/"})

    assert 'name="next" value="/tasks/"' in page.text


def test_name_and_password_lead_to_where_the_visitor_was_going(client: Client) -> None:
    user = a_user(password=PASSWORD)

    answer = client.post(
        "/accounts/sign-in/",
        {"username": user.username, "password": PASSWORD, "next": "/tasks/"},
    )

    assert (answer.status_code, answer.headers["Location"]) == (302, "/tasks/")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_signing_in_does_not_lead_to_a_strange_site(client: Client) -> None:
    user = a_user(password=PASSWORD)

    answer = client.post(
        "/accounts/sign-in/",
        {"username": user.username, "password": PASSWORD, "next": "https://example.com/"},
    )

    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("is_active", [True, False], ids=["wrong password", "closed account"])
def test_a_refusal_does_not_tell_why(client: Client, is_active: bool) -> None:
    user = a_user(password=PASSWORD, is_active=is_active)
    password = "khác" if is_active else PASSWORD

    answer = client.post(
        "/accounts/sign-in/",
        {"username": user.username, "password": password},
        headers={"Accept-Language": "en"},
    )

    assert answer.status_code == 422
    assert "No account opens with this name and password." in answer.text
    assert "_auth_user_id" not in client.session


def test_a_page_whose_session_ended_is_left_and_not_filled_with_the_form(client: Client) -> None:
    answer = client.get("/accounts/sign-in/", headers=HTMX)

    assert answer.headers["HX-Redirect"] == "/accounts/sign-in/?next=%2Ftasks%2F%3Funit%3D7"


def test_signing_out_takes_a_post(client: Client) -> None:
    client.force_login(a_user())

    assert client.get("/accounts/sign-out/").status_code == 405
    assert client.post("/accounts/sign-out/").headers["Location"] == "/accounts/sign-in/"
    assert "_auth_user_id" not in client.session


def test_the_page_is_in_the_language_that_the_visitor_chose(client: Client) -> None:
    client.post("/language/setlang/", {"language": "en"})

    assert "Sign in" in client.get("/accounts/sign-in/").text
