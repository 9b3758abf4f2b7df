"""Getting in again after the password was forgotten."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from django_q.models import OrmQ
from pytest_django.fixtures import Settings

from giaoban.ground.accounts import hooks, jobs, services
from giaoban.ground.accounts.models import OneTimeLink, User
from giaoban.ground.accounts.tests.build import PASSWORD, a_code_app, a_user, signed_in
from giaoban.ground.accounts.types import LinkIsSpent
from giaoban.ground.audit.models import Entry

pytestmark = pytest.mark.django_db
NEW = "bốn con ngựa lên đồi"
TYPED = {"new_password1": NEW, "new_password2": NEW}


@pytest.fixture
def mail_is_sent(settings: Settings) -> None:
    settings.MAIL_IS_SENT = True
    settings.SITE_URL = "https://giaoban.example.vn"


def a_superuser() -> User:
    return User.objects.create_superuser("goc", full_name="Gốc")


def with_address(user: User) -> User:
    user.email = "may@giaoban.example"
    user.save(update_fields=["email"])
    return user


def test_a_link_leads_to_a_new_password_once() -> None:
    user = a_user(password=PASSWORD)
    issued = services.issue_link(actor=a_superuser(), account=user, now=timezone.now())
    address = f"/accounts/one-time/{issued.secret}/"

    assert Client().get(address).status_code == 200
    assert Client().post(address, TYPED).headers["Location"] == "/accounts/sign-in/"

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert Client().get(address).status_code == 404
    assert Client().post(address, TYPED).status_code == 404


def test_two_who_use_a_link_at_once_do_not_both_succeed() -> None:
    """The page asked before; the service asks once more, and holds the link while it does."""
    now = timezone.now()
    issued = services.issue_link(actor=None, account=a_user(), now=now)
    services.choose_password(secret=issued.secret, password=NEW, now=now)

    with pytest.raises(LinkIsSpent):
        services.choose_password(secret=issued.secret, password=PASSWORD, now=now)


def test_it_ends_the_sessions_and_keeps_the_second_factor() -> None:
    user = a_user(password=PASSWORD)
    client = signed_in(user)
    a_code_app(user)
    issued = services.issue_link(actor=None, account=user, now=timezone.now())

    Client().post(f"/accounts/one-time/{issued.secret}/", TYPED)

    assert client.get("/accounts/").status_code == 302
    again = signed_in(user, password=NEW)
    assert "_auth_user_id" not in again.session


def test_a_password_that_is_easy_to_guess_brings_the_form_back() -> None:
    issued = services.issue_link(actor=None, account=a_user(), now=timezone.now())
    easy = {"new_password1": "matkhau2025", "new_password2": "matkhau2025"}

    answer = Client().post(f"/accounts/one-time/{issued.secret}/", easy)

    assert answer.status_code == 422
    assert OneTimeLink.objects.get().used_at is None


def test_a_link_too_old_and_an_earlier_link_open_nothing() -> None:
    user, now = a_user(), timezone.now()
    first = services.issue_link(actor=None, account=user, now=now)
    second = services.issue_link(actor=None, account=user, now=now - timedelta(hours=25))

    for issued in (first, second):
        assert Client().get(f"/accounts/one-time/{issued.secret}/").status_code == 404


def test_only_who_administers_issues_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    clerk, admin, user, root = a_user(), a_user(), a_user(), a_superuser()
    monkeypatch.setattr(hooks, "_ADMINISTRATOR", [lambda person, _on: person == admin])
    now = timezone.now()

    with pytest.raises(PermissionDenied):
        services.issue_link(actor=clerk, account=user, now=now)
    with pytest.raises(PermissionDenied):
        services.issue_link(actor=admin, account=root, now=now)
    admin.holds_back = True
    with pytest.raises(PermissionDenied):
        services.issue_link(actor=admin, account=user, now=now)
    admin.holds_back = False
    services.issue_link(actor=admin, account=user, now=now)

    entry = Entry.objects.get()
    assert (entry.verb, entry.target) == ("accounts.link-issued", f"accounts.user:{user.pk}")


@pytest.mark.usefixtures("mail_is_sent")
def test_known_or_not_an_address_is_answered_alike() -> None:
    with_address(a_user(password=PASSWORD))

    def answer(email: str) -> str:
        text = Client().post("/accounts/forgotten/", {"email": email}).text
        return text.split("<main")[1].split("csrfmiddlewaretoken")[0]

    assert answer("may@giaoban.example") == answer("nobody@giaoban.example")
    assert OrmQ.objects.count() == 2


@pytest.mark.usefixtures("mail_is_sent")
def test_a_job_sends_the_link() -> None:
    user = with_address(a_user(password=PASSWORD))

    jobs.mail_link(email="MAY@giaoban.example")
    jobs.mail_link(email="nobody@giaoban.example")

    (message,) = mail.outbox
    assert message.to == ["may@giaoban.example"]
    path = str(message.body).split("https://giaoban.example.vn")[1].split()[0]
    assert Client().post(path, TYPED).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_where_no_mail_is_sent_the_page_says_whom_to_ask() -> None:
    page = Client().get("/accounts/forgotten/", headers={"Accept-Language": "en"}).text

    assert "This installation sends no e-mail." in page
    assert 'name="email"' not in page


@pytest.mark.usefixtures("mail_is_sent")
def test_nobody_is_flooded_with_links() -> None:
    answers = [
        Client().post("/accounts/forgotten/", {"email": "a@b.vn"}).status_code for _ in range(5)
    ]

    assert answers == [200, 200, 200, 422, 422]
