import zlib

import pytest

from giaoban.kit.reader.opening import Form, Note, Reason, open_file
from giaoban.kit.reader.opening.tests.build import a_pdf, drawn
from giaoban.kit.reader.opening.tests.pictures import with_recognition
from giaoban.kit.reader.opening.tests.test_plain import refusal_of


def test_the_text_of_a_pdf_is_read() -> None:
    opened = open_file(a_pdf("THÔNG BÁO\nGiao Vụ Một rà soát quy trình trước ngày 15."))

    assert opened.text == "THÔNG BÁO\nGiao Vụ Một rà soát quy trình trước ngày 15."
    assert (opened.form, opened.media_type, opened.pages) == (Form.PDF, "application/pdf", 1)


def test_wrapped_lines_are_joined_and_ended_ones_are_not() -> None:
    page = (
        "Ông Trần Văn Thử yêu cầu các đơn vị khẩn trương rà soát toàn bộ quy\n"
        "trình tiếp nhận hồ sơ và báo cáo kết quả.\n"
        "- Giao Vụ Một chủ trì, phối hợp với Vụ Hai xây dựng kế hoạch chi tiết\n"
        "- Giao Trung tâm Ba vận hành hệ thống.\n"
        "Hội nghị kết thúc."
    )

    assert open_file(a_pdf(page)).text.split("\n") == [
        " ".join(page.split("\n")[:2]),
        "- Giao Vụ Một chủ trì, phối hợp với Vụ Hai xây dựng kế hoạch chi tiết",
        "- Giao Trung tâm Ba vận hành hệ thống.",
        "Hội nghị kết thúc.",
    ]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    first = "Giao Vụ Một chủ trì, phối hợp với các đơn vị liên quan xây dựng kế\n1"

    assert open_file(a_pdf(first, "hoạch chi tiết.\n2")).text == (f"{first[:-2]} hoạch chi tiết.")


def test_a_figure_after_a_colon_goes_on_with_its_line() -> None:
    page = "Đến ngày 15, số hồ sơ mà các phòng của Sở Thử nghiệm đã nhận qua mạng là:\n27 hồ sơ."

    assert open_file(a_pdf(page)).text == page.replace("\n", " ")


def test_a_symbol_broken_at_its_hyphen_is_whole_again() -> None:
    page = "Giao Vụ Một chủ trì, phối hợp với các đơn vị thực hiện Quyết định 12/QĐ-\nBTN."

    assert "12/QĐ-BTN." in open_file(a_pdf(page)).text


def test_page_numbers_and_running_titles_are_dropped() -> None:
    pages = [f"Báo cáo tháng\nNội dung {word}.\n{number}" for number, word in enumerate("abc", 1)]

    assert open_file(a_pdf(*pages)).text == "Nội dung a.\nNội dung b.\nNội dung c."


def test_a_number_alone_inside_a_page_stays() -> None:
    assert open_file(a_pdf("Số phiếu:\n12\nHết.")).text == "Số phiếu:\n12\nHết."


def test_pages_without_text_are_noted() -> None:
    opened = open_file(a_pdf("Có chữ.", ""))

    assert opened.pages == 2
    assert opened.notes == (Note.PAGES_WITHOUT_TEXT,)


def test_a_stamp_is_seen_in_a_pdf() -> None:
    assert refusal_of(a_pdf("VĂN PHÒNG\nMẬT\nBáo cáo")) is Reason.SECRET


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (a_pdf("Chữ", encrypted=True), Reason.PASSWORD),
        (b"%PDF-1.7\nnothing of the sort", Reason.NOT_PDF),
        (a_pdf(*["x"] * 501), Reason.TOO_MANY_PAGES),
    ],
    ids=["password", "broken", "long"],
)
def test_a_pdf_that_cannot_be_read_is_refused(data: bytes, reason: Reason) -> None:
    assert refusal_of(data) is reason


@with_recognition
def test_a_pdf_on_which_nothing_is_recognised_is_refused() -> None:
    assert refusal_of(a_pdf("", "")) is Reason.PDF_WITHOUT_TEXT


def test_a_pdf_by_its_name_alone_is_refused() -> None:
    assert refusal_of("Chỉ là chữ.".encode(), name="bao-cao.pdf") is Reason.NOT_PDF


def test_a_bomb_costs_no_more_than_its_share() -> None:
    squeezed = zlib.compress(b"0 0 m 1 1 l S " * 6_000_000, 9)
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(squeezed), squeezed)

    assert refusal_of(a_pdf("x", content=stream)) is Reason.TOO_COSTLY


