import unicodedata

import pytest

from giaoban.kit.vntext.secrecy import Level, Marking, secrecy_marking

PLAIN, HIGH, ABSOLUTE = Level.CONFIDENTIAL, Level.HIGH, Level.ABSOLUTE


def a_document(stamp: str) -> str:
    """A letter whose head bears `stamp` on its fourth line."""
    return (
        "BỘ THỬ NGHIỆM\nVĂN PHÒNG\nSố: 15/BC-VP\n"
        f"{stamp}\n"
        "Hà Nội, ngày 05 tháng 3 năm 2020\nBÁO CÁO\nKết quả công tác tháng 02\n"
    )


@pytest.mark.parametrize(
    ("stamp", "level"),
    [
        ("MẬT", PLAIN),
        ("TỐI MẬT", HIGH),
        ("TUYỆT MẬT", ABSOLUTE),
        ("  [ MẬT ]", PLAIN),
        ("(TỐI MẬT)", HIGH),
        ("*** TUYỆT MẬT ***", ABSOLUTE),
        ("| MẬT |", PLAIN),
        ("M Ậ T", PLAIN),
        ("T Ố I   M Ậ T", HIGH),
        ("TUYỆT  MẬT.", ABSOLUTE),
        ("ＭẬＴ", PLAIN),
        ("TOI MAT", HIGH),
        ("TUYET MAT", ABSOLUTE),
        ("MẬT - KHẨN", PLAIN),
        ("HỎA TỐC   TỐI MẬT", HIGH),
        ("Dấu: MẬT".upper(), PLAIN),
        ("Độ mật: Tối mật", HIGH),
        ("Độ mật: mật", PLAIN),
        ("ĐỘ MẬT : TUYỆT MẬT", ABSOLUTE),
        ("Mức độ mật: Mật", PLAIN),
        ("Do mat: Mat", PLAIN),
        ("TÀI LIỆU MẬT", PLAIN),
        ("Số: 16/BC-VP\tMẬT\tHà Nội, ngày 5 tháng 3 năm 2020", PLAIN),
        ("MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", PLAIN),
        ("TỐI MẬT Độc lập - Tự do - Hạnh phúc", HIGH),
        ("Số: 16/BC-VP MẬT Hà Nội, ngày 05 tháng 3 năm 2020", PLAIN),
        ("------- MẬT -------", PLAIN),
        ("VĂN PHÒNG | Độ mật: Mật", PLAIN),
    ],
)
def test_a_stamp_or_a_label_is_a_marking(stamp: str, level: Level) -> None:
    assert secrecy_marking(a_document(stamp)) == Marking(level, line=4)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Mật"])
def test_no_encoding_of_the_accents_hides_a_stamp(stamp: str, form: str) -> None:
    assert secrecy_marking(unicodedata.normalize(form, a_document(stamp)))  # type: ignore[arg-type]  # three of the four names


def test_marks_in_the_other_order_do_not_hide_a_stamp() -> None:
    assert secrecy_marking("MA\u0302\u0323T")
    assert secrecy_marking("MA\u0323\u0302T")


def test_a_stamp_on_an_appendix_far_from_the_head_is_a_marking() -> None:
    text = a_document("") + "Một dòng bình thường.\n" * 200 + "MẬT\nPHỤ LỤC\n"

    assert secrecy_marking(text) == Marking(PLAIN, line=208)


def test_the_highest_level_counts() -> None:
    assert secrecy_marking("MẬT\nTUYỆT MẬT\nTỐI MẬT") == Marking(ABSOLUTE, line=2)


@pytest.mark.parametrize(
    "words",
    [
        "Tăng cường bảo mật cho các hệ thống của đơn vị.",
        "Mật độ thuê bao đạt 120 máy trên 100 dân.",
        "MẬT ĐỘ THUÊ BAO",
        "Luật Bảo vệ bí mật nhà nước năm 2018",
        "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "CÔNG TÁC BẢO MẬT",
        "Văn thư quản lý tài liệu mật theo quy định.",
        "Các mức độ mật gồm: tuyệt mật, tối mật và mật.",
        "Độ mật: Mật / Tối mật / Tuyệt mật",
        "Độ mật: Không",
        "Độ mật: Thường",
        "Độ mật, độ khẩn ghi theo quy định",
        "Thu mua mật ong, đường và sữa.",
        "Mật",
        "Ban Cơ yếu cấp khóa bí mật cho 30 cán bộ.",
        "Hội nghị bảo đảm an toàn, BẢO MẬT",
        "AN TOÀN VÀ BẢO\nMẬT",
        "BẢO VỆ BÍ\nMẬT",
        "QUY ĐỊNH VỀ QUẢN LÝ\nTÀI LIỆU MẬT",
        "Đồng chí Mật chủ trì cuộc họp.",
        "Mat",
        "TOMAT",
        "",
    ],
)
def test_ordinary_words_are_no_marking(words: str) -> None:
    assert secrecy_marking(a_document(words)) is None


def test_a_cell_of_a_table_far_from_the_head_is_no_stamp() -> None:
    text = "Một dòng bình thường.\n" * 200 + "3\tHồ sơ thầu\tMẬT\n"

    assert secrecy_marking(text) is None
    assert secrecy_marking("3\tHồ sơ thầu\tMẬT\n") is not None


def test_a_very_long_line_takes_no_time() -> None:
    assert secrecy_marking("M Ậ " * 200_000) is None


def test_a_rule_under_the_agency_does_not_hide_a_stamp() -> None:
    assert secrecy_marking("BỘ THỬ NGHIỆM\n-------\nMẬT\n") == Marking(PLAIN, line=3)


def test_many_short_lines_that_look_like_a_head_take_no_time() -> None:
    assert secrecy_marking(("a" * 12 + " b" * 180 + " mật, ngày\n") * 200) is None
