import zipfile
from io import BytesIO

import pytest

from giaoban.kit.reader.opening import Apart, Form, Note, Reason, Unreadable, open_file
from giaoban.kit.reader.opening.tests.build import a_docx, a_paragraph, a_table, a_zip
from giaoban.kit.reader.opening.tests.build_office import a_numbered, a_numbering, a_word_part
from giaoban.kit.reader.opening.tests.test_plain import refusal_of


def text_of(body: str) -> str:
    return open_file(a_docx(body)).text


def test_paragraphs_are_lines() -> None:
    opened = open_file(a_docx(a_paragraph("Thông báo") + a_paragraph("Giao Vụ Một rà soát.")))

    assert opened.text == "Thông báo\nGiao Vụ Một rà soát."
    assert opened.form is Form.WORD
    assert opened.media_type.endswith("wordprocessingml.document")


def test_breaks_tabs_and_hyphens_are_characters() -> None:
    body = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/>"
        "<w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>"
    )

    assert text_of(body) == "a\tb\nc-d"


def test_rows_of_a_table_are_lines_between_the_paragraphs_around_it() -> None:
    table = a_table(
        [["TT"], ["Nhiệm vụ"], ["Chủ trì"]],
        [["1"], ["Rà soát quy trình", "Trình Bộ trưởng"], ["Vụ Một"]],
        [[""], ["Lập kế hoạch:", "quý III"], [""]],
    )

    assert text_of(a_paragraph("Trước") + table + a_paragraph("Sau")).split("\n") == [
        "Trước",
        "TT\tNhiệm vụ\tChủ trì",
        "1\tRà soát quy trình; Trình Bộ trưởng\tVụ Một",
        "Lập kế hoạch:",
        "quý III",
        "Sau",
    ]


def test_a_table_that_is_mere_layout_gives_its_paragraphs() -> None:
    head = a_table(
        [["BỘ THỬ NGHIỆM", "VĂN PHÒNG"], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]],
        [["Số: 12/TB-VP"], ["Hà Nội, ngày 05 tháng 3 năm 2020"]],
    )

    assert text_of(head).split("\n") == [
        *("BỘ THỬ NGHIỆM", "VĂN PHÒNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        *("Số: 12/TB-VP", "Hà Nội, ngày 05 tháng 3 năm 2020"),
    ]


def test_a_table_in_a_cell_stays_in_its_row() -> None:
    inner = a_table([["a"], ["b"]], [["c"], ["d"]])
    row = f"<w:tr><w:tc>{inner}{a_paragraph('')}</w:tc><w:tc>{a_paragraph('e')}</w:tc></w:tr>"

    assert text_of(f"<w:tbl>{row}{row}</w:tbl>") == "a b; c d\te\na b; c d\te"


def test_what_was_moved_away_deleted_or_said_twice_is_read_once() -> None:
    body = (
        "<w:p><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom>"
        "<w:del><w:r><w:delText>xóa</w:delText></w:r></w:del>"
        "<mc:AlternateContent><mc:Choice><w:r><w:t>một</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>hai</w:t></w:r></mc:Fallback></mc:AlternateContent>"
        "<w:r><w:t> lần</w:t></w:r></w:p>"
    )

    assert text_of(body) == "một lần"


def test_page_headers_and_boxes_are_not_read() -> None:
    box = (
        f"<w:p><w:r><w:txbxContent>{a_paragraph('Hộp')}</w:txbxContent><w:t>Thân</w:t></w:r></w:p>"
    )

    assert open_file(a_docx(box, header=a_paragraph("Đầu trang"))).text == "Thân"


@pytest.mark.parametrize(
    "file",
    [
        a_docx(a_paragraph("Thân"), header=a_paragraph("MẬT")),
        a_docx(
            f"<w:p><w:r><w:txbxContent>{a_paragraph('TỐI MẬT')}</w:txbxContent>"
            "<w:t>Thân</w:t></w:r></w:p>"
        ),
        a_docx(a_table([["VĂN PHÒNG", "MẬT"], ["a"]], [["b"], ["c"]])),
    ],
    ids=["header", "box", "cell"],
)
def test_a_stamp_is_seen_wherever_word_keeps_it(file: bytes) -> None:
    assert refusal_of(file) is Reason.SECRET


def test_a_word_file_in_an_old_font_is_converted() -> None:
    old = a_docx(a_paragraph("Bµ H­êng yªu cÇu c¸c phßng b¸o c¸o sè liÖu."))

    opened = open_file(old)

    assert opened.text == "Bà Hường yêu cầu các phòng báo cáo số liệu."
    assert opened.notes == (Note.FROM_TCVN3,)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 this is no archive",
        a_docx(a_paragraph("x"))[:-40],
        a_zip({"word/document.xml": b"<w:document"}),
        a_docx("</w:body>"),
    ],
    ids=["no zip", "cut off", "no XML", "unbalanced"],
)
def test_a_zip_that_is_no_word_file_is_refused(data: bytes) -> None:
    assert refusal_of(data) is Reason.NOT_WORD


