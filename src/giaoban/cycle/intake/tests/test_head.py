import pytest

from giaoban.cycle.intake.head import read_head
from giaoban.cycle.intake.tests.build import NOTICE


def test_a_notice_says_its_symbol_kind_and_subject() -> None:
    head = read_head(NOTICE)

    assert (head.symbol, head.kind) == ("58/TB-BKĐ", "Thông báo")
    assert head.subject == "Kết luận tại Hội nghị giao ban tháng 6/2020"


def test_a_subject_may_run_over_lines_and_ends_where_the_body_begins() -> None:
    text = (
        "BÁO CÁO\nTình hình kho bãi\nsáu tháng đầu năm\n_____\nCăn cứ Quy chế làm việc, Tổ báo cáo."
    )

    assert read_head(text).subject == "Tình hình kho bãi sáu tháng đầu năm"


def test_an_official_letter_says_what_it_is_about() -> None:
    head = read_head("Số: 12/BKĐ-VP\nV/v dọn kho trước mùa mưa\nKính gửi: Các đơn vị\nThân bài.")

    assert (head.symbol, head.kind) == ("12/BKĐ-VP", "")
    assert head.subject == "dọn kho trước mùa mưa"


def test_the_letterhead_may_stand_on_one_line() -> None:
    text = "Số: 7/QĐ-BKĐ\tHà Nội, ngày 3 tháng 4 năm 2020\nQUYẾT ĐỊNH\nVề việc lập tổ dọn kho"

    assert read_head(text).symbol == "7/QĐ-BKĐ"


def test_a_cited_number_is_not_the_documents_own() -> None:
    assert read_head("Tin họp\nThực hiện Quyết định số 12/QĐ-BKĐ ngày 1/2/2020.").symbol == ""


def test_who_signed_stands_under_the_last_post() -> None:
    foot = "\nNơi nhận:\n- Như trên;\nTL. BỘ TRƯỞNG\nCHÁNH VĂN PHÒNG\n(Đã ký)\nTrịnh Hữu Ước\n"

    assert read_head(NOTICE + foot).signer == "Trịnh Hữu Ước"


def test_of_a_news_text_the_headline_is_the_subject() -> None:
    head = read_head("TIN\nTổ Kho họp bàn việc dọn kho trước mùa mưa\nSáng nay, tổ họp.")

    assert (head.kind, head.signer) == ("", "")
    assert head.subject == "Tổ Kho họp bàn việc dọn kho trước mùa mưa"


@pytest.mark.parametrize("text", ["", "\n\n", "…", "THÔNG BÁO", "Số:", "Số: 1/"])
def test_a_head_that_says_nothing_is_empty(text: str) -> None:
    assert read_head(text).symbol == ""
