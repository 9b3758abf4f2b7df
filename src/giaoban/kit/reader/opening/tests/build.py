"""Files to open, made by hand so that each can be wrong in exactly one way."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def a_docx(
    body: str, *, header: str = "", doctype: str = "", members: dict[str, bytes] | None = None
) -> bytes:
    """A Word file whose body and page header are the given XML."""
    parts = {"word/document.xml": _part("document", f"<w:body>{body}</w:body>", doctype).encode()}
    if header:
        parts["word/header1.xml"] = _part("hdr", header).encode()
    return a_zip(parts | (members or {}))


def a_zip(members: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def _part(root: str, inside: str, doctype: str = "") -> str:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return (
        f'<?xml version="1.0"?>{doctype}<w:{root} xmlns:w="{W}" xmlns:mc="{mc}">{inside}</w:{root}>'
    )


def a_paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def a_table(*rows: list[list[str]]) -> str:
    """Rows of cells of paragraphs."""
    return f"<w:tbl>{''.join(map(_row, rows))}</w:tbl>"


def _row(cells: list[list[str]]) -> str:
    written = (f"<w:tc>{''.join(map(a_paragraph, cell))}</w:tc>" for cell in cells)
    return f"<w:tr>{''.join(written)}</w:tr>"


def a_pdf(*pages: str, encrypted: bool = False, content: bytes | None = None) -> bytes:
    """A PDF with one page for each text; its one font knows the letters the texts use.

    Encrypted, it asks for a password. `content` replaces what the pages draw.
    """
    letters = sorted({char for page in pages for char in page} - {"\n"})
    codes = {letter: code for code, letter in enumerate(letters, 33)}
    streams = [content or _drawing(page, codes) for page in pages]
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 4 0 R>>",
        _stream(_to_unicode(codes)),
    ]
    for at, stream in enumerate(streams):
        resources = "/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{resources}/Contents {6 + 2 * at} 0 R>>".encode())
        objects.append(stream if content else _stream(stream))
    return _joined(objects, encrypted=encrypted)


def drawn(*lines: tuple[int, int, str], rules: str = "") -> bytes:
    """A PDF of one page with lines of text at places (from the lower left), and ruled lines."""
    letters = sorted({char for _x, _y, text in lines for char in text})
    codes = {letter: code for code, letter in enumerate(letters, 33)}
    written = " ".join(
        f"1 0 0 1 {x} {y} Tm <{''.join(f'{codes[char]:02x}' for char in text)}> Tj"
        for x, y, text in lines
    )
    content = f"{rules} BT /F 10 Tf {written} ET".encode()
    return a_pdf("".join(letters), content=_stream(content))


def _drawing(page: str, codes: dict[str, int]) -> bytes:
    lines = [
        f"1 0 0 1 50 {750 - 14 * at} Tm <{''.join(f'{codes[char]:02x}' for char in line)}> Tj"
        for at, line in enumerate(page.split("\n"))
    ]
    return f"BT /F 10 Tf {' '.join(lines)} ET".encode()


def _to_unicode(codes: dict[str, int]) -> bytes:
    pairs = "\n".join(f"<{code:02x}> <{ord(letter):04x}>" for letter, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    ).encode()


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%b\nendstream" % (len(content), content)


def _joined(objects: list[bytes], *, encrypted: bool) -> bytes:
    if encrypted:
        key = "41" * 32
        objects.append(f"<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>".encode())
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    lock = f"/Encrypt {len(objects)} 0 R/ID[<00><00>]" if encrypted else ""
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer<</Size {len(objects) + 1}/Root 1 0 R{lock}>>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )
