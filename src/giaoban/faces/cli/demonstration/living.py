"""What tasks live through in the demo: an extension, a duty returned, parts, a series, notes."""

from collections.abc import Mapping
from datetime import date, datetime

from giaoban.faces.cli.demonstration.register import at
from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import Unit
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.recurring import services as recurring
from giaoban.records.tasks.services import PartAsked
from giaoban.records.tasks.types import DutyRole, Share

LATE = "Báo cáo phương án hỗ trợ dịch vụ viễn thông công ích cho hộ nghèo"
ASKING = "Trình danh sách tham gia thử nghiệm chuyển mạng đợt 2"
NOT_OURS = "Tổng kết thí điểm truyền thanh thông minh tại ba tỉnh"
BACK, LAST = date(2020, 7, 1), date(2020, 7, 2)


def play(clerk: User, heads: Mapping[str, User], officer: User) -> None:
    """After the published month, so that its figures stay what they were."""
    _extended_though_late(clerk, heads["cuc-vien-thong"])
    _asked_for(heads["cuc-vien-thong"])
    _returned(clerk, heads["cuc-thong-tin-co-so"])
    _in_parts(clerk, heads["cuc-vien-thong"], officer)
    _coming_back(clerk)


def _extended_though_late(clerk: User, head: User) -> None:
    duty_id = _duty(LATE)
    tasks.ask_extension(
        actor=head,
        duty_id=duty_id,
        due_on=date(2020, 7, 15),
        note="Chờ số liệu hộ nghèo của 12 tỉnh.",
        now=at(date(2020, 6, 24), 9),
    )
    tasks.grant_extension(
        actor=clerk, duty_id=duty_id, note="Đồng ý lùi đến giữa tháng 7.", now=at(BACK, 10)
    )


def _asked_for(head: User) -> None:
    tasks.ask_extension(
        actor=head,
        duty_id=_duty(ASKING),
        due_on=date(2020, 7, 10),
        note="Ba doanh nghiệp chưa gửi danh sách.",
        now=at(LAST, 9),
    )


def _returned(clerk: User, head: User) -> None:
    tasks.assign_task(
        actor=clerk,
        now=at(LAST, 8),
        title=NOT_OURS,
        lead_id=_unit("cuc-thong-tin-co-so"),
        due_on=date(2020, 8, 14),
    )
    tasks.decline_duty(
        actor=head,
        duty_id=_duty(NOT_OURS),
        unit_id=_unit("vu-khoa-hoc-va-cong-nghe"),
        note="Nội dung sơ kết thuộc đề tài do Vụ Khoa học và Công nghệ chủ trì.",
        now=at(LAST, 10),
    )


def _in_parts(clerk: User, head: User, officer: User) -> None:
    """A task by words, with two units that coordinate, and parts for the officers of the lead."""
    unit_id, now = _unit("cuc-vien-thong"), at(LAST, 8)
    words = "trong 20 ngày làm việc"
    task = tasks.assign_task(
        actor=clerk,
        now=now,
        title="Xây dựng phương án tắt sóng 2G ở các đô thị",
        lead_id=unit_id,
        due_on=date(2020, 7, 30),
        due_words=words,
        due_anchor=LAST,
        product="Tờ trình kèm phương án",
        responsibility="Chịu trách nhiệm về số liệu thuê bao",
        authority="Cục trưởng ký tờ trình",
        leader="Thứ trưởng Đỗ Quang Minh",
        programme="Chuyển đổi số quốc gia",
        point="mục 3",
        coordinating=[
            Share(_unit("vu-phap-che"), date(2020, 7, 17), "Ý kiến về căn cứ pháp lý"),
            Share(_unit("vu-ke-hoach-tai-chinh"), date(2020, 7, 20), "Dự toán kinh phí hỗ trợ"),
        ],
    )
    tasks.add_office_note(
        actor=clerk, task_id=task.pk, text="Thứ trưởng muốn xem bản nháp trước.", now=now
    )
    duty = task.duties.get(role=DutyRole.LEAD)
    parts = [
        PartAsked("Thống kê thuê bao 2G từng quận", unit_id, officer.pk, date(2020, 7, 10)),
        PartAsked("Dự thảo phương án hỗ trợ máy", unit_id, officer.pk, date(2020, 7, 22)),
    ]
    first, _second = [
        tasks.assign_part(actor=head, parent_id=duty.pk, asked=part, now=_hour(9)) for part in parts
    ]
    tasks.report_result(
        actor=officer, duty_id=first.pk, note="Bảng số liệu 30 quận.", now=_hour(15)
    )
    tasks.confirm_result(actor=head, duty_id=first.pk, now=_hour(16))


def _coming_back(clerk: User) -> None:
    recurring.begin_series(
        actor=clerk,
        told=recurring.Told(
            title="Báo cáo tình hình an toàn mạng lưới viễn thông trong tháng",
            lead_id=_unit("cuc-vien-thong"),
            words="ngày 20 hằng tháng",
            starts_on=LAST,
            days_ahead=18,
            product="Báo cáo",
        ),
        now=_hour(11),
    )
    recurring.make_due_tasks(now=_hour(17))


def _hour(hour: int) -> datetime:
    return at(LAST, hour)


def _unit(key: str) -> int:
    return Unit.objects.get(key=key).pk


def _duty(title: str) -> int:
    return Task.objects.get(title=title).duties.get(role=DutyRole.LEAD).pk
