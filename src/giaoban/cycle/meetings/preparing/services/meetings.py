"""Opening a series, preparing a meeting from the last of its series, changing and cancelling it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.cycle.meetings import policies
from giaoban.cycle.meetings.models import (
    AgendaItem,
    Bridge,
    Floor,
    Invitee,
    Meeting,
    Question,
    Series,
)
from giaoban.cycle.meetings.preparing.services.telling import tell_units
from giaoban.cycle.meetings.types import (
    AlreadyHeld,
    MeetingKind,
    MeetingState,
    NoTitle,
    ReasonMissing,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit

_OVER = {MeetingState.CLOSED, MeetingState.CANCELLED}


@transaction.atomic
def open_series(*, actor: User, name: str, kind: MeetingKind, now: datetime) -> Series:
    """Begin a series of meetings of one kind."""
    verdict = policies.may_prepare(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    name = " ".join(name.split())
    if not name:
        raise NoTitle
    series = Series.objects.create(name=name, kind=kind, created_by=actor, created_at=now)
    audit.record(
        actor=actor,
        verb="meetings.series-opened",
        target=series,
        data={"name": name},
        now=now,
        on_behalf_of=verdict.principal,
    )
    return series


@transaction.atomic
def prepare_meeting(
    *,
    actor: User,
    series: Series,
    title: str,
    starts_at: datetime,
    now: datetime,
    place: str = "",
    chair: User | None = None,
    chaired_by: str = "",
    requirements: str = "",
) -> Meeting:
    """Prepare the next meeting of a series.

    From the last one that was not cancelled it takes agenda, composition, bridges with their
    people, and every question without an answer; what is not said here of place, chair and what to
    note as well. Papers, answers and rolls do not carry over: they belong to their day.
    """
    verdict = policies.may_prepare(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    title = " ".join(title.split())
    if not title:
        raise NoTitle
    kept = series.meetings.exclude(state=MeetingState.CANCELLED)
    last = kept.order_by("-starts_at", "-pk").first()
    meeting = Meeting.objects.create(
        series=series,
        title=title,
        starts_at=starts_at,
        place=place or (last.place if last else ""),
        chair=chair or (last.chair if last else None),
        chaired_by=chaired_by or (last.chaired_by if last else ""),
        requirements=requirements or (last.requirements if last else ""),
        previous=last,
        prepared_by=actor,
        prepared_at=now,
    )
    Floor.objects.create(meeting=meeting)
    if last is not None:
        _carry_over(last, meeting, actor=actor, now=now)
    audit.record(
        actor=actor,
        verb="meetings.prepared",
        target=meeting,
        data={"title": title, "starts_at": starts_at, "from": str(last or "")},
        now=now,
        on_behalf_of=verdict.principal,
    )
    return meeting


def _carry_over(last: Meeting, meeting: Meeting, *, actor: User, now: datetime) -> None:
    made: dict[int, AgendaItem] = {}
    # Parents first: a part points at the item that was made of its parent.
    for item in sorted(last.items.all(), key=lambda each: (each.parent_id is not None, each.pk)):
        made[item.pk] = AgendaItem.objects.create(
            meeting=meeting,
            parent=made.get(item.parent_id or 0),
            position=item.position,
            title=item.title,
            minutes=item.minutes,
            speaker_minutes=item.speaker_minutes,
            unit_id=item.unit_id,
            presenter=item.presenter,
        )
    Invitee.objects.bulk_create(
        Invitee(meeting=meeting, unit_id=each.unit_id, post=each.post, role=each.role)
        for each in last.invitees.all()
    )
    Bridge.objects.bulk_create(
        Bridge(
            meeting=meeting,
            position=each.position,
            name=each.name,
            place=each.place,
            unit_id=each.unit_id,
            contact=each.contact,
            contact_phone=each.contact_phone,
            technician=each.technician,
            technician_phone=each.technician_phone,
        )
        for each in last.bridges.all()
    )
    Question.objects.bulk_create(
        Question(
            meeting=meeting,
            asked_by_id=each.asked_by_id,
            text=each.text,
            answering_id=each.answering_id,
            carried_from=each,
            entered_by=actor,
            entered_at=now,
        )
        for each in last.questions.filter(answered_at=None)
    )


@transaction.atomic
def change_meeting(
    *,
    actor: User,
    meeting_id: int,
    title: str,
    starts_at: datetime,
    place: str,
    chair: User | None,
    chaired_by: str,
    requirements: str,
    now: datetime,
) -> Meeting:
    """Say otherwise what a meeting is; those who were invited are told of a new hour or place."""
    meeting = locked(meeting_id)
    verdict = policies.may_prepare(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    if meeting.state in _OVER:
        raise AlreadyHeld
    if not title.strip():
        raise NoTitle
    before = {"title": meeting.title, "starts_at": meeting.starts_at, "place": meeting.place}
    meeting.title, meeting.starts_at, meeting.place = title.strip(), starts_at, place.strip()
    meeting.chair, meeting.chaired_by = chair, chaired_by.strip()
    meeting.requirements = requirements.strip()
    meeting.save()
    after = {"title": meeting.title, "starts_at": meeting.starts_at, "place": meeting.place}
    audit.record(
        actor=actor,
        verb="meetings.changed",
        target=meeting,
        before=before,
        after=after,
        now=now,
        on_behalf_of=verdict.principal,
    )
    moved = before["starts_at"] != starts_at or before["place"] != meeting.place
    if moved and meeting.state == MeetingState.INVITED:
        tell_units(meeting, "meetings.changed", actor=actor, now=now)
    return meeting


@transaction.atomic
def cancel_meeting(*, actor: User, meeting_id: int, reason: str, now: datetime) -> Meeting:
    """Let a meeting not be held; those who were invited are told. It stays to be read."""
    meeting = locked(meeting_id)
    verdict = policies.may_prepare(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    if meeting.state not in {MeetingState.PREPARING, MeetingState.INVITED}:
        raise AlreadyHeld
    if not reason.strip():
        raise ReasonMissing
    invited = meeting.state == MeetingState.INVITED
    meeting.state = MeetingState.CANCELLED
    meeting.save(update_fields=["state"])
    audit.record(
        actor=actor,
        verb="meetings.cancelled",
        target=meeting,
        now=now,
        reason=reason.strip(),
        on_behalf_of=verdict.principal,
    )
    if invited:
        tell_units(meeting, "meetings.cancelled", actor=actor, now=now)
    return meeting


def locked(meeting_id: int) -> Meeting:
    """The meeting, held for this transaction."""
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)
