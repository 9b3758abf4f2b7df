"""An agency in the middle of its month: people of each post, and a task in every state."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from giaoban.cycle.intake import services as desk
from giaoban.cycle.intake.models import StoredReading
from giaoban.cycle.intake.tests.build import Agency, a_reading, proposals
from giaoban.cycle.meetings.tests.matrix import Met, met
from giaoban.cycle.reporting.tests.build import Reported
from giaoban.cycle.reporting.tests.build import reported as reports_of
from giaoban.ground.accounts.models import User
from giaoban.ground.notices.models import Device, Mail, MailState
from giaoban.kit.periods.period import Period
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_field, a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks import services
from giaoban.records.tasks.editions.tests.build import an_edition
from giaoban.records.tasks.handing_over import services as handing_over
from giaoban.records.tasks.handing_over.models import Handover
from giaoban.records.tasks.handing_over.types import HandoverKind, Parties
from giaoban.records.tasks.importing.tests.build import a_batch, a_row, comma_separated
from giaoban.records.tasks.models import Duty, Task
from giaoban.records.tasks.reconciling import services as reconciling
from giaoban.records.tasks.recurring.tests.build import a_series
from giaoban.records.tasks.tests.build import a_task, at, confirmed, lead_duty, reported
from giaoban.records.tasks.types import Share
from giaoban.records.tasks.urging import services as urging
from giaoban.records.tasks.urging.models import Message
from giaoban.records.tasks.urging.tests.build import these_rules

LONG_NAME = "Trung tâm Nghiên cứu, Đào tạo và Chuyển giao công nghệ Bưu chính vùng Tây Bắc Bộ"
LONG_TITLE = (
    "Xây dựng, lấy ý kiến và trình ban hành bộ chỉ số đánh giá chất lượng dịch vụ bưu chính công "
    "ích tại các xã biên giới, hải đảo, vùng đặc biệt khó khăn giai đoạn 2020-2025"
)
TODAY = date(2020, 7, 15)
ASSIGNED = date(2020, 7, 3)
DUE = date(2020, 7, 10)
LATER = date(2020, 7, 30)
MORE_THAN_A_PAGE = 51


@dataclass
class AtWork:
    """The agency of the desk's tests, with a unit whose name has 80 characters."""

    agency: Agency = field(default_factory=Agency)

    def __post_init__(self) -> None:
        self.long: Unit = a_unit(name=LONG_NAME, parent=self.agency.ministry, kind=UnitKind.SERVICE)
        self.field = a_field(name="Bưu chính công ích và phát triển hạ tầng vùng khó khăn")
        self.clerk: User = self.agency.clerk()
        self.leader: User = an_appointment(unit=self.agency.ministry, post=Post.LEADER).user
        self.officer: User = an_appointment(unit=self.long, post=Post.OFFICER).user
        self.reading: StoredReading = a_reading(actor=self.clerk)
        first, second, *_rest = proposals(self.reading)
        self.from_document: Task = desk.accept_proposal(
            actor=self.clerk, proposal_id=first.pk, now=at(ASSIGNED)
        )
        desk.reject_proposal(actor=self.clerk, proposal_id=second.pk, now=at(ASSIGNED))
        self.scan = desk.wait_for_recognition(
            actor=self.clerk, now=at(ASSIGNED), data=b"%PDF-1.7", file_name="ban-quet.pdf"
        )
        self.decided, self.unsure = first, proposals(self.reading)[2]
        self._assign()
        self._hand_over()
        self._urge()
        self._publish()
        self._report()
        self._bring()
        self.met: Met = met(clerk=self.clerk, unit=self.long, on=TODAY)
        self._live()

    def _live(self) -> None:
        """An extension that is asked for, a part, a duty returned as not theirs, and a series."""
        due_on = TODAY + timedelta(days=20)
        self.asking: Task = a_task(
            title="Trình phương án kéo cáp quang tới các xã vùng khó khăn",
            lead=self.long,
            clerk=self.clerk,
            assigned_on=ASSIGNED,
            due_on=due_on,
        )
        duty_id = self.duty(self.asking).pk
        services.ask_extension(
            actor=self.officer,
            duty_id=duty_id,
            due_on=due_on + timedelta(days=10),
            note="Chờ ý kiến của ba tỉnh",
            now=at(TODAY),
        )
        asked = services.PartAsked("Số liệu từng xã", self.long.pk, self.officer.pk, due_on)
        services.assign_part(actor=self.unit_head, parent_id=duty_id, asked=asked, now=at(TODAY))
        self.declined: Task = a_task(
            title="Soạn kế hoạch thanh tra viễn thông",
            lead=self.long,
            clerk=self.clerk,
            assigned_on=ASSIGNED,
            due_on=due_on,
        )
        services.decline_duty(
            actor=self.officer,
            duty_id=self.duty(self.declined).pk,
            note="Thuộc chức năng thanh tra",
            now=at(TODAY),
        )
        self.series = a_series(clerk=self.clerk, lead=self.long, begun=TODAY)

    def _report(self) -> None:
        """A return that was sent, and one that is being written."""
        self.unit_head: User = an_appointment(unit=self.long, post=Post.HEAD).user
        self.reports: Reported = reports_of(
            unit=self.long,
            office=an_appointment(user=self.clerk, post=Post.OFFICE_CLERK).unit,
            clerk=self.clerk,
            officer=self.officer,
            head=self.unit_head,
            on=TODAY,
        )

    def _bring(self) -> None:
        """A table with good rows and wrong ones, and an export that says otherwise."""
        name = self.long.versions.get().name
        rows = [
            a_row("Rà soát quy chế làm việc", name, due="31/07/2020"),
            a_row("Kiểm kê tài sản", "Tổ công tác không có thật"),
            a_row("", name),
        ]
        self.batch = a_batch(comma_separated(rows), clerk=self.clerk, name="giao-viec.csv")
        theirs = [
            a_row(f"{self.overdue.title[:30]}…", name, due="15/08/2020"),
            a_row("Việc mà ở đây chưa có", name),
        ]
        self.reconciling = reconciling.bring_export(
            actor=self.clerk, data=comma_separated(theirs), file_name="xuat.csv", now=at(TODAY)
        )

    def _publish(self) -> None:
        """The month so far, and a correction of it."""
        period = Period.parse("2020-07")
        self.editions = [
            an_edition(self.clerk, period=period, as_of=DUE, on=TODAY),
            an_edition(
                self.clerk,
                period=period,
                as_of=DUE + timedelta(days=3),
                on=TODAY,
                reason="Tính đến ngày họp giao ban, theo yêu cầu của Lãnh đạo Bộ",
            ),
        ]

    def _urge(self) -> None:
        """By the rules and by a letter; an e-mail may be lost, and a browser is told."""
        these_rules(officer=(1,), head=(1,))  # those of the migration are gone after a test
        urging.urge_by_rules(now=at(TODAY))
        self.reminder = Message.objects.filter(unit=self.long).latest("pk")
        self.letter = urging.issue_letter(
            actor=self.clerk,
            duty_ids=[lead_duty(self.overdue).pk],
            report_by=LATER,
            signer_authority=("TL. Bộ trưởng", "Chánh Văn phòng"),
            signer_name="Lê Minh Châu",
            now=at(TODAY),
        )
        self.mail = Mail.objects.create(
            recipient=self.officer,
            token="e2e",  # noqa: S106 - a number, no password
            state=MailState.UNCERTAIN,
            made_at=at(TODAY),
            not_before=at(TODAY),
        )
        Device.objects.create(
            user=self.officer,
            endpoint="https://push.example.com/1",
            endpoint_sha256="e2e",
            key="x",
            secret="x",  # noqa: S106 - no key at all
            name="Firefox, Windows",
            made_at=at(TODAY),
        )

    def _hand_over(self) -> None:
        """One handover that waits for signatures, and one that is done, to the desk's unit."""
        first, second = a_unit(parent=self.agency.ministry), a_unit(parent=self.agency.ministry)
        heads = {
            unit.pk: an_appointment(unit=unit, post=Post.HEAD).user
            for unit in (first, second, self.agency.post)
        }
        self.task(title="Kiểm kê công cụ lao động", lead=first)
        self.task(title="Soát hồ sơ lưu trữ", lead=second)
        self.handover = self._prepared(first, "21/BB-VP")
        self.handed_over = self._prepared(second, "20/BB-VP")
        for side in self.handed_over.sides.all():
            handing_over.sign_handover(
                actor=heads[side.unit_id or 0],
                handover_id=self.handed_over.pk,
                side_id=side.pk,
                now=at(TODAY),
            )
        self.between_units = {
            "kind": "units",
            "giver": self.long.pk,
            "receiver": self.agency.post.pk,
            "second": self.agency.telecom.pk,
        }

    def _prepared(self, giver: Unit, minutes: str) -> Handover:
        return handing_over.prepare_handover(
            actor=self.clerk,
            parties=Parties(HandoverKind.UNITS, (giver.pk,), (self.agency.post.pk,)),
            minutes=minutes,
            day=TODAY,
            now=at(TODAY),
        )

    def _assign(self) -> None:
        confirmed(self.task(title="Khảo sát mạng lưới bưu cục"), on=date(2020, 7, 9))
        confirmed(self.task(title="Thống kê phương tiện vận chuyển"), on=date(2020, 7, 14))
        self.new = self.task(title="Lập kế hoạch tuyển dụng", due_on=LATER)
        self.awaiting = reported(self.task(title="Tổng kết đợt cao điểm"), on=date(2020, 7, 8))
        returned = reported(self.task(title="Rà soát giá cước"), on=date(2020, 7, 6))
        services.return_result(
            actor=self.clerk, duty_id=lead_duty(returned).pk, now=at(DUE), note="Thiếu phụ lục 2."
        )
        self.task(title="Theo dõi dư luận", due_on=None)
        self.suspended = self.task(title="Sửa chữa trụ sở")
        services.suspend_duty(
            actor=self.clerk, duty_id=lead_duty(self.suspended).pk, now=at(DUE), note="Chờ vốn."
        )
        cancelled = self.task(title="Tổ chức hội thao")
        services.cancel_task(
            actor=self.clerk, task_id=cancelled.pk, now=at(DUE), note="Không còn phù hợp."
        )
        self.overdue = self._overdue()
        for number in range(MORE_THAN_A_PAGE):
            day = LATER + timedelta(days=number)
            self.task(title=f"Kiểm tra thùng thư số {number}", lead=self.agency.post, due_on=day)

    def _overdue(self) -> Task:
        """With a changed deadline, a coordinating unit with a part of its own, and every fact."""
        part = "Cung cấp số liệu về hạ tầng viễn thông tại các xã trong danh mục"
        task = self.task(
            title=LONG_TITLE,
            due_on=date(2020, 7, 7),
            coordinating=[Share(self.agency.telecom.pk, DUE, part)],
            field_id=self.field.pk,
            leader="Thứ trưởng Đỗ Quang Bình",
            product="Tờ trình và dự thảo Quyết định",
            urgency="urgent",
        )
        duty, now = lead_duty(task).pk, at(date(2020, 7, 6))
        services.acknowledge_duty(actor=self.officer, duty_id=duty, now=now)
        services.change_deadline(
            actor=self.clerk, duty_id=duty, due_on=DUE, now=now, note="Chờ ý kiến ba tỉnh."
        )
        return task

    def task(
        self, *, title: str, lead: Unit | None = None, due_on: date | None = DUE, **more: Any
    ) -> Task:
        return a_task(
            title=title,
            lead=lead or self.long,
            assigned_on=ASSIGNED,
            due_on=due_on,
            clerk=self.clerk,
            **more,
        )

    def duty(self, task: Task) -> Duty:
        return lead_duty(task)
