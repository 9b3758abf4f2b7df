"""Word files: a report in the agency's own template where it has one, else in ours."""

import io
import zipfile
from datetime import UTC, datetime, time
from pathlib import Path

from docx.document import Document

from giaoban.kit.paper.checking import check_template
from giaoban.kit.paper.closing import keep_closing_in_company
from giaoban.kit.paper.errors import TemplateBroken
from giaoban.kit.paper.fields import fields_of
from giaoban.kit.paper.filling import fill
from giaoban.kit.paper.report import ScoreCardReport
from giaoban.kit.paper.rule_lines import stretch_rules

SCORE_CARD_REPORT = "score_card_report.docx"

_SHIPPED = Path(__file__).parent / "templates"
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def shipped_template(name: str = SCORE_CARD_REPORT) -> bytes:
    """The template that comes with the programme, for an agency to make its own of."""
    return (_SHIPPED / name).read_bytes()


def write_word(report: ScoreCardReport, *, template_folder: Path | None = None) -> bytes:
    """The report as a Word file; the same report gives the same bytes.

    A file `score_card_report.docx` in `template_folder` goes before ours. TemplateBroken, with the
    places in it, if that file does not fill.
    """
    own = template_folder / SCORE_CARD_REPORT if template_folder else None
    if own is None or not own.is_file():
        document = fill(shipped_template(), fields_of(report), report.chart)
    else:
        document = _fill_own(own.read_bytes(), report)
    stretch_rules(document)
    keep_closing_in_company(document)
    _sign_properties(document, report)
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


def _fill_own(template: bytes, report: ScoreCardReport) -> Document:
    if problems := check_template(template):
        raise TemplateBroken(
            *(("\n".join(p.text(lang) for p in problems)) for lang in ("vi", "en"))
        )
    return fill(template, fields_of(report), report.chart)


def _sign_properties(document: Document, report: ScoreCardReport) -> None:
    """What the file says of itself: its subject, its agency, its day."""
    written = datetime.combine(report.on or report.as_of, time(), tzinfo=UTC)
    properties = document.core_properties
    properties.title = f"Báo cáo {report.subject}"[:255]
    properties.author = properties.last_modified_by = report.agency[:255]
    properties.created = properties.modified = written
    properties.language = "vi-VN"
    properties.comments = ""
    properties.revision = 1