def test_a_docx_that_is_not_a_zip_is_refused_by_its_name() -> None:
    assert refusal_of("Chỉ là chữ.".encode(), name="bao-cao.DOCX") is Reason.NOT_WORD


def test_a_bomb_is_refused_without_unpacking_it() -> None:
    zeros = bytes(30 * 1024 * 1024)

    assert refusal_of(a_docx(a_paragraph("x"), members={"word/a.bin": zeros})) is Reason.ZIP_BOMB
    assert refusal_of(a_zip({"word/document.xml": zeros})) is Reason.ZIP_BOMB
    many = {f"word/{number}": b"" for number in range(5_001)}
    assert refusal_of(a_docx(a_paragraph("x"), members=many)) is Reason.ZIP_BOMB


def test_a_directory_that_lies_about_sizes_unpacks_no_further() -> None:
    bomb = bytearray(a_zip({"word/document.xml": b"<w>" + bytes(30 * 1024 * 1024)}))
    at = bomb.rfind(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = (100).to_bytes(4, "little")

    assert refusal_of(bytes(bomb)) is Reason.NOT_WORD


def test_entities_do_not_expand() -> None:
    laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    outside = '<!DOCTYPE w [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    body = "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"

    assert refusal_of(a_docx(body, doctype=laughs)) is Reason.NOT_WORD
    assert refusal_of(a_docx(body, doctype=outside)) is Reason.NOT_WORD


def test_a_bottomless_document_is_refused() -> None:
    assert refusal_of(a_docx("<w:sdt>" * 500 + "</w:sdt>" * 500)) is Reason.NOT_WORD


def test_an_encrypted_member_asks_for_a_password() -> None:
    data = bytearray(a_docx(a_paragraph("x")))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.find(signature) + offset] |= 1

    assert zipfile.is_zipfile(BytesIO(data))
    assert refusal_of(bytes(data)) is Reason.PASSWORD


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("EncryptedPackage", Reason.PASSWORD),
        ("WordDocument", Reason.LEGACY_WORD),
        ("WordDocument _VBA_PROJECT", Reason.MACROS),
        ("Workbook", Reason.UNKNOWN_FORMAT),
    ],
)
def test_the_envelope_of_old_office_files_is_told_by_what_it_holds(
    content: str, reason: Reason
) -> None:
    envelope = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + content.encode("utf-16-le")

    assert refusal_of(envelope, name="bao-cao.docx") is reason


def test_a_document_without_words_is_empty() -> None:
    with pytest.raises(Unreadable) as refused:
        open_file(a_docx(a_paragraph(" ")))
    assert refused.value.reason is Reason.EMPTY


def numbered(body: str, numbering: bytes, styles: bytes = b"") -> list[str]:
    members = {"word/numbering.xml": numbering}
    if styles:
        members["word/styles.xml"] = styles
    return open_file(a_docx(body, members=members)).text.split("\n")


