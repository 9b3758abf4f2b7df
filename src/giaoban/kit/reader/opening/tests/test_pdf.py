import zlib

import pytest

from giaoban.kit.reader.opening import Form, Note, Reason, open_file
from giaoban.kit.reader.opening.tests.build import a_pdf
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
        (a_pdf("", ""), Reason.PDF_WITHOUT_TEXT),
        (a_pdf("Chữ", encrypted=True), Reason.PASSWORD),
        (b"%PDF-1.7\nnothing of the sort", Reason.NOT_PDF),
        (a_pdf(*["x"] * 501), Reason.TOO_MANY_PAGES),
    ],
    ids=["scan", "password", "broken", "long"],
)
def test_a_pdf_that_cannot_be_read_is_refused(data: bytes, reason: Reason) -> None:
    assert refusal_of(data) is reason


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
