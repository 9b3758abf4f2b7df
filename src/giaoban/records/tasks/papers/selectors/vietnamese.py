"""How papers say things: in Vietnamese, whatever language their writer reads pages in."""

from datetime import date

from giaoban.kit.vntext.numbers import format_number
from giaoban.records.documents.models import Document
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.types import DutyRole, Measure, Stage, StatusClass

ROLES = {
    DutyRole.LEAD: "Chủ trì",
    DutyRole.COORDINATE: "Phối hợp",
    DutyRole.PART: "Thực hiện phần việc",
}
STAGES = {
    Stage.ASSIGNED: "Chưa tiếp nhận",
    Stage.DECLINED: "Trả lại, chờ Văn phòng",
    Stage.UNDERWAY: "Đang thực hiện",
    Stage.REPORTED: "Đã báo cáo, chờ xác nhận",
    Stage.RETURNED: "Bị trả lại để hoàn thiện",
    Stage.CONFIRMED: "Đã hoàn thành",
    Stage.SUSPENDED: "Tạm dừng",
    Stage.CANCELLED: "Đã hủy",
}
MEASURES = {
    Measure.CURRENT: "thời hạn hiện hành",
    Measure.ORIGINAL: "thời hạn ban đầu",
}


def day(of: date | None) -> str:
    return f"{of:%d/%m/%Y}" if of else ""


def document_words(document: Document | None) -> str:
    """`Chỉ thị 05/CT-BMTT ngày 03/02/2020 của Bộ Mẫu`, as far as the register knows."""
    if document is None:
        return ""
    name = " ".join(filter(None, (document.kind, document.symbol))) or document.subject
    dated = f" ngày {day(document.issued_on)}" if document.issued_on else ""
    issuer = f" của {document.issuer}" if document.issuer else ""
    return f"{name}{dated}{issuer}"


def short_document_words(document: Document | None) -> str:
    """`05/CT-BMTT ngày 03/02/2020`, for a narrow column."""
    if document is None:
        return ""
    dated = f" ngày {day(document.issued_on)}" if document.issued_on else ""
    return f"{document.symbol or document.kind or document.subject}{dated}"


def progress(span: Span, status: StatusClass, stage: Stage | None, as_of: date) -> str:
    """How a duty stands on a day, with its days. `stage` is None where it is not known of then."""
    if status in {StatusClass.DONE_ON_TIME, StatusClass.DONE_LATE}:
        return _done(span, status)
    if status == StatusClass.SUSPENDED:
        return STAGES[Stage.SUSPENDED]
    if status == StatusClass.CANCELLED:
        return STAGES[Stage.CANCELLED]
    if span.completed_on and span.counted_from and span.counted_from <= as_of:
        return f"Đã hoàn thành ngày {day(span.completed_on)}"
    now = STAGES[stage] if stage else "Đang thực hiện"
    if status == StatusClass.OPEN_OVERDUE and span.due_on:
        return f"{now}; quá hạn {format_number((as_of - span.due_on).days)} ngày"
    return now


def _done(span: Span, status: StatusClass) -> str:
    told = f"Hoàn thành ngày {day(span.completed_on)}"
    if status == StatusClass.DONE_ON_TIME or not span.completed_on or not span.due_on:
        return f"{told}, đúng hạn"
    late = (span.completed_on - span.due_on).days
    return f"{told}, quá hạn {format_number(late)} ngày"
