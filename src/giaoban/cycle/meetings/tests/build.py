"""A ministry in small, its meetings, and the people who prepare, chair and take part."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from giaoban.cycle.meetings.bridges import services as bridges
from giaoban.cycle.meetings.conclusions import services as conclusions
from giaoban.cycle.meetings.floor import services as floor
from giaoban.cycle.meetings.models import Bridge, Conclusion, Meeting, Series
from giaoban.cycle.meetings.preparing import services
from giaoban.cycle.meetings.types import MeetingKind
from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks.tests.build import at

# A Tuesday; three working days before it is Thursday, the 2nd.
DAY = date(2020, 7, 7)
PREPARED = at(date(2020, 6, 29))
OPENED = at(DAY, 8)

TASK = "Giao Cục Viễn thông chủ trì, phối hợp với Vụ Bưu chính rà soát cột cũ trước ngày 20/7/2020."


@dataclass
class Agency:
    """A ministry with two units, its Office, and a person for each part of a meeting."""

    ministry: Unit = field(
        default_factory=lambda: a_unit(name="Bộ Khoáng Đạt", kind=UnitKind.MINISTRY)
    )

    def __post_init__(self) -> None:
        self.post = a_unit(name="Vụ Bưu chính", parent=self.ministry)
        self.telecom = a_unit(name="Cục Viễn thông", parent=self.ministry, kind=UnitKind.AUTHORITY)
        self.office = a_unit(name="Văn phòng Bộ", parent=self.ministry, kind=UnitKind.OFFICE)
        self.clerk = an_appointment(unit=self.office, post=Post.OFFICE_CLERK).user
        self.secretary = an_appointment(unit=self.office, post=Post.MEETING_SECRETARY).user
        self.head = an_appointment(unit=self.telecom, post=Post.HEAD).user
        self.other_head = an_appointment(unit=self.post, post=Post.HEAD).user
        self.stranger = an_appointment(unit=a_unit(name="Viện Khác", parent=self.ministry)).user

    def series(self, *, kind: MeetingKind = MeetingKind.HALF_YEAR) -> Series:
        return services.open_series(
            actor=self.clerk, name="Giao ban sáu tháng", kind=kind, now=PREPARED
        )

    def meeting(self, *, series: Series | None = None, **more: Any) -> Meeting:
        """A meeting with two items and two units invited, still being prepared."""
        meeting = services.prepare_meeting(
            actor=self.clerk,
            series=series or self.series(),
            title=more.pop("title", "Hội nghị sáu tháng đầu năm 2020"),
            starts_at=more.pop("starts_at", OPENED),
            place="Phòng họp tầng hai",
            chaired_by="Thứ trưởng Đỗ Quang Bình",
            now=PREPARED,
            **more,
        )
        if meeting.previous:
            return meeting  # what carries over is there already
        for title, minutes in (("Báo cáo sáu tháng", 20), ("Viễn thông", 15)):
            services.add_item(
                actor=self.clerk,
                meeting_id=meeting.pk,
                title=title,
                minutes=minutes,
                unit_id=self.telecom.pk,
                now=PREPARED,
            )
        services.invite_units(
            actor=self.clerk,
            meeting_id=meeting.pk,
            unit_ids=[self.telecom.pk, self.post.pk],
            post=Post.HEAD,
            now=PREPARED,
        )
        return meeting

    def invited(self, meeting: Meeting | None = None, *, now: datetime = PREPARED) -> Meeting:
        meeting = meeting or self.meeting()
        services.issue_invitation(
            actor=self.clerk,
            meeting_id=meeting.pk,
            signer_authority=("CHÁNH VĂN PHÒNG",),
            signer_name="Lê Thu",
            now=now,
        )
        meeting.refresh_from_db()
        return meeting

    def opened(self, meeting: Meeting | None = None, *, now: datetime = OPENED) -> Meeting:
        meeting = self.invited(meeting)
        floor.open_meeting(actor=self.clerk, meeting_id=meeting.pk, now=now)
        meeting.refresh_from_db()
        return meeting

    def concluded(self, meeting: Meeting, text: str = TASK) -> Conclusion:
        (written,) = conclusions.write_conclusion(
            actor=self.secretary,
            meeting_id=meeting.pk,
            text=text,
            now=OPENED + timedelta(minutes=30),
        )
        return written

    def landed(self, conclusion: Conclusion) -> Conclusion:
        """Landed as a task just as it was read."""
        return conclusions.land_as_task(
            actor=self.clerk,
            conclusion_id=conclusion.pk,
            title=conclusion.title,
            lead_id=conclusion.lead_id,
            coordinating_ids=[unit.pk for unit in conclusion.coordinating.all()],
            due_on=conclusion.due_on,
            revision=conclusion.revision,
            now=OPENED + timedelta(minutes=31),
        )

    def closed(self, meeting: Meeting | None = None) -> Meeting:
        meeting = meeting or self.opened()
        floor.close_meeting(
            actor=self.clerk, meeting_id=meeting.pk, now=OPENED + timedelta(hours=2)
        )
        meeting.refresh_from_db()
        return meeting


def a_bridge(
    agency: Agency, meeting: Meeting, *, name: str = "Đà Nẵng", unit: Unit | None = None
) -> Bridge:
    return bridges.add_bridge(
        actor=agency.clerk,
        meeting_id=meeting.pk,
        name=name,
        unit_id=unit.pk if unit else None,
        now=PREPARED,
    )


def later(minutes: float, *, than: datetime = OPENED) -> datetime:
    return than + timedelta(minutes=minutes)


def steered(meeting: Meeting) -> int:
    """What a page that was just loaded has seen."""
    meeting.floor.refresh_from_db()
    return meeting.floor.steered


def people(*users: User) -> set[int]:
    return {user.pk for user in users}
