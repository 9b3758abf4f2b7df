from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse

from giaoban.ground.audit import hooks, selectors
from giaoban.ground.audit.models import Entry
from giaoban.ground.audit.ranges import numbers_in, ranges_of
from giaoban.ground.audit.tests.build import NOW, a_user, an_entry
from giaoban.ground.audit.types import Verb, VerbNotDeclared
from giaoban.ground.platform.requests import RequestNumber

pytestmark = pytest.mark.django_db


def test_an_entry_keeps_the_name_that_its_actor_had_then() -> None:
    user = a_user(full_name="Hồ Thị Mây")
    an_entry(actor=user)

    get_user_model().objects.update(full_name="Hồ Thị Gió")

    entry = Entry.objects.get()
    assert (entry.actor_name, entry.at) == ("Hồ Thị Mây", NOW)


def test_days_moments_and_decimals_are_kept_as_text() -> None:
    data = {"day": date(2020, 6, 30), "at": NOW, "part": Decimal("61.46"), "units": [1, None]}

    assert an_entry(data=data).data == {
        "day": "2020-06-30",
        "at": "2020-06-30T09:00:00Z",
        "part": "61.46",
        "units": [1, None],
    }


@pytest.mark.parametrize(("what", "refusal"), [(object(), TypeError), (float("nan"), ValueError)])
def test_what_cannot_be_read_back_is_refused(what: object, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        an_entry(data={"who": what})


def test_an_entry_tells_before_after_reason_and_for_whom() -> None:
    leader = a_user(full_name="Đỗ Quang Bình")

    entry = an_entry(
        actor=a_user(),
        before={"due_on": date(2020, 7, 1)},
        after={"due_on": date(2020, 8, 1)},
        reason="Chờ số liệu",
        on_behalf_of=leader,
    )

    entry = Entry.objects.get(pk=entry.pk)
    assert (entry.before, entry.after) == ({"due_on": "2020-07-01"}, {"due_on": "2020-08-01"})
    assert (entry.reason, entry.on_behalf_of_name) == ("Chờ số liệu", "Đỗ Quang Bình")


def test_without_an_actor_it_was_the_installation() -> None:
    assert an_entry(actor=None).actor_name == "giaoban"


def test_what_is_personal_is_kept_apart_and_told_together() -> None:
    entry = an_entry(verb="tests.introduced", data={"name": "Hồ Thị Gió", "room": 4}, reason="mới")

    entry = Entry.objects.get(pk=entry.pk)
    assert (entry.data, entry.reason) == ({"name": "Hồ Thị Gió", "room": 4}, "mới")
    assert "Gió" not in entry.told + entry.commitments
    assert "mới" not in entry.told + entry.commitments


def test_a_verb_that_nobody_declared_is_refused_with_the_place_for_it() -> None:
    with pytest.raises(VerbNotDeclared, match=r"audit_verbs\.py of tests"):
        an_entry(verb="tests.unheard-of")


def test_a_room_cannot_declare_the_verb_of_another() -> None:
    with pytest.raises(ValueError, match="no verb of tests"):
        hooks.declare("tests", verbs=[Verb("tasks.stolen", "Stolen")])  # type: ignore[arg-type]  # words need not be translated here


def test_entries_of_one_request_bear_its_number(rf: Any) -> None:
    answer = RequestNumber(lambda _: an_answer())(rf.get("/"))
    outside = an_entry()

    numbers = set(Entry.objects.exclude(pk=outside.pk).values_list("request", flat=True))
    assert numbers == {answer.headers["X-Request-ID"]}
    assert outside.request == ""


def an_answer() -> Any:
    an_entry()
    an_entry()
    return HttpResponse()


def test_entries_are_found_by_person_verb_object_and_day() -> None:
    actor, leader = a_user(), a_user()
    one = an_entry(actor=actor, target=leader)
    other = an_entry(actor=a_user(), on_behalf_of=leader, verb="tests.introduced")

    def found(**asked: Any) -> list[Entry]:
        return list(selectors.entries_like(**asked))

    assert found(people=[actor.pk]) == [one]
    assert found(people=[leader.pk]) == [other]
    assert found(people=[]) == []
    assert found(verb="tests.introduced") == [other]
    assert found(verb="tests.") == [other, one]
    assert found(target=f"accounts.user:{leader.pk}") == [one]
    assert found(target="accounts.user:") == [other, one]
    assert found(since=date(2020, 6, 30), until=date(2020, 6, 30)) == [other, one]
    assert found(since=date(2020, 7, 1)) == found(until=date(2020, 6, 29)) == []
    assert list(selectors.entries_about(reference=one.target)) == [one]


@pytest.mark.parametrize(
    ("numbers", "told"), [([], ""), ([7], "7"), ([5, 3, 4, 12], "3-5,12"), ([1, 1, 2], "1-2")]
)
def test_many_numbers_are_told_in_few_words(numbers: list[int], told: str) -> None:
    assert ranges_of(numbers) == told
    assert list(numbers_in(told)) == sorted(set(numbers))
