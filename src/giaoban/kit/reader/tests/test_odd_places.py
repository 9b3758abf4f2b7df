"""Work in odd places: behind conditions, in merged rows, under headings that say little."""

from datetime import date

import pytest

from giaoban.kit.reader import read
from giaoban.kit.reader.reading import Item, ItemKind
from giaoban.kit.reader.recognisers.items.text_kinds import kind_of_text
from giaoban.kit.reader.structure import build

ANCHOR = date(2026, 3, 5)
TOP = "THÔNG BÁO\nKết luận tại Hội nghị giao ban tháng 02 năm 2026\n\n"


def items(text: str) -> tuple[Item, ...]:
    return read(TOP + text, anchor=ANCHOR).items


def test_whoever_it_comes_to_is_nobody() -> None:
    (item,) = items("1. Phòng nào nộp chậm thì Trưởng phòng đó giải trình trước Giám đốc.")
    assert item.text == "giải trình trước Giám đốc"
    assert item.lead is None


@pytest.mark.parametrize("heading", ["Việc khác", "Một số nội dung khác", "Tổ chức thực hiện"])
def test_a_heading_that_names_the_rest_is_no_work(heading: str) -> None:
    found = items(f"1. Phòng Lò hơi kiểm tra van xả.\n2. {heading}\nPhòng Tua-bin kiểm tra ổ trục.")
    assert [item.text for item in found] == ["kiểm tra van xả", "kiểm tra ổ trục"]
    assert found[1].lead == "Phòng Tua-bin"


def test_how_long_work_goes_on_is_no_deadline_unless_it_is_said_last() -> None:
    during, until = items(
        "1. Đội 2 tuần tra từ ngày 06/3 đến ngày 15/3/2026 tại bến.\n"
        "2. Đội 3 tổ chức phát động thi đua từ ngày 06/3 đến ngày 20/3/2026.\n"
    )
    assert (during.due, until.due) == (None, "2026-03-20")


def test_so_many_working_days_before_a_day_are_counted_back() -> None:
    (item,) = items("1. Phòng Kho gửi danh mục ít nhất 03 ngày làm việc trước ngày 31/3/2026.")
    assert item.due == "2026-03-26"


@pytest.mark.parametrize(
    "group",
    ["II | Lĩnh vực hầm lò | Lĩnh vực hầm lò | Lĩnh vực hầm lò", "II | Lĩnh vực hầm lò | | "],
)
def test_a_merged_row_heads_those_below_it(group: str) -> None:
    found = items(
        "| TT | Nội dung công việc | Đơn vị chủ trì | Thời hạn |\n"
        "| --- | --- | --- | --- |\n"
        "| 1 | Thay băng tải số bốn | Phòng Cơ điện | 20/3/2026 |\n"
        f"| {group} |\n"
        "| 2 | Gia cố vì chống phía đông | Phòng An toàn | 25/3/2026 |\n"
    )
    assert [item.text for item in found] == ["Thay băng tải số bốn", "Gia cố vì chống phía đông"]
    assert [item.field for item in found] == [None, "hầm lò"]


def test_a_merged_row_of_a_word_table_does_not_end_it() -> None:
    found = items(
        "TT\tNội dung công việc\tĐơn vị chủ trì\tThời hạn\n"
        "Lĩnh vực hầm lò\n"
        "1\tGia cố vì chống phía đông\tPhòng An toàn\t25/3/2026\n"
    )
    assert [(item.lead, item.field) for item in found] == [("Phòng An toàn", "hầm lò")]


def test_who_asks_to_be_allowed_leads_nothing() -> None:
    text = "Công ty Bốc xếp Bờ Nam đề nghị được nộp tờ khai điện tử."
    (item,) = read(f"Tin giao ban\n{text}", anchor=ANCHOR).items
    assert (item.kind, item.lead) == (ItemKind.RECOMMENDATION, None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Giám đốc Sở Cà Thị Ín chủ trì cuộc họp.", "Cà Thị Ín"),
        ("Chủ tịch UBND tỉnh Quảng Lĩnh Nguyễn Văn Tụ chủ trì cuộc họp.", "Nguyễn Văn Tụ"),
        ("Giám đốc Sở Dược liệu tỉnh Quảng Châu Hà Khà Thị Xuyến phát biểu.", "Khà Thị Xuyến"),
        ("Giám đốc Cục Dự trữ khu vực Bắc Thái Lưu Thị Ngà phát biểu.", "Lưu Thị Ngà"),
        ("Ông Tiêu Văn Hợi chủ trì cuộc họp.", "Tiêu Văn Hợi"),
    ],
)
def test_rare_surnames_and_those_behind_places(text: str, name: str) -> None:
    assert [person.name for person in read(text).people] == [name]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("UBND XÃ A\nCHỈ THỊ\nVề việc trực đêm", "directive"),
        ("Thông báo kết luận giao ban\n1. Việc một.", "notice"),
        ("Sở A giao ban tháng 3\nSáng nay, Sở A họp.", "news"),
        ("Báo cáo viên tỉnh họp bàn\nSáng nay, các báo cáo viên họp.", "news"),
    ],
)
def test_the_kind_of_a_text_stands_in_its_title(text: str, kind: str) -> None:
    assert kind_of_text(build(text).blocks) == kind


def test_the_same_words_are_surer_in_a_notice_than_in_news() -> None:
    order = "Giao Phòng Kho kiểm kê vật tư trước ngày 20/3/2026."
    (notice,) = items(f"1. {order}")
    (news,) = read(f"Công ty họp giao ban\n{order}", anchor=ANCHOR).items
    assert notice.confidence > news.confidence
