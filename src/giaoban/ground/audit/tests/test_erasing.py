import pytest
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils.translation import override

from giaoban.ground.audit import selectors, services
from giaoban.ground.audit.models import Entry
from giaoban.ground.audit.tests.build import NOW, a_user, an_entry
from giaoban.ground.audit.types import Break

pytestmark = pytest.mark.django_db


def erase(person: AbstractUser, actor: AbstractUser | None = None) -> int:
    return services.erase_personal_data(
        actor=actor, person=person, reason="Theo đơn đề nghị", now=NOW
    )


def everything_stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT told, commitments, personal FROM audit_entry")
        return str(cursor.fetchall())


def test_a_person_is_erased_from_every_entry_that_tells_of_them_and_the_chain_holds() -> None:
    may, other = a_user(full_name="Hồ Thị Mây"), a_user(full_name="Lý Văn Đá")
    an_entry(actor=may)
    an_entry(actor=other, on_behalf_of=may)
    introduced = {"name": "Hồ Thị Mây", "room": 4}
    an_entry(actor=other, target=may, verb="tests.introduced", data=introduced, reason="Mây mới")
    an_entry(actor=other, target=other, verb="tests.introduced", data={"name": "Lý Văn Đá"})
    services.seal()

    assert erase(may) == 3
    services.seal()

    assert "Mây" not in everything_stored()
    assert selectors.verify().holds
    assert selectors.verify().erased == 3
    with override("en"):
        first, for_may, about_may, about_other, _ = Entry.objects.order_by("pk")
        assert first.actor_name == for_may.on_behalf_of_name == "(erased)"
    assert (for_may.actor_name, about_may.data) == ("Lý Văn Đá", {"room": 4})
    assert about_may.is_about_someone_erased
    assert about_other.data == {"name": "Lý Văn Đá"}


def test_what_is_erased_before_it_is_sealed_can_be_verified_too() -> None:
    may = a_user()
    an_entry(actor=may)
    erase(may)
    services.seal()

    assert selectors.verify().holds


def test_an_erasure_is_an_act_that_tells_which_entries_it_emptied() -> None:
    may = a_user()
    numbers = [an_entry(actor=may).pk for _ in range(3)]
    erase(may)

    act = Entry.objects.get(verb="audit.erased")
    assert act.data == {"entries": {"actor": f"{numbers[0]}-{numbers[-1]}"}}
    assert (act.reason, act.target) == ("Theo đơn đề nghị", f"accounts.user:{may.pk}")


def test_emptying_without_such_an_act_breaks_the_chain() -> None:
    may = a_user()
    an_entry(actor=a_user())
    an_entry(actor=may)
    services.seal()

    # The database lets it pass, as it must let the program erase.
    Entry.objects.filter(actor=may.pk).update(personal="{}")

    broken = selectors.verify().broken
    assert broken is not None
    assert (broken.kind, broken.number) == (Break.ERASED, 2)


def test_a_second_erasure_finds_nothing_left() -> None:
    may = a_user()
    an_entry(actor=may)

    assert (erase(may), erase(may)) == (1, 0)


def test_only_the_installation_and_superusers_erase() -> None:
    may, superuser = a_user(), a_user()
    superuser.is_superuser = True

    with pytest.raises(PermissionDenied):
        erase(may, actor=a_user())
    erase(may, actor=superuser)

    assert Entry.objects.get().actor == superuser
