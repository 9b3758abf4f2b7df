"""Accepting at one press, what may be assigned already, and what people corrected."""

from datetime import UTC, date, datetime

import pytest

from giaoban.cycle.intake import selectors, services
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.tests.build import NOTICE, NOW, Agency, a_reading, proposals
from giaoban.cycle.intake.types import Decision, NothingChosen
from giaoban.ground.accounts.models import User
from giaoban.ground.audit.models import Entry
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.models import Task

pytestmark = pytest.mark.django_db
LATER = datetime(2020, 7, 3, 2, 0, tzinfo=UTC)
DAY = date(2020, 7, 3)


def together(reading: StoredReading, clerk: User, at_least: float) -> selectors.Together:
    shown = selectors.desk(reading=reading, at=None)
    doubles = selectors.doubles_of([entry.proposal for entry in shown.entries], actor=clerk, on=DAY)
    return selectors.acceptable_together(shown, at_least=at_least, doubles=doubles)


def why(found: selectors.Together) -> dict[int, str]:
    return {each.proposal.position: str(each.why_not) for each in found.left}


def test_what_is_sure_is_taken_and_the_rest_is_left_with_why() -> None:
    clerk = Agency().clerk()
    reading = a_reading(actor=clerk)

    found = together(reading, clerk, 0.5)

    taken = {each.proposal.position for each in found.taken}
    assert taken
    assert 3 in why(found)  # two units are called "Trung tâm"
    assert taken.isdisjoint(why(found))
    assert len(found.taken) + len(found.left) == 4


def test_asking_for_more_sureness_never_takes_more() -> None:
    clerk = Agency().clerk()
    reading = a_reading(actor=clerk)
    Proposal.objects.filter(reading=reading, position=1).update(confidence=0.7)

    low, high = together(reading, clerk, 0.7), together(reading, clerk, 0.71)

    assert 1 in {each.proposal.position for each in low.taken}
    assert 1 in why(high)


def test_they_are_accepted_at_one_press_and_undone_at_one() -> None:
    clerk = Agency().clerk()
    reading = a_reading(actor=clerk)
    first, second, *_ = proposals(reading)

    made = services.accept_together(
        actor=clerk, reading_id=reading.pk, proposal_ids=[second.pk, first.pk], now=NOW
    )

    assert [task.title for task in made] == [first.title, second.title]
    assert Entry.objects.filter(verb="intake.accepted").count() == 2
    undone = services.undo_last_decision(actor=clerk, reading_id=reading.pk, now=LATER)
    assert undone == [first, second]
    assert not Task.objects.exists()


def test_one_without_a_lead_lets_none_be_accepted() -> None:
    clerk = Agency().clerk()
    reading = a_reading(actor=clerk)
    first, _, unclear, _ = proposals(reading)

    with pytest.raises(Exception, match=r"lead|chủ trì"):
        services.accept_together(
            actor=clerk, reading_id=reading.pk, proposal_ids=[first.pk, unclear.pk], now=NOW
        )

    assert not Task.objects.exists()


def test_those_of_another_reading_and_those_decided_are_not_touched() -> None:
    agency = Agency()
    clerk = agency.clerk()
    reading = a_reading(actor=clerk)
    other = a_reading(actor=clerk, text=NOTICE.replace("58/TB", "59/TB"))
    first = proposals(reading)[0]
    services.reject_proposal(actor=clerk, proposal_id=first.pk, now=NOW)

    with pytest.raises(NothingChosen):
        services.accept_together(
            actor=clerk,
            reading_id=reading.pk,
            proposal_ids=[first.pk, proposals(other)[0].pk],
            now=LATER,
        )

    assert not Task.objects.exists()


# What may be assigned already


def a_task(agency: Agency, clerk: User, title: str) -> Task:
    return tasks.assign_task(
        actor=clerk, now=NOW, title=title, lead_id=agency.post.pk, due_on=date(2020, 7, 30)
    )


