"""One of every kind of paper with one of everything in it, so that every field has its shape.

An agency's template is tried out with them, and they say which template a kind of paper has.
"""

from datetime import date

from giaoban.kit.paper.fields import Paper
from giaoban.kit.paper.letter import UrgedRow, UrgingLetter
from giaoban.kit.paper.meeting_papers import (
    ConclusionNotice,
    MeetingInvitation,
    MeetingMinutes,
    MinutesSection,
)
from giaoban.kit.paper.report import OverdueRow, ScoreCardReport, UnitRow
from giaoban.kit.paper.task_papers import (
    AssignmentSlip,
    FollowedRow,
    FollowUpRegister,
    LateRow,
    LateUnit,
    OverdueList,
    SlipShare,
)

SCORE_CARD_REPORT = "score_card_report.docx"
URGING_LETTER = "urging_letter.docx"
ASSIGNMENT_SLIP = "assignment_slip.docx"
FOLLOW_UP_REGISTER = "follow_up_register.docx"
OVERDUE_LIST = "overdue_list.docx"
MEETING_INVITATION = "meeting_invitation.docx"
CONCLUSION_NOTICE = "conclusion_notice.docx"
MEETING_MINUTES = "meeting_minutes.docx"

# The file of the template, by the kind of paper that is filled into it.
TEMPLATES: dict[type[Paper], str] = {
    ScoreCardReport: SCORE_CARD_REPORT,
    UrgingLetter: URGING_LETTER,
    AssignmentSlip: ASSIGNMENT_SLIP,
    FollowUpRegister: FOLLOW_UP_REGISTER,
    OverdueList: OVERDUE_LIST,
    MeetingInvitation: MEETING_INVITATION,
    ConclusionNotice: CONCLUSION_NOTICE,
    MeetingMinutes: MEETING_MINUTES,
}

_DAY = date(2020, 1, 30)
_COUNTED = UnitRow("Vụ A", 1, 1, 0, 0, 0, "1/1", "100 %")
_REPORT = ScoreCardReport(
    agency="Cơ quan",
    agency_parent="Cơ quan cấp trên",
    symbol="BC-CQ",
    place="Hà Nội",
    subject="Tình hình",
    period="tháng 1/2020",
    as_of=date(2020, 1, 31),
    addressees=("Lãnh đạo",),
    summary=("Đoạn.",),
    units=(_COUNTED,),
    totals=_COUNTED,
    overdue=(OverdueRow("Việc", "Vụ A", _DAY, 1),),
    notes=("Ghi chú.",),
    signer_authority=("THỦ TRƯỞNG",),
    signer_name="Tên",
    recipients=("Lưu: VT",),
)
_LETTER = UrgingLetter(
    agency="Cơ quan",
    agency_parent="Cơ quan cấp trên",
    symbol="CQ-VP",
    place="Hà Nội",
    subject="đôn đốc",
    addressees=("Vụ A",),
    opening=("Đoạn.",),
    rows=(UrgedRow("Vụ A", "Việc", "01/CT-CQ", _DAY, 1),),
    requests=("Đề nghị.",),
    closing="Trân trọng./.",
    signer_authority=("THỦ TRƯỞNG",),
    signer_name="Tên",
    recipients=("Lưu: VT",),
)
_SLIP = AssignmentSlip(
    agency="Cơ quan",
    agency_parent="Cơ quan cấp trên",
    symbol="PGV-CQ",
    place="Hà Nội",
    subject="Nhiệm vụ NV-0001",
    addressees=("Vụ A",),
    basis="Công văn 01/CQ-VP",
    work="Việc",
    who="Vụ A",
    deadline="30/01/2020",
    responsibility="Trách nhiệm",
    product="Sản phẩm",
    authority="Thẩm quyền",
    deadline_told=("Bước.",),
    shares=(SlipShare("Vụ A", "Chủ trì", "Phần", "30/01/2020"),),
    receiver="Vụ A",
    received="Ngày 02/01/2020",
    signer_authority=("THỦ TRƯỞNG",),
    signer_name="Tên",
    recipients=("Lưu: VT",),
)
_REGISTER = FollowUpRegister(
    agency="Cơ quan",
    agency_parent="Cơ quan cấp trên",
    symbol="STD-CQ",
    place="Hà Nội",
    subject="Tháng 1/2020",
    whose="Vụ A",
    as_of=_DAY,
    addressees=("Lãnh đạo",),
    rows=(FollowedRow("1", "Công văn", "Vụ A", "30/01/2020", "Đang làm", "02/BC-A", "Ghi chú"),),
    signer_authority=("THỦ TRƯỞNG",),
    signer_name="Tên",
    recipients=("Lưu: VT",),
)
_OVERDUE = OverdueList(
    agency="Cơ quan",
    agency_parent="Cơ quan cấp trên",
    symbol="DS-CQ",
    place="Hà Nội",
    subject="Nhiệm vụ quá hạn",
    as_of=_DAY,
    measure="thời hạn đang có hiệu lực",
    addressees=("Lãnh đạo",),
    summary=("Đoạn.",),
    units=(
        LateUnit("Vụ A", (LateRow("NV-0001", "Việc", "01/CT-CQ", _DAY, 1, _DAY, 1, "Đang làm"),)),
    ),
    notes=("Ghi chú.",),
    signer_authority=("THỦ TRƯỞNG",),
    signer_name="Tên",
    recipients=("Lưu: VT",),
)
_INVITATION = MeetingInvitation(
    agency="Cơ quan",
    agency_parent="Cơ quan cấp trên",
    symbol="GM-CQ",
    place="Hà Nội",
    subject="Dự Hội nghị",
    inviter="Cơ quan",
    invited=("- Vụ A;",),
    event="Hội nghị",
    chair="Thủ trưởng",
    time="8 giờ 00, ngày 30/01/2020",
    venue="Phòng họp",
    agenda=("1. Việc",),
    notes=("Ghi chú.",),
    signer_authority=("THỦ TRƯỞNG",),
    signer_name="Tên",
    recipients=("Lưu: VT",),
)
_NOTICE = ConclusionNotice(
    agency="Cơ quan",
    agency_parent="Cơ quan cấp trên",
    symbol="TB-CQ",
    place="Hà Nội",
    subject="Kết luận",
    opening=("Đoạn.",),
    conclusions=("1. Việc.",),
    closing="Xin thông báo./.",
    signer_authority=("THỦ TRƯỞNG",),
    signer_name="Tên",
    recipients=("Lưu: VT",),
)
_MINUTES = MeetingMinutes(
    agency="Cơ quan",
    agency_parent="Cơ quan cấp trên",
    symbol="BB-CQ",
    place="Hà Nội",
    subject="Hội nghị",
    sections=(MinutesSection("I. Mở đầu", ("Đoạn.",)),),
    closing="Kết thúc vào 11 giờ./.",
    secretary="Tên",
    signer_authority=("THỦ TRƯỞNG",),
    signer_name="Tên",
    recipients=("Lưu: VT",),
)
_SAMPLES: tuple[Paper, ...] = (
    _REPORT,
    _LETTER,
    _SLIP,
    _REGISTER,
    _OVERDUE,
    _INVITATION,
    _NOTICE,
    _MINUTES,
)


def template_of(paper: Paper) -> str:
    """`template_of(letter) == "urging_letter.docx"`."""
    return TEMPLATES[type(paper)]


def sample_for(template: str) -> Paper:
    """The sample that is filled into a template of this name; KeyError where none is."""
    return {template_of(paper): paper for paper in _SAMPLES}[template]
