"""Word files: a paper in the agency's own template where it has one, else in ours."""

import io
import zipfile
from datetime import UTC, datetime, time
from pathlib import Path

from docx.document import Document

from giaoban.kit.paper.checking import check_template
from giaoban.kit.paper.closing import keep_closing_in_company
from giaoban.kit.paper.errors import TemplateBroken
from giaoban.kit.paper.fields import Paper, fields_of
from giaoban.kit.paper.filling import fill
from giaoban.kit.paper.letter import UrgingLetter
from giaoban.kit.paper.meeting_papers import ConclusionNotice, MeetingInvitation, MeetingMinutes
from giaoban.kit.paper.report import ScoreCardReport
from giaoban.kit.paper.rule_lines import stretch_rules
from giaoban.kit.paper.samples import SCORE_CARD_REPORT, URGING_LETTER, template_of
from giaoban.kit.paper.task_papers import AssignmentSlip, FollowUpRegister, OverdueList

__all__ = ["SCORE_CARD_REPORT", "URGING_LETTER", "sealed", "shipped_template", "write_word"]

_SHIPPED = Path(__file__).parent / "templates"
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)  # of a letter that is still a draft
# How a file calls itself before its subject.
_KINDS: dict[type[Paper], str] = {
    ScoreCardReport: "Báo cáo",
    UrgingLetter: "V/v",
    AssignmentSlip: "Phiếu giao việc",
    FollowUpRegister: "Sổ theo dõi",
    OverdueList: "Danh sách nhiệm vụ quá hạn",
    MeetingInvitation: "Giấy mời",
    ConclusionNotice: "Thông báo",
    MeetingMinutes: "Biên bản",
}
# They show no day of their own while they are drafts.
_UNDATED = UrgingLetter | AssignmentSlip | MeetingInvitation | ConclusionNotice | MeetingMinutes


def shipped_template(name: str = SCORE_CARD_REPORT) -> bytes:
    """The template that comes with the programme, for an agency to make its own of."""
    return (_SHIPPED / name).read_bytes()


def write_word(
    paper: Paper, *, template: bytes | None = None, template_folder: Path | None = None
) -> bytes:
    """The paper as a Word file; the same paper gives the same bytes.

    `template` goes before a file of the template's name in `template_folder`, and that before
    ours. TemplateBroken, with the places in it, if one of the agency's does not fill.
    """
    name = template_of(paper)
    own = template or _in_folder(template_folder, name)
    document = _fill(shipped_template(name), paper) if own is None else _fill_own(own, paper)
    stretch_rules(document)
    keep_closing_in_company(document)
    _sign_properties(document, paper)
    return sealed(document)


def sealed(document: Document) -> bytes:
    """The document as a file that says nothing of the hour it was written."""
    written, steady = io.BytesIO(), io.BytesIO()
    document.save(written)
    with (
        zipfile.ZipFile(written) as source,
        zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            target.writestr(
                zipfile.ZipInfo(entry.filename, _FIRST_DAY_OF_ZIP),
                source.read(entry),
                zipfile.ZIP_DEFLATED,
            )
    return steady.getvalue()


def _in_folder(folder: Path | None, name: str) -> bytes | None:
    own = folder / name if folder else None
    return own.read_bytes() if own is not None and own.is_file() else None


def _fill_own(template: bytes, paper: Paper) -> Document:
    if problems := check_template(template, like=paper):
        raise TemplateBroken(
            *(("\n".join(p.text(lang) for p in problems)) for lang in ("vi", "en"))
        )
    return _fill(template, paper)


def _fill(template: bytes, paper: Paper) -> Document:
    chart = paper.chart if isinstance(paper, ScoreCardReport) else None
    return fill(template, fields_of(paper), chart)


def _sign_properties(document: Document, paper: Paper) -> None:
    """What the file says of itself: its subject, its agency, its day if it has one."""
    properties = document.core_properties
    written = paper.on or (None if isinstance(paper, _UNDATED) else paper.as_of)
    moment = datetime.combine(written, time(), tzinfo=UTC) if written else _NO_DAY
    properties.title = f"{_KINDS[type(paper)]} {paper.subject}"[:255]
    properties.author = properties.last_modified_by = paper.agency[:255]
    properties.created = properties.modified = moment
    properties.language = "vi-VN"
    properties.comments = ""
    properties.revision = 1
