"""PDF by LibreOffice, run without a window for one file at a time."""

from pathlib import Path

from giaoban.kit import office
from giaoban.kit.paper.errors import OfficeFailed, OfficeMissing

_EXPORT = "pdf:writer_pdf_Export:" + '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


def to_pdf(docx: bytes, *, soffice: Path | None = None, seconds: float = 60) -> bytes:
    """A Word file as tagged PDF.

    OfficeMissing where there is no LibreOffice; OfficeFailed if it makes no PDF within `seconds`,
    after which it and all it started are ended.
    """
    try:
        return office.convert(
            docx, source="docx", target="pdf", export=_EXPORT, soffice=soffice, seconds=seconds
        )
    except office.OfficeMissing:
        raise OfficeMissing from None
    except office.OfficeFailed as failure:
        raise OfficeFailed(*failure.args) from None
