"""OpenDocument, Excel and e-mail files to open, and what Word keeps beside the body."""

from datetime import date
from email.message import EmailMessage
from io import BytesIO
from xml.sax.saxutils import escape

import openpyxl  # type: ignore[import-untyped]  # it ships no types

from giaoban.kit.reader.opening.tests.build import W, a_zip

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "office": f"{ODF}office:1.0",
    "text": f"{ODF}text:1.0",
    "table": f"{ODF}table:1.0",
    "style": f"{ODF}style:1.0",
    "draw": f"{ODF}drawing:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def an_odt(
    body: str,
    *,
    lists: str = "",
    header: str = "",
    kind: str = "text",
    doctype: str = "",
    members: dict[str, bytes] | None = None,
) -> bytes:
    """An OpenDocument file; `lists` are its list styles, `kind` "text" or "spreadsheet"."""
    content = _odf(
        "document-content",
        f"<office:automatic-styles>{lists}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body>",
        doctype,
    )
    styles = _odf(
        "document-styles",
        f"<office:master-styles><style:header>{header}</style:header></office:master-styles>",
    )
    return a_zip(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
            "content.xml": content,
            "styles.xml": styles,
            **(members or {}),
        }
    )


def _odf(root: str, inside: str, doctype: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    xml = f'<?xml version="1.0"?>{doctype}<office:{root} {spaces}>{inside}</office:{root}>'
    return xml.encode()


def a_text_p(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>"


def an_xlsx(*rows: list[object], title: str = "Nhiệm vụ") -> bytes:
    """A workbook with one sheet."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


TASKS: tuple[list[object], ...] = (
    ["DANH MỤC NHIỆM VỤ QUÝ II"],
    ["TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"],
    [1, "Xây dựng kế hoạch số hóa hồ sơ", "Phòng Một", date(2020, 5, 15)],
    [2, "Rà soát danh mục thủ tục", "Văn phòng Sở", "Trước ngày 30/6/2020"],
)


def an_eml(body: str, *attached: tuple[str, bytes], subject: str = "Giao ban tháng 4") -> bytes:
    """An e-mail with attachments: names and contents."""
    message = EmailMessage()
    message["From"] = "van-thu@so-thu-nghiem.vn"
    message["To"] = "phong-mot@so-thu-nghiem.vn"
    message["Date"] = "Fri, 01 May 2020 08:00:00 +0700"
    message["Subject"] = subject
    message.set_content(body)
    for name, content in attached:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()


def a_word_part(root: str, inside: str) -> bytes:
    """A part of a Word file such as numbering.xml: its root element and what is in it."""
    return f'<?xml version="1.0"?><w:{root} xmlns:w="{W}">{inside}</w:{root}>'.encode()


def a_numbering(*levels: tuple[str, str], extra: str = "") -> bytes:
    """A numbering.xml with list 1, whose levels have these formats and texts."""
    written = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return a_word_part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{written}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}',
    )


def a_numbered(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph of a list."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        f"</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
    )
