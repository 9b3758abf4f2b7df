from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from giaoban.cycle.intake import selectors, services
from giaoban.cycle.intake.tests.build import NOW, Agency, a_reading, proposals
from giaoban.cycle.intake.types import (
    Decision,
    LeadMissing,
    NothingToUndo,
    ProposalAlreadyAccepted,
    ProposalAlreadyRejected,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit.models import Entry
from giaoban.records.documents.models import Excerpt
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.models import Duty, Span, Task
from giaoban.records.tasks.types import DutyRole, UnitNotInForce, WorkHasBegun

pytestmark = pytest.mark.django_db
LATER = datetime(2020, 7, 3, 2, 0, tzinfo=UTC)


def test_accepting_makes_a_task_with_duties_excerpt_and_source() -> None:
    agency = Agency()
    clerk = agency.clerk()
    reading = a_reading(actor=clerk)
    proposal = proposals(reading)[0]

    task = services.accept_proposal(actor=clerk, proposal_id=proposal.pk, now=NOW)

    proposal.refresh_from_db()
    assert (proposal.decision, proposal.decided_by, proposal.task) == ("accepted", clerk, task)
    assert task.document == reading.document
    assert task.assigned_on == date(2020, 7, 2)
    assert task.leader == "Đỗ Quang Bình"
    assert task.excerpt is not None
    assert task.excerpt.text.startswith("Vụ Bưu chính chủ trì")
    spans = {span.role: (span.unit, span.due_on) for span in Span.objects.filter(task=task)}
    assert spans == {
        DutyRole.LEAD: (agency.post, date(2020, 7, 20)),
        DutyRole.COORDINATE: (agency.telecom, date(2020, 7, 20)),
    }


def test_what_was_changed_before_accepting_is_what_is_assigned() -> None:
    agency = Agency()
    clerk = agency.clerk()
    proposal = proposals(a_reading(actor=clerk))[0]

    task = services.accept_proposal(
        actor=clerk,
        proposal_id=proposal.pk,
        now=NOW,
        title="Vẽ lại sơ đồ",
        lead_id=agency.training.pk,
        coordinating_ids=[],
        due_on=None,
    )

    assert task.title == "Vẽ lại sơ đồ"
    assert [(span.unit, span.due_on) for span in Span.objects.all()] == [(agency.training, None)]


def test_without_a_lead_nothing_is_accepted() -> None:
    clerk = Agency().clerk()
    proposal = proposals(a_reading(actor=clerk))[2]

    with pytest.raises(LeadMissing):
        services.accept_proposal(actor=clerk, proposal_id=proposal.pk, now=NOW)

    proposal.refresh_from_db()
    assert proposal.decision == Decision.WAITING
    assert not Excerpt.objects.exists()


def test_a_refusal_of_the_tasks_leaves_everything_as_it_was() -> None:
    clerk = Agency().clerk()
    gone = a_unit(name="Vụ Đã giải thể", valid_to=date(2020, 7, 1))
    proposal = proposals(a_reading(actor=clerk))[0]

    with pytest.raises(UnitNotInForce):
        services.accept_proposal(actor=clerk, proposal_id=proposal.pk, now=NOW, lead_id=gone.pk)

    proposal.refresh_from_db()
    assert proposal.decision == Decision.WAITING
    assert proposal.lead != gone
    assert not Task.objects.exists()
    assert not Excerpt.objects.exists()


def test_a_proposal_is_decided_once() -> None:
    agency = Agency()
    first, second = agency.clerk(), agency.clerk()
    accepted, rejected, *_ = proposals(a_reading(actor=first))
    services.accept_proposal(actor=first, proposal_id=accepted.pk, now=NOW)
    services.reject_proposal(actor=first, proposal_id=rejected.pk, now=NOW)

    with pytest.raises(ProposalAlreadyAccepted):
        services.accept_proposal(actor=second, proposal_id=accepted.pk, now=LATER)
    with pytest.raises(ProposalAlreadyAccepted):
        services.edit_proposal(actor=second, proposal_id=accepted.pk, now=LATER, title="Khác")
    with pytest.raises(ProposalAlreadyRejected):
        services.accept_proposal(actor=second, proposal_id=rejected.pk, now=LATER)

    assert Task.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_accepting_at_once_one_makes_the_task() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a SQLite database in memory has one connection, so nothing happens at once")
    agency = Agency()
    clerks = [agency.clerk(), agency.clerk()]
    proposal = proposals(a_reading(actor=clerks[0]))[0]
    start, outcomes = Barrier(2), list[str]()

    def accept(clerk: User) -> None:
        start.wait()
        try:
            services.accept_proposal(actor=clerk, proposal_id=proposal.pk, now=NOW)
            outcomes.append("accepted")
        except ProposalAlreadyAccepted:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [Thread(target=accept, args=[clerk]) for clerk in clerks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["accepted", "told"]
    assert Task.objects.count() == 1


def test_a_rejected_proposal_keeps_the_reason_and_makes_nothing() -> None:
    clerk = Agency().clerk()
    proposal = proposals(a_reading(actor=clerk))[0]

    services.reject_proposal(actor=clerk, proposal_id=proposal.pk, now=NOW, reason=" chỉ là tin ")

    proposal.refresh_from_db()
    assert (proposal.decision, proposal.reason) == (Decision.REJECTED, "chỉ là tin")
    assert not Task.objects.exists()


def test_undoing_takes_the_last_own_decision_back_and_its_task() -> None:
    agency = Agency()
    clerk, other = agency.clerk(), agency.clerk()
    reading = a_reading(actor=clerk)
    first, second, third, _ = proposals(reading)
    services.reject_proposal(actor=clerk, proposal_id=first.pk, now=NOW)
    services.accept_proposal(actor=clerk, proposal_id=second.pk, now=LATER)
    services.reject_proposal(actor=other, proposal_id=third.pk, now=LATER)

    undone = services.undo_last_decision(actor=clerk, reading_id=reading.pk, now=LATER)
    also = services.undo_last_decision(actor=clerk, reading_id=reading.pk, now=LATER)

    assert (undone[0], also[0]) == (second, first)
    assert not Task.objects.exists()
    assert not Duty.objects.exists()
    assert not Excerpt.objects.exists()
    third.refresh_from_db()
    assert third.decision == Decision.REJECTED
    with pytest.raises(NothingToUndo):
        services.undo_last_decision(actor=clerk, reading_id=reading.pk, now=LATER)


def test_an_undone_proposal_can_be_accepted_again() -> None:
    clerk = Agency().clerk()
    reading = a_reading(actor=clerk)
    proposal = proposals(reading)[0]
    services.accept_proposal(actor=clerk, proposal_id=proposal.pk, now=NOW)
    services.undo_last_decision(actor=clerk, reading_id=reading.pk, now=NOW)

    task = services.accept_proposal(actor=clerk, proposal_id=proposal.pk, now=LATER)

    assert task.excerpt is not None
    assert Task.objects.count() == 1


def test_a_task_that_work_has_begun_on_cannot_be_undone() -> None:
    agency = Agency()
    clerk, officer = agency.clerk(), agency.officer()
    reading = a_reading(actor=clerk)
    proposal = proposals(reading)[0]
    task = services.accept_proposal(actor=clerk, proposal_id=proposal.pk, now=NOW)
    duty = task.duties.get(role=DutyRole.LEAD)
    tasks.acknowledge_duty(actor=officer, duty_id=duty.pk, now=LATER)

    with pytest.raises(WorkHasBegun):
        services.undo_last_decision(actor=clerk, reading_id=reading.pk, now=LATER)

    proposal.refresh_from_db()
    assert (proposal.decision, proposal.task) == (Decision.ACCEPTED, task)


def test_only_the_office_decides() -> None:
    agency = Agency()
    proposal = proposals(a_reading(actor=agency.clerk()))[0]
    officer = agency.officer()

    for decide in (services.accept_proposal, services.reject_proposal, services.edit_proposal):
        with pytest.raises(PermissionDenied):
            decide(actor=officer, proposal_id=proposal.pk, now=NOW)


def test_every_decision_is_in_the_trail() -> None:
    clerk = Agency().clerk()
    reading = a_reading(actor=clerk)
    first, second, *_ = proposals(reading)
    services.accept_proposal(actor=clerk, proposal_id=first.pk, now=NOW)
    services.reject_proposal(actor=clerk, proposal_id=second.pk, now=NOW, reason="chỉ là tin")
    services.undo_last_decision(actor=clerk, reading_id=reading.pk, now=LATER)

    verbs = [entry.verb for entry in Entry.objects.filter(verb__startswith="intake.")]
    assert verbs == ["intake.read", "intake.accepted", "intake.rejected", "intake.reopened"]


def test_the_queue_counts_what_waits_and_is_the_offices_alone() -> None:
    agency = Agency()
    clerk, officer = agency.clerk(), agency.officer()
    first, second, *_ = proposals(a_reading(actor=clerk))
    services.accept_proposal(actor=clerk, proposal_id=first.pk, now=NOW)
    services.reject_proposal(actor=clerk, proposal_id=second.pk, now=NOW)

    (reading,) = selectors.queue(actor=clerk, on=NOW.date())

    assert (reading.waiting, reading.accepted, reading.rejected) == (2, 1, 1)  # type: ignore[attr-defined]  # annotated by the selector
    assert selectors.waiting_count(actor=clerk, on=NOW.date()) == (2, 1)
    assert not selectors.queue(actor=officer, on=NOW.date()).exists()
    assert selectors.waiting_count(actor=officer, on=NOW.date()) == (0, 0)
