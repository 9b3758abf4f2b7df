"""A meeting for the table of who gets what: in session, with one of everything."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from giaoban.cycle.meetings.bridges import services as bridges
from giaoban.cycle.meetings.conclusions import services as conclusions
from giaoban.cycle.meetings.floor import services as floor
from giaoban.cycle.meetings.minutes import services as minutes
from giaoban.cycle.meetings.models import Bridge, Conclusion, Invitation, Meeting, Series
from giaoban.cycle.meetings.preparing import services as preparing
from giaoban.cycle.meetings.types import MeetingKind
from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.tests.build import at


@dataclass(frozen=True)
class Met:
    """A meeting that is held on the day with the unit invited, and one before it that is over."""

    series: Series
    over: Meeting
    held: Meeting
    invitation: Invitation
    bridge: Bridge
    conclusion: Conclusion


def met(*, clerk: User, unit: Unit, on: date) -> Met:
    """Both meetings; the one before has minutes and its notice."""
    moment = at(on, 8)
    early = moment - timedelta(days=40)
    series = preparing.open_series(
        actor=clerk, name="Giao ban tháng", kind=MeetingKind.BRIEFING, now=early
    )
    over = _open(clerk, series, unit, title="Giao ban tháng 5", on=on - timedelta(days=30))
    (ended,) = conclusions.write_conclusion(
        actor=clerk, meeting_id=over.pk, text="Ghi nhận kết quả tháng.", now=over.starts_at
    )
    told: dict[str, Any] = {"actor": clerk, "conclusion_id": ended.pk, "now": over.starts_at}
    conclusions.keep_as_information(revision=ended.revision, **told)
    floor.close_meeting(actor=clerk, meeting_id=over.pk, now=over.starts_at)
    minutes.assemble_minutes(actor=clerk, meeting_id=over.pk, now=over.starts_at)
    minutes.issue_notice(
        actor=clerk,
        meeting_id=over.pk,
        signer_authority=("CHÁNH VĂN PHÒNG",),
        signer_name="Lê Thu",
        now=over.starts_at,
    )
    over.refresh_from_db()
    held = _open(clerk, series, unit, title="Giao ban tháng 6", on=on)
    (conclusion,) = conclusions.write_conclusion(
        actor=clerk, meeting_id=held.pk, text="Ghi nhận kết quả tháng.", now=moment
    )
    return Met(
        series=series,
        over=over,
        held=held,
        invitation=held.invitations.get(),
        bridge=held.bridges.get(name="Phòng họp"),
        conclusion=conclusion,
    )


def _open(clerk: User, series: Series, unit: Unit, *, title: str, on: date) -> Meeting:
    moment = at(on, 8)
    early = moment - timedelta(days=7)
    meeting = preparing.prepare_meeting(
        actor=clerk, series=series, title=title, starts_at=moment, place="Tầng hai", now=early
    )
    if not meeting.previous:
        told: dict[str, Any] = {"actor": clerk, "meeting_id": meeting.pk, "now": early}
        preparing.add_item(title="Báo cáo", minutes=20, **told)
        preparing.invite_units(unit_ids=[unit.pk], post=Post.HEAD, **told)
        bridges.add_bridge(name="Phòng họp", unit_id=unit.pk, **told)
    preparing.issue_invitation(
        actor=clerk,
        meeting_id=meeting.pk,
        signer_authority=("CHÁNH VĂN PHÒNG",),
        signer_name="Lê Thu",
        now=early,
    )
    floor.open_meeting(actor=clerk, meeting_id=meeting.pk, now=moment)
    meeting.refresh_from_db()
    return meeting