def test_a_task_of_the_unit_in_similar_words_is_shown_as_a_double() -> None:
    agency = Agency()
    clerk = agency.clerk()
    there = a_task(agency, clerk, "Khẩn trương rà soát lại sơ đồ bưu cục")
    a_task(agency, clerk, "Tổ chức hội thi viết thư")
    reading = a_reading(actor=clerk)

    found = selectors.doubles_of(proposals(reading), actor=clerk, on=DAY)

    first = proposals(reading)[0]
    assert {key: [each.task_id for each in near] for key, near in found.items()} == {
        first.pk: [there.pk]
    }
    assert found[first.pk][0].alike >= 0.6
    assert first.position in why(together(reading, clerk, 0.5))


def test_a_proposal_that_is_a_task_already_makes_none() -> None:
    agency = Agency()
    clerk = agency.clerk()
    there = a_task(agency, clerk, "Rà soát sơ đồ bưu cục")
    proposal = proposals(a_reading(actor=clerk))[0]

    services.attach_proposal(actor=clerk, proposal_id=proposal.pk, task_id=there.pk, now=NOW)

    proposal.refresh_from_db()
    assert (proposal.decision, proposal.task) == (Decision.SAME, there)
    assert Task.objects.count() == 1
    services.reopen_proposal(actor=clerk, proposal_id=proposal.pk, now=LATER)
    assert Task.objects.get() == there


def test_doubles_take_one_query_more_however_many_there_are(
    django_assert_max_num_queries: object,
) -> None:
    agency = Agency()
    clerk = agency.clerk()
    for number in range(30):
        a_task(agency, clerk, f"Rà soát sơ đồ bưu cục đợt {number}")
    reading = a_reading(actor=clerk)
    shown = proposals(reading)
    assert callable(django_assert_max_num_queries)

    with django_assert_max_num_queries(8):
        found = selectors.doubles_of(shown, actor=clerk, on=DAY)

    assert len(found[shown[0].pk]) == 3


# What people corrected


def test_what_was_read_is_kept_beside_what_was_decided() -> None:
    agency = Agency()
    clerk = agency.clerk()
    reading = a_reading(actor=clerk)
    first, second, _, fourth = proposals(reading)
    services.accept_proposal(actor=clerk, proposal_id=first.pk, now=NOW)
    services.accept_proposal(
        actor=clerk,
        proposal_id=second.pk,
        now=NOW,
        lead_id=agency.training.pk,
        due_on=date(2020, 7, 15),
    )
    services.reject_proposal(actor=clerk, proposal_id=fourth.pk, now=NOW, reason="đã làm")

    told = [each.to_json() for each in selectors.corrections(actor=clerk, on=DAY)]

    assert [each["changed"] for each in told] == [[], ["lead", "due_on"], []]
    assert told[1]["proposed"]["lead"] == "Cục Viễn thông"
    assert told[1]["decided"]["lead"] == "Trung tâm Tập huấn"
    assert told[1]["decided"]["due_on"] == "2020-07-15"
    assert [each["decision"] for each in told] == ["accepted", "accepted", "rejected"]
    assert told[2]["reason"] == "đã làm"
    assert all(each["text"] == reading.document.text[each["start"] : each["end"]] for each in told)


def test_a_rule_is_told_by_what_became_of_what_it_read() -> None:
    agency = Agency()
    clerk = agency.clerk()
    reading = a_reading(actor=clerk)
    Proposal.objects.filter(reading=reading).update(rule="giao-viec")
    first, second, _, fourth = proposals(reading)
    services.accept_proposal(actor=clerk, proposal_id=first.pk, now=NOW)
    services.accept_proposal(actor=clerk, proposal_id=second.pk, now=NOW, title="Làm việc khác")
    services.reject_proposal(actor=clerk, proposal_id=fourth.pk, now=NOW)

    record = selectors.records_of_rules(actor=clerk, on=DAY)[0]

    assert (record.rule, record.read, record.as_it_was, record.rejected) == ("giao-viec", 3, 1, 1)
    assert record.changed["title"] == 1
