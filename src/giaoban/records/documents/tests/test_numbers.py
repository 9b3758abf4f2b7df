"""The numbers of a register: each once, none left out."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from giaoban.records.documents import services
from giaoban.records.documents.models import NumberRegister
from giaoban.records.documents.tests.build import NOW, a_clerk
from giaoban.records.documents.types import NumberGivenAlready
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post

THREADS, EACH = 4, 6


def take(year: int = 2020, register: str = "letters") -> int:
    with transaction.atomic():
        return services.take_number(register=register, year=year)


@pytest.mark.django_db
def test_numbers_follow_each_other_from_1_in_each_year_and_register() -> None:
    assert [take(), take(), take(2021), take(register="decisions"), take()] == [1, 2, 1, 1, 3]


@pytest.mark.django_db
def test_a_number_that_was_rolled_back_is_given_to_the_next() -> None:
    take()
    with transaction.atomic():
        assert services.take_number(register="letters", year=2020) == 2
        transaction.set_rollback(True)

    assert take() == 2


@pytest.mark.django_db(transaction=True)
def test_a_number_is_not_taken_outside_of_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        services.take_number(register="letters", year=2020)


@pytest.mark.usefixtures("shared_database")
def test_who_takes_numbers_at_once_gets_each_once_and_leaves_none_out() -> None:
    taken: list[int] = []

    def take_some() -> None:
        try:
            taken.extend(take() for _ in range(EACH))
        finally:
            connection.close()

    threads = [threading.Thread(target=take_some) for _ in range(THREADS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(taken) == list(range(1, THREADS * EACH + 1))


@pytest.mark.django_db
def test_a_register_goes_on_after_what_was_given_elsewhere() -> None:
    clerk = a_clerk()
    services.continue_register(actor=clerk, register="letters", year=2020, last=118, now=NOW)
    assert take() == 119

    with pytest.raises(NumberGivenAlready):
        services.continue_register(actor=clerk, register="letters", year=2020, last=118, now=NOW)
    assert NumberRegister.objects.get().last == 119


@pytest.mark.django_db
def test_only_the_office_continues_a_register() -> None:
    officer = an_appointment(post=Post.OFFICER).user

    with pytest.raises(PermissionDenied):
        services.continue_register(actor=officer, register="letters", year=2020, last=9, now=NOW)
