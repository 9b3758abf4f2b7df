"""The chain: what it seals, and that it names what was done to it behind the program's back."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from giaoban.ground.audit import selectors, services
from giaoban.ground.audit.canonical import BEGINNING
from giaoban.ground.audit.guards import guards_lowered, guards_stand, lower_guards
from giaoban.ground.audit.models import Chain, Entry
from giaoban.ground.audit.services import sealing
from giaoban.ground.audit.tests.build import NOW, a_chain, a_user, an_entry
from giaoban.ground.audit.types import Break, SealedDay

pytestmark = pytest.mark.django_db
WRITERS = 20


def run(statement: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def renumber(number: int, other: int) -> None:
    run("UPDATE audit_entry SET number = %s WHERE number = %s", other, number)


def what_is_wrong() -> tuple[Break, int] | None:
    broken = selectors.verify().broken
    return (broken.kind, broken.number) if broken else None


def test_each_entry_builds_on_the_one_before_and_a_day_on_the_day_before() -> None:
    chain = a_chain(4, days=2)

    assert [entry.number for entry in chain] == [1, 2, 3, 4]
    assert [entry.previous for entry in chain] == [BEGINNING, *(each.seal for each in chain[:3])]
    verdict = selectors.verify()
    assert verdict.holds
    assert verdict.days == (
        SealedDay(date(2020, 6, 30), 2, chain[1].seal),
        SealedDay(date(2020, 7, 1), 2, chain[3].seal),
    )
    assert tuple(selectors.sealed_days()) == verdict.days


def test_a_day_begins_at_midnight_in_viet_nam() -> None:
    # 17:00 UTC is midnight there.
    for minutes in (-1, 0):
        an_entry(now=NOW.replace(hour=17, minute=0) + timedelta(minutes=minutes))
    services.seal()

    assert [each.day for each in selectors.sealed_days()] == [date(2020, 6, 30), date(2020, 7, 1)]


def test_what_comes_in_late_joins_the_latest_day() -> None:
    a_chain(2, days=1)
    late = an_entry(now=NOW - timedelta(days=3))
    services.seal()

    late.refresh_from_db()
    assert (late.day, late.number) == (date(2020, 6, 30), 3)
    assert selectors.verify().holds


def test_a_trail_without_entries_holds() -> None:
    assert selectors.verify().holds
    assert selectors.verify(since=NOW.date()).holds


def test_what_is_not_yet_sealed_is_counted() -> None:
    a_chain(2)
    an_entry()

    verdict = selectors.verify()
    assert (verdict.entries, verdict.waiting) == (2, 1)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "'2020-06-29 09:00:00+00:00'"),
        ("actor_id", "NULL"),
        ("on_behalf_of_id", "actor_id"),
        ("verb", "'tests.introduced'"),
        ("target", "'accounts.user:0'"),
        ("told", """'{"data":{"number":7}}'"""),
        ("request", "'0'"),
        ("commitments", "'{}'"),
        ("personal", """'{"actor":["x","Hồ Thị Gió"]}'"""),
        ("personal", """'{"actor":null}'"""),
        ("personal", "'nonsense'"),
        ("personal", "personal || ' and more'"),
        ("day", "'2020-06-29'"),
        ("previous", "seal"),
        ("seal", "previous"),
    ],
)
def test_a_changed_entry_is_named(column: str, value: str) -> None:
    third = a_chain()[2]
    with guards_lowered():
        run(f"UPDATE audit_entry SET {column} = {value} WHERE id = {third.pk}")  # noqa: S608 - ours

    assert what_is_wrong() == (Break.CHANGED, 3)


def test_a_deleted_entry_is_named_by_its_place() -> None:
    third = a_chain()[2]
    with guards_lowered():
        run("DELETE FROM audit_entry WHERE id = %s", third.pk)

    assert what_is_wrong() == (Break.DELETED, 3)


def test_a_deleted_entry_is_named_though_the_others_were_numbered_anew() -> None:
    third = a_chain()[2]
    with guards_lowered():
        run("DELETE FROM audit_entry WHERE id = %s", third.pk)
        for number in (4, 5, 6):
            renumber(number, number - 1)

    assert what_is_wrong() == (Break.DELETED, 3)


@pytest.mark.parametrize("gone", [1, 5, 6])
def test_whatever_is_cut_off_is_missed(gone: int) -> None:
    a_chain()
    with guards_lowered():
        run("DELETE FROM audit_entry WHERE number >= %s", gone)

    assert what_is_wrong() == (Break.DELETED, gone)


def test_the_beginning_cannot_be_cut_off() -> None:
    a_chain()
    with guards_lowered():
        run("DELETE FROM audit_entry WHERE number < 3")

    assert what_is_wrong() == (Break.DELETED, 1)


def test_an_inserted_entry_is_named_though_its_own_seal_fits() -> None:
    chain = a_chain()
    forged = an_entry(actor=a_user(), data={"number": "2b"})
    with guards_lowered():
        for number in (6, 5, 4, 3):
            renumber(number, number + 1)
        run("UPDATE audit_chain SET length = 2")
        Chain.objects.update(seal=chain[1].seal, day=chain[1].day)
        services.seal()
        run("UPDATE audit_chain SET length = 7")
        Chain.objects.update(seal=chain[5].seal)

    forged.refresh_from_db()
    assert forged.number == 3
    assert what_is_wrong() == (Break.INSERTED, 3)


def test_an_entry_that_changed_places_is_named() -> None:
    a_chain()
    with guards_lowered():
        for number, other in ((3, 99), (4, 3), (99, 4)):
            renumber(number, other)

    assert what_is_wrong() == (Break.REORDERED, 3)


def test_what_is_said_of_a_broken_entry_leads_to_it() -> None:
    third = a_chain()[2]
    with guards_lowered():
        run("UPDATE audit_entry SET verb = 'tests.introduced' WHERE id = %s", third.pk)

    broken = selectors.verify().broken
    assert broken is not None
    assert (broken.entry_id, broken.day, broken.target) == (third.pk, third.day, third.target)


def test_a_part_of_the_chain_is_verified_from_a_day_on() -> None:
    a_chain(6, days=3)
    with guards_lowered():
        run("UPDATE audit_entry SET verb = 'tests.introduced' WHERE number = 1")

    assert not selectors.verify().holds
    later = selectors.verify(since=date(2020, 7, 1))
    assert (later.holds, later.entries) == (True, 4)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET verb = 'tests.introduced'",
        "UPDATE audit_entry SET seal = ''",
        "UPDATE audit_entry SET number = NULL",
        "UPDATE audit_entry SET number = 99 WHERE number = 1",
        """UPDATE audit_entry SET personal = '{"actor":["x","Hồ Thị Gió"]}'""",
        "DELETE FROM audit_entry",
        "UPDATE audit_chain SET length = 1",
        "DELETE FROM audit_chain",
        "ALL AT ONCE",
    ],
)
def test_the_database_refuses_to_rewrite_the_trail(statement: str) -> None:
    if statement == "ALL AT ONCE":
        statement = {
            "postgresql": "TRUNCATE audit_entry, audit_chain",
            "sqlite": "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry",
        }[connection.vendor]
    a_chain(3)
    # PostgreSQL would refuse to truncate while keys are still to be checked, guards or not.
    connection.check_constraints()

    with pytest.raises(DatabaseError, match="the trail only grows"), transaction.atomic():
        run(statement)

    assert selectors.verify().entries == 3


def test_an_entry_that_waits_cannot_be_changed_either() -> None:
    an_entry()

    with pytest.raises(DatabaseError, match="the trail only grows"), transaction.atomic():
        run("UPDATE audit_entry SET told = '[]', number = 1, seal = 'x', day = '2020-06-30'")


def test_a_database_that_no_longer_refuses_is_told() -> None:
    assert guards_stand()
    lower_guards()

    verdict = selectors.verify()
    assert verdict.holds
    assert not verdict.guarded


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_sealed_at_once() -> None:
    user = a_user()
    with transaction.atomic():
        an_entry(actor=user)
        an_entry(actor=user)
        assert Entry.objects.filter(number=None).count() == 2

    assert Entry.objects.filter(number=None).count() == 0
    assert selectors.verify().entries == 2


@pytest.mark.django_db(transaction=True)
def test_a_transaction_seals_what_it_wrote_in_one_go() -> None:
    user = a_user()
    an_entry(actor=user)

    def questions(entries: int) -> int:
        with CaptureQueriesContext(connection) as asked, transaction.atomic():
            for _ in range(entries):
                services.record(actor=user, verb="tests.made", target=user, now=NOW)
        return len(asked)

    assert questions(9) == questions(1) + 8
    assert selectors.verify().entries == 11


@pytest.mark.django_db(transaction=True)
def test_what_was_left_long_ago_is_sealed_by_the_next_verification(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user = a_user()
    left = an_entry(actor=user)
    with guards_lowered():
        run("UPDATE audit_entry SET number = NULL")
        run("UPDATE audit_chain SET length = 0, seal = %s", BEGINNING)
    monkeypatch.setattr(sealing, "LOOKING_BACK", 0)
    an_entry(actor=user)
    an_entry(actor=user)
    left.refresh_from_db()
    assert left.number is None

    assert services.seal() == 1
    left.refresh_from_db()
    assert selectors.verify().holds
    assert left.number == selectors.verify().entries


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_back_leaves_no_gap() -> None:
    user = a_user()
    with transaction.atomic():
        an_entry(actor=user)
        transaction.set_rollback(True)
    with transaction.atomic():
        an_entry(actor=user)

    assert (selectors.verify().holds, Entry.objects.get().number) == (True, 1)


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_make_one_chain() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("tests keep SQLite in memory, where threads share one cache and cannot wait")
    user = a_user()
    together = Barrier(WRITERS)
    failures: list[BaseException] = []

    def write() -> None:
        together.wait()
        for _ in range(5):
            with transaction.atomic():
                services.record(actor=user, verb="tests.made", target=user, now=NOW)

    in_threads(write, WRITERS, failures)
    services.seal()

    assert not failures
    verdict = selectors.verify()
    assert (verdict.holds, verdict.entries, verdict.waiting) == (True, WRITERS * 5, 0)


@pytest.mark.django_db(transaction=True)
def test_a_writer_that_takes_long_holds_up_neither_others_nor_their_seals() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time, whatever it writes")
    user = a_user()
    failures: list[BaseException] = []

    def write() -> None:
        with transaction.atomic():
            services.record(actor=user, verb="tests.made", target=user, now=NOW)

    with transaction.atomic():
        services.record(actor=user, verb="tests.made", target=user, now=NOW)
        in_threads(write, 1, failures)
        assert selectors.verify().entries == 1

    assert not failures
    verdict = selectors.verify()
    assert (verdict.holds, verdict.entries) == (True, 2)


def in_threads(work: Callable[[], None], number: int, failures: list[BaseException]) -> None:
    def one() -> None:
        try:
            work()
        except BaseException as failure:  # a thread's failure is the test's
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=one) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
