"""Questions and recommendations collected before a meeting, and their answers."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.cycle.meetings import policies
from giaoban.cycle.meetings.models import Meeting, Question
from giaoban.cycle.meetings.preparing.services.agenda import prepared_by
from giaoban.cycle.meetings.preparing.services.meetings import locked
from giaoban.cycle.meetings.preparing.services.telling import tell_units
from giaoban.cycle.meetings.types import AlreadyHeld, AnswerEmpty, MeetingState, QuestionEmpty
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices


@transaction.atomic
def ask(*, actor: User, meeting_id: int, unit_id: int, text: str, now: datetime) -> Question:
    """Enter a question of a unit: the unit does, or whoever prepares the meeting for it."""
    meeting = locked(meeting_id)
    on = timezone.localdate(now)
    verdict = policies.may_answer(actor, unit_id, on=on)
    if not verdict:
        verdict = policies.may_prepare(actor, on=on)
    if not verdict:
        raise PermissionDenied
    if meeting.state in {MeetingState.CLOSED, MeetingState.CANCELLED}:
        raise AlreadyHeld
    if not text.strip():
        raise QuestionEmpty
    question = Question.objects.create(
        meeting=meeting,
        asked_by_id=unit_id,
        text=text.strip()[:4000],
        entered_by=actor,
        entered_at=now,
    )
    _record(actor, "meetings.asked", question, verdict.principal, now)
    return question


@transaction.atomic
def assign_question(
    *, actor: User, question_id: int, unit_id: int, answer_by: date | None, now: datetime
) -> Question:
    """Give a question to the unit that answers it, until a day."""
    question = Question.objects.get(pk=question_id)
    meeting, principal = prepared_by(actor, question.meeting_id, now)
    question.answering_id, question.answer_by = unit_id, answer_by
    question.save(update_fields=["answering", "answer_by"])
    _record(actor, "meetings.question-assigned", question, principal, now)
    tell_units(meeting, "meetings.question-assigned", actor=actor, now=now, unit_ids=[unit_id])
    return question


@transaction.atomic
def answer_question(*, actor: User, question_id: int, answer: str, now: datetime) -> Question:
    """Answer a question in writing: the unit that it was given to does."""
    question = Question.objects.select_for_update(of=("self",)).get(pk=question_id)
    verdict = policies.may_answer(actor, question.answering_id, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    if not answer.strip():
        raise AnswerEmpty
    meeting: Meeting = question.meeting
    if meeting.state in {MeetingState.CLOSED, MeetingState.CANCELLED}:
        raise AlreadyHeld
    question.answer, question.answered_by, question.answered_at = answer.strip(), actor, now
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    _record(actor, "meetings.question-answered", question, verdict.principal, now)
    people = {question.entered_by, meeting.prepared_by} - {actor}
    told = sorted(people, key=lambda person: person.pk)
    notices.notify(kind="meetings.question-answered", recipients=told, about=meeting, now=now)
    return question


def _record(
    actor: User, verb: str, question: Question, principal: User | None, now: datetime
) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        target=question.meeting,
        data={
            "question": question.text[:200],
            "unit": str(question.answering_id or question.asked_by_id),
        },
        now=now,
        on_behalf_of=principal,
    )