def test_automatic_numbers_are_written_out() -> None:
    numbering = a_numbering(("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
    body = (
        a_numbered("Kết quả")
        + a_numbered("Về văn thư", 1)
        + a_numbered("Giao Vụ Một", 2)
        + a_numbered("Giao Vụ Hai", 2)
        + a_numbered("Về lưu trữ", 1)
        + a_numbered("Giao Vụ Ba", 2)
        + a_paragraph("Không có số")
        + a_numbered("Nhiệm vụ")
        + a_numbered("Về báo cáo", 1)
    )

    assert numbered(body, numbering) == [
        *("I. Kết quả", "1. Về văn thư", "a) Giao Vụ Một", "b) Giao Vụ Hai"),
        *("2. Về lưu trữ", "a) Giao Vụ Ba", "Không có số", "II. Nhiệm vụ", "1. Về báo cáo"),
    ]


def test_a_number_of_several_levels_names_them_all() -> None:
    numbering = a_numbering(("decimal", "%1."), ("decimal", "%1.%2."), ("bullet", "\uf0b7"))
    body = a_numbered("Một") + a_numbered("Hai", 1) + a_numbered("Ba", 2)

    assert numbered(body, numbering) == ["1. Một", "1.1. Hai", "- Ba"]


def test_a_list_that_starts_anew_counts_anew() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = a_numbered("Một") + a_numbered("Hai") + a_numbered("Ba", number=2)

    assert numbered(body, a_numbering(("decimal", "%1."), extra=again))[-1] == "5. Ba"


def test_a_style_may_bring_the_number() -> None:
    styles = a_word_part(
        "styles",
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Muc"><w:basedOn w:val="Base"/></w:style>',
    )
    body = '<w:p><w:pPr><w:pStyle w:val="Muc"/></w:pPr><w:r><w:t>Kết quả</w:t></w:r></w:p>'

    assert numbered(body, a_numbering(("decimal", "%1.")), styles) == ["1. Kết quả"]


def test_a_column_of_automatic_numbers_is_read() -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    rows = "".join(row.format(a_numbered(""), a_paragraph(work)) for work in ("Một", "Hai"))

    assert numbered(f"<w:tbl>{rows}</w:tbl>", a_numbering(("decimal", "%1"))) == [
        "1\tMột",
        "2\tHai",
    ]


def test_where_tabs_stop_is_no_text() -> None:
    body = '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'

    assert text_of(body) == "a"


def test_what_was_inserted_is_read_what_was_deleted_is_kept_aside_and_both_are_noted() -> None:
    body = (
        "<w:p><w:r><w:t>Giao </w:t></w:r><w:ins><w:r><w:t>Vụ Một</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>Vụ Hai</w:delText></w:r></w:del></w:p>"
    )
    opened = open_file(a_docx(body))

    assert opened.text == "Giao Vụ Một"
    assert opened.notes == (Note.TRACKED_CHANGES,)
    assert [(aside.kind, aside.text) for aside in opened.asides] == [(Apart.DELETED, "Vụ Hai")]


def test_paragraphs_whose_parting_was_deleted_are_one() -> None:
    body = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Giao </w:t></w:r></w:p>"
        "<w:p><w:r><w:t>Vụ Một</w:t></w:r></w:p>"
    )

    assert text_of(body) == "Giao Vụ Một"


def test_a_deleted_row_is_not_read() -> None:
    cells = f"<w:tc>{a_paragraph('x')}</w:tc><w:tc>{a_paragraph('y')}</w:tc>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cells}</w:tr>"

    assert text_of(f"<w:tbl><w:tr>{cells}</w:tr>{gone}<w:tr>{cells}</w:tr></w:tbl>") == "x\ty\nx\ty"


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("comments", Apart.COMMENT),
        ("footnotes", Apart.FOOTNOTE),
        ("endnotes", Apart.FOOTNOTE),
        ("footer1", Apart.MARGIN),
    ],
)
def test_what_stands_beside_the_body_is_kept_apart(part: str, kind: Apart) -> None:
    members = {f"word/{part}.xml": a_word_part(part, a_paragraph("Xem lại"))}
    opened = open_file(a_docx(a_paragraph("Thân"), members=members))

    assert opened.text == "Thân"
    assert [(aside.kind, aside.text) for aside in opened.asides] == [(kind, "Xem lại")]
    assert (Note.LEFT_ASIDE in opened.notes) == (kind is not Apart.MARGIN)


@pytest.mark.parametrize("part", ["comments", "footnotes"])
def test_a_stamp_beside_the_body_is_seen(part: str) -> None:
    members = {f"word/{part}.xml": a_word_part(part, a_paragraph("TỐI MẬT"))}

    assert refusal_of(a_docx(a_paragraph("Thân"), members=members)) is Reason.SECRET


def test_a_stamp_that_was_deleted_is_a_stamp() -> None:
    body = f"<w:p><w:del><w:r><w:delText>MẬT</w:delText></w:r></w:del></w:p>{a_paragraph('x')}"

    assert refusal_of(a_docx(body)) is Reason.SECRET


@pytest.mark.parametrize("name", ["bao-cao.docm", "bao-cao.docx"])
def test_a_file_with_macros_is_refused(name: str) -> None:
    data = a_docx(a_paragraph("x"), members={"word/vbaProject.bin": b"macro"})

    assert refusal_of(data, name=name) is Reason.MACROS
