from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from giaoban.ground.audit.models import Entry
from giaoban.records.tasks.saved import selectors, services
from giaoban.records.tasks.saved.models import SavedList
from giaoban.records.tasks.saved.types import LISTS_OF_ONE, ListWithoutName, TooManyLists
from giaoban.records.tasks.tests.build import a_clerk, a_leader, a_stranger, at

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 20)
NOW = at(DAY)


def test_a_list_is_its_owners_until_it_is_shared() -> None:
    owner, colleague, stranger = a_clerk(), a_clerk(), a_stranger()
    services.save_list(actor=owner, name="Trễ hạn", address="status=open_overdue", now=NOW)
    services.save_list(actor=owner, name="Chung", address="", shared=True, now=NOW)

    def names(actor: object) -> list[str]:
        return [each.name for each in selectors.visible_lists(actor=actor, on=DAY)]  # type: ignore[arg-type]  # users

    assert names(owner) == ["Chung", "Trễ hạn"]
    assert names(colleague) == ["Chung"]
    assert names(stranger) == []


def test_only_the_office_shares() -> None:
    with pytest.raises(PermissionDenied):
        services.save_list(actor=a_leader(), name="Chung", address="", shared=True, now=NOW)


def test_saving_under_the_same_name_leads_there_from_now_on() -> None:
    owner = a_clerk()
    services.save_list(actor=owner, name="Của tôi", address="own=1", now=NOW)
    services.save_list(actor=owner, name=" Của  tôi ", address="unit=3", now=NOW)

    assert [each.address for each in selectors.own_lists(actor=owner)] == ["unit=3"]


def test_a_list_needs_a_name_and_nobody_keeps_lists_without_end() -> None:
    owner = a_clerk()
    with pytest.raises(ListWithoutName):
        services.save_list(actor=owner, name="  ", address="", now=NOW)
    for number in range(LISTS_OF_ONE):
        SavedList.objects.create(owner=owner, name=str(number), saved_at=NOW)

    with pytest.raises(TooManyLists):
        services.save_list(actor=owner, name="một nữa", address="", now=NOW)
    services.save_list(actor=owner, name="7", address="own=1", now=NOW)


def test_nobody_forgets_the_list_of_another() -> None:
    kept = services.save_list(actor=a_clerk(), name="Chung", address="", shared=True, now=NOW)

    with pytest.raises(SavedList.DoesNotExist):
        services.forget_list(actor=a_clerk(), list_id=kept.pk, now=NOW)
    assert SavedList.objects.count() == 1


def test_the_trail_tells_what_was_saved_and_forgotten() -> None:
    owner = a_clerk()
    kept = services.save_list(actor=owner, name="Của tôi", address="own=1", now=NOW)
    services.forget_list(actor=owner, list_id=kept.pk, now=NOW)

    told = Entry.objects.filter(verb__startswith="saved.").order_by("pk")
    assert [entry.verb for entry in told] == ["saved.kept", "saved.forgotten"]


def test_a_list_is_saved_from_the_page_and_opened_from_it(client: Client) -> None:
    client.force_login(a_clerk())

    answer = client.post(
        "/tasks/saved/", {"name": "Trễ", "address": "status=open_overdue&page=4&next=//evil"}
    )

    assert answer.headers["Location"] == "/tasks/?status=open_overdue"
    assert "/tasks/?status=open_overdue" in client.get("/tasks/saved/").text
    assert "Trễ" in client.get("/tasks/").text


def test_a_list_without_a_name_is_asked_for_one(client: Client) -> None:
    client.force_login(a_clerk())

    assert client.post("/tasks/saved/", {"name": ""}).status_code == 422


def test_columns_that_there_are_not_are_not_chosen(client: Client) -> None:
    leader = a_leader()
    client.force_login(leader)

    client.post("/tasks/saved/columns/", {"columns": ["không có"]})

    assert selectors.chosen_columns(actor=leader) is None
