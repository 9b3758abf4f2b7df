"""Two meetings of the demo: one that was held, and the next, prepared from it and invited to."""

from datetime import date, timedelta

from giaoban.cycle.meetings.bridges import services as bridges
from giaoban.cycle.meetings.conclusions import services as conclusions
from giaoban.cycle.meetings.floor import services as floor
from giaoban.cycle.meetings.minutes import services as minutes
from giaoban.cycle.meetings.models import Meeting, Series
from giaoban.cycle.meetings.preparing import services as preparing
from giaoban.cycle.meetings.types import MeetingKind
from giaoban.faces.cli.demonstration import register
from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.types import Post

HELD_ON, NEXT_ON = date(2020, 6, 2), date(2020, 7, 7)
_ITEMS = (
    ("Khai mạc, điểm danh", 10, "van-phong"),
    ("Báo cáo công tác tháng", 25, "van-phong"),
    ("Hạ tầng viễn thông, thử nghiệm 5G", 20, "cuc-vien-thong"),
    ("Bưu chính: trả lời kiến nghị", 20, "vu-buu-chinh"),
    ("Kết luận", 20, ""),
)
_BRIDGES = (
    ("Trụ sở Bộ (Hà Nội)", "van-phong"),
    ("Đà Nẵng", ""),
    ("TP. Hồ Chí Minh", ""),
)
_TASK = (
    "Giao Cục Viễn thông chủ trì, phối hợp với Vụ Bưu chính trình phương án dùng chung cột trong"
    " 15 ngày làm việc."
)
_CONCLUSIONS = (_TASK, "Ghi nhận kết quả công tác tháng 5 và tinh thần chuẩn bị của các đơn vị.")
_SIGNER = {"signer_authority": ("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"), "signer_name": "Lê Minh Châu"}


def play(clerk: User, chair: User) -> None:
    """The meeting of June from its invitation to its notice, and the one of July, invited to."""
    begun = register.at(date(2020, 5, 26), 9)
    series = preparing.open_series(
        actor=clerk, name="Giao ban quản lý nhà nước", kind=MeetingKind.BRIEFING, now=begun
    )
    held = _held(clerk, chair, series)
    _concluded(clerk, held)
    moment = register.at(date(2020, 6, 30), 9)
    following = preparing.prepare_meeting(
        actor=clerk,
        series=series,
        title="Hội nghị giao ban quản lý nhà nước 6 tháng đầu năm 2020",
        starts_at=register.at(NEXT_ON, 8),
        now=moment,
    )
    preparing.issue_invitation(
        actor=clerk,
        meeting_id=following.pk,
        now=moment,
        **_SIGNER,  # type: ignore[arg-type]  # as said above
    )


def _held(clerk: User, chair: User, series: Series) -> Meeting:
    keys = {unit.key: unit.pk for unit in Unit.objects.exclude(key=None)}
    moment = register.at(date(2020, 5, 26), 10)
    meeting = preparing.prepare_meeting(
        actor=clerk,
        series=series,
        title="Hội nghị giao ban quản lý nhà nước tháng 5/2020",
        starts_at=register.at(HELD_ON, 8),
        place="Phòng họp tầng 2, trụ sở Bộ",
        chair=chair,
        chaired_by=f"Thứ trưởng {chair.full_name}",
        requirements="Mỗi đơn vị phát biểu không quá 3 phút.",
        now=moment,
    )
    for title, length, key in _ITEMS:
        preparing.add_item(
            actor=clerk,
            meeting_id=meeting.pk,
            title=title,
            minutes=length,
            unit_id=keys.get(key),
            now=moment,
        )
    units = [keys[key] for key in ("cuc-vien-thong", "vu-buu-chinh", "van-phong") if key in keys]
    preparing.invite_units(
        actor=clerk, meeting_id=meeting.pk, unit_ids=units, post=Post.HEAD, now=moment
    )
    for name, key in _BRIDGES:
        bridges.add_bridge(
            actor=clerk, meeting_id=meeting.pk, name=name, unit_id=keys.get(key), now=moment
        )
    preparing.issue_invitation(
        actor=clerk,
        meeting_id=meeting.pk,
        now=moment,
        **_SIGNER,  # type: ignore[arg-type]  # as said above
    )
    return meeting


def _concluded(clerk: User, meeting: Meeting) -> None:
    begun = register.at(HELD_ON, 8)
    floor.open_meeting(actor=clerk, meeting_id=meeting.pk, now=begun)
    for attending, bridge in zip((46, 14, 18), meeting.bridges.all(), strict=True):
        bridges.take_roll(
            actor=clerk, bridge_id=bridge.pk, attending=attending, names="", now=begun
        )
    for place, item in enumerate(meeting.items.all()):
        if place:
            now = begun + timedelta(minutes=22 * place)
            floor.open_item(actor=clerk, meeting_id=meeting.pk, item_id=item.pk, now=now)
    for place, text in enumerate(_CONCLUSIONS):
        now = begun + timedelta(minutes=90 + place)
        (written,) = conclusions.write_conclusion(
            actor=clerk, meeting_id=meeting.pk, text=text, now=now
        )
        if written.lead_id is None:
            conclusions.keep_as_information(
                actor=clerk, conclusion_id=written.pk, revision=written.revision, now=now
            )
            continue
        conclusions.land_as_task(
            actor=clerk,
            conclusion_id=written.pk,
            title=written.title,
            lead_id=written.lead_id,
            coordinating_ids=list(written.coordinating.values_list("pk", flat=True)),
            due_on=written.due_on,
            revision=written.revision,
            now=now,
        )
    over = begun + timedelta(minutes=100)
    floor.close_meeting(actor=clerk, meeting_id=meeting.pk, now=over)
    minutes.assemble_minutes(actor=clerk, meeting_id=meeting.pk, now=over)
    minutes.issue_notice(
        actor=clerk,
        meeting_id=meeting.pk,
        now=register.at(date(2020, 6, 5), 10),
        **_SIGNER,  # type: ignore[arg-type]  # as said above
    )