def test_another_name_than_the_content_is_noted() -> None:
    opened = open_file(a_pdf("Có chữ."), name="bao-cao.docx")

    assert opened.form is Form.PDF
    assert opened.notes == (Note.OTHER_FORM_THAN_NAMED,)


def test_a_heading_as_wide_as_the_page_stays_apart_from_its_paragraph() -> None:
    heading = "1. Về công tác tiếp nhận, số hóa và trả kết quả hồ sơ của các phòng ban"
    body = "Giao Phòng Một chủ trì, phối hợp với các phòng ban rà soát toàn bộ quy"
    opened = open_file(
        drawn((80, 700, heading), (80, 686, body), (60, 672, "trình tiếp nhận hồ sơ."))
    )

    assert opened.text == f"{heading}\n{body} trình tiếp nhận hồ sơ."


def test_a_point_whose_lines_hang_from_its_number_is_one_paragraph() -> None:
    first = "1. Giao Phòng Một chủ trì, phối hợp với các phòng ban rà soát toàn bộ quy"
    second = "trình tiếp nhận, số hóa và trả kết quả hồ sơ; báo cáo kết quả với Giám đốc"
    opened = open_file(
        drawn((60, 700, first), (74, 686, second), (74, 672, "Sở."), (60, 658, "Hết."))
    )

    assert opened.text == f"{first} {second} Sở.\nHết."


LEFT = "Phòng Một đã tiếp nhận toàn bộ"
RIGHT = "Phòng Hai chưa gửi đủ báo cáo và"


def test_columns_are_read_one_after_the_other() -> None:
    lines = [
        (x, 700 - 14 * at, f"{text} {at}")
        for at in range(6)
        for x, text in ((60, LEFT), (330, RIGHT))
    ]
    text = open_file(drawn(*lines)).text.replace("\n", " ")

    assert text.index(f"{LEFT} 5") < text.index(f"{RIGHT} 0")


def test_the_boxes_of_the_head_are_read_one_after_the_other() -> None:
    page = drawn(
        *((60, 700, "SỞ THỬ NGHIỆM"), (330, 700, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        *((60, 684, "Số: 12/TB-STN"), (330, 684, "Hà Nội, ngày 05 tháng 3 năm 2020")),
    )

    assert open_file(page).text.split("\n") == [
        *("SỞ THỬ NGHIỆM", "Số: 12/TB-STN"),
        *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Hà Nội, ngày 05 tháng 3 năm 2020"),
    ]


CELLS = (["TT", "Việc", "Hạn"], ["1", "Rà soát", "15/5"], ["2", "Báo cáo", "30/6"])


def a_ruled_page(top: int = 700, cells: tuple[list[str], ...] = CELLS) -> bytes:
    """A page with a table: lines of text, and the ruled lines around them."""
    xs, bottom = (50, 100, 300, 400), top - 20 * len(cells)
    rules = [f"{x} {top} m {x} {bottom} l S" for x in xs]
    rules += [f"50 {top - 20 * at} m 400 {top - 20 * at} l S" for at in range(len(cells) + 1)]
    lines = [
        (x + 4, top - 14 - 20 * at, cell)
        for at, row in enumerate(cells)
        for x, cell in zip(xs, row, strict=False)
    ]
    return drawn(*lines, rules=" ".join(rules))


def test_a_ruled_table_is_a_table_and_tells_its_cells() -> None:
    opened = open_file(a_ruled_page())

    assert opened.text == "TT\tViệc\tHạn\n1\tRà soát\t15/5\n2\tBáo cáo\t30/6"
    place = opened.place_of(opened.text.index("30/6"))
    assert (place.page, place.table, place.row, place.column) == (1, 1, 3, 3)


def test_a_line_tells_where_on_the_page_it_lies() -> None:
    opened = open_file(a_pdf("Một", "Hai"))
    place = opened.place_of(opened.text.index("Hai"))

    assert place.page == 2
    assert place.box is not None
    left, top, right, bottom = place.box
    assert 0 < left < right < 1000
    assert 0 < top < bottom < 100


def test_running_titles_with_the_number_of_the_page_are_dropped() -> None:
    pages = [
        f"Báo cáo – trang {at}/3\nNội dung {word}.\nSở Thử" for at, word in enumerate("abc", 1)
    ]

    assert open_file(a_pdf(*pages)).text == "Nội dung a.\nNội dung b.\nNội dung c."


def test_appendices_that_only_count_are_no_running_titles() -> None:
    pages = [f"Phụ lục {at}\nNội dung {word}." for at, word in enumerate("abc", 1)]

    assert "Phụ lục 2" in open_file(a_pdf(*pages)).text
