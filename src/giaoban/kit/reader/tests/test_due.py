"""Sentences that set work, and the deadline that each states; all of them made up."""

from datetime import date

import pytest

from giaoban.kit.reader import read
from giaoban.kit.reader.context import Context
from giaoban.kit.reader.recognisers.items.due import find_due
from giaoban.kit.reader.structure import build

ANCHOR = date(2025, 8, 22)  # a Friday

Row = tuple[str, str | None, str | None]

# What is stated: a day or the key of a period, and the kind.
STATED: tuple[Row, ...] = (
    ("Rà soát danh mục hồ sơ, gửi Văn phòng trước ngày 05/9", "2025-09-05", "day"),
    ("Trình phương án sắp xếp kho lưu trữ chậm nhất ngày 12 tháng 9", "2025-09-12", "day"),
    ("Hoàn thiện tờ trình, muộn nhất là 20/9/2025", "2025-09-20", "day"),
    ("Gửi ý kiến góp ý trước 16h00 ngày 27/8/2025", "2025-08-27", "day"),
    ("Gửi ý kiến góp ý trước 16 giờ 30 phút ngày 27/8/2025", "2025-08-27", "day"),
    ("Báo cáo Ban Giám đốc trước thứ Sáu, ngày 29/8/2025", "2025-08-29", "day"),
    ("Chuẩn bị hội trường, xong trước chiều ngày 26/8", "2025-08-26", "day"),
    ("Tổng hợp số liệu ngay trong ngày 25/8/2025", "2025-08-25", "day"),
    ("Cập nhật biểu mẫu, không muộn hơn ngày 30/9/2025", "2025-09-30", "day"),
    ("Kết thúc đợt kiểm kê vào ngày 15/10/2025", "2025-10-15", "day"),
    ("Lập danh sách cán bộ cử đi học (hạn: 10/9/2025)", "2025-09-10", "day"),
    ("Lập danh sách cán bộ cử đi học. Thời gian hoàn thành: 10/9/2025", "2025-09-10", "day"),
    ("Nộp báo cáo hai đợt, trước ngày 15/9 và ngày 15/10/2025", "2025-10-15", "day"),
    ("Tiếp nhận đăng ký từ nay đến hết ngày 30/9", "2025-09-30", "day"),
    ("Khắc phục sự cố đường truyền trước 24h00 ngày 23/8", "2025-08-23", "day"),
    ("Đăng tải công khai chậm nhất vào 05/9/2025", "2025-09-05", "day"),
    ("Trả lời kiến nghị của xã An Lạc ngay trong ngày hôm nay", "2025-08-22", "day"),
    ("Chốt danh sách đại biểu trước 10h00 sáng mai", "2025-08-23", "day"),
    ("Gửi tài liệu họp chậm nhất thứ Tư tuần tới", "2025-08-27", "day"),
    ("Báo cáo tiến độ trước ngày 10 tháng sau", "2025-09-10", "day"),
    ("Hoàn thành số hoá tài liệu trong tháng 10", "2025-10", "period_end"),
    ("Ban hành quy chế mới trong quý IV/2025", "2025-Q4", "period_end"),
    ("Ban hành quy chế mới. Thời gian thực hiện: Quý IV/2025", "2025-Q4", "period_end"),
    ("Đưa trạm vào khai thác, hoàn thành: tháng 11/2025", "2025-11", "period_end"),
    ("Lắp đặt xong camera trong tháng 9 và tháng 10 năm 2025", "2025-10", "period_end"),
    ("Giải ngân hết vốn được giao trong năm 2025", "2025", "period_end"),
    ("Phủ sóng toàn bộ các bản vùng cao trước cuối năm 2026", "2026", "period_end"),
    ("Thay thế thiết bị cũ vào cuối năm nay", "2025", "period_end"),
    ("Xử lý dứt điểm đơn thư tồn đọng trong tháng này", "2025-08", "period_end"),
    ("Triển khai thí điểm tại hai xã trong tháng tới", "2025-09", "period_end"),
    ("Nghiệm thu phần mềm trong quý này", "2025-Q3", "period_end"),
    ("Thống nhất cơ chế phối hợp trong quý tới", "2025-Q4", "period_end"),
    ("Đào tạo lại nhân viên bưu cục trong 6 tháng đầu năm 2026", "2026-H1", "period_end"),
    ("Xong phần khảo sát, chậm nhất cuối tháng 9", "2025-09", "period_end"),
    ("Nâng cấp cổng thông tin đến hết quý I năm 2026", "2026-Q1", "period_end"),
    ("Họp tổ công tác để thống nhất phương án trong tuần này", None, "period_end"),
    ("Báo cáo Giám đốc Sở trong tuần tới", None, "period_end"),
    ("Có văn bản trả lời trong 05 ngày làm việc", None, "working_days"),
    ("Có văn bản trả lời trong thời hạn 10 ngày kể từ ngày 22/8/2025", None, "days"),
    ("Thẩm định hồ sơ không quá 07 ngày làm việc kể từ ngày nhận đủ hồ sơ", None, "working_days"),
    ("Hoàn trả mặt đường chậm nhất 48 giờ sau khi thi công xong", None, "days"),
    ("Gửi tài liệu chậm nhất 03 ngày làm việc trước ngày họp", None, "working_days"),
    ("Trong vòng một tháng, kiểm tra xong các điểm phục vụ", None, "days"),
    ("Báo cáo kết quả thực hiện trước ngày 20 hằng tháng", None, "recurring"),
    ("Định kỳ hằng quý, trước ngày 15 của tháng cuối quý, tổng hợp số liệu", None, "recurring"),
    ("Gửi báo cáo tuần vào chiều thứ Năm hàng tuần", None, "recurring"),
    ("Hằng năm, trước ngày 15 tháng 12, tổng kết phong trào", None, "recurring"),
    ("Định kỳ 6 tháng một lần kiểm tra hệ thống dự phòng", None, "recurring"),
    ("Giao ban trực tuyến với các huyện 2 tuần/lần", None, "recurring"),
    ("Thực hiện báo cáo nhanh mỗi ngày trước 16h00", None, "recurring"),
    ("Sơ kết hằng quý, báo cáo trước ngày 5 của tháng đầu quý sau", None, "recurring"),
    ("Báo cáo định kỳ 6 tháng (trước ngày 15/6) và năm (trước ngày 15/12)", None, "recurring"),
    ("Trả lời công dân trong 15 ngày làm việc, kể từ ngày thụ lý", None, "working_days"),
    ("Đấu thầu gói thiết bị trong tháng 9, 10/2025", "2025-10", "period_end"),
    ("Kiểm tra 15 cơ sở trong 3 tháng đầu năm 2026", None, "period_end"),
    ("Tiếp nhận hồ sơ từ ngày 25/8 đến ngày 10/9/2025", "2025-09-10", "day"),
    ("Ban hành hướng dẫn, tuỳ thuộc thời điểm Luật sửa đổi có hiệu lực", None, "conditional"),
)

# Times in a sentence that are no deadline of the work.
NOT_STATED: tuple[str, ...] = (
    "Triển khai Quyết định số 15/QĐ-UBND ngày 12/6/2025 của tỉnh",
    "Rà soát các dự án đã phê duyệt từ ngày 01/7/2024",
    "Số thu tăng 12% so với tháng 7 năm 2024",
    "Đánh giá kết quả giai đoạn 2021-2025",
    "Xây dựng quy hoạch mạng lưới đến năm 2030",
    "Tổ chức thi đua trong 70 ngày cao điểm",
    "Bố trí kinh phí trong dự toán ngân sách hằng năm",
    "Khen thưởng các đơn vị có từ 3 năm hoàn thành kế hoạch",
    "Thống kê số liệu tháng 7 (tính từ ngày 16/6/2025 đến 15/7/2025)",
    "Tăng cường kiểm tra thường xuyên các đại lý",
    "Xét tuyển người lao động có hợp đồng dưới 6 tháng",
    "Thu hồi các thuê bao không chính chủ từ 01/9/2025",
    "Cấm tàu thuyền qua luồng trong thời gian thi công từ 05/9 đến 20/9/2025",
    "Không để tồn đọng đơn thư quá 10 ngày",
    "Nhân rộng mô hình ra toàn tỉnh giai đoạn 2026-2030",
    "Tiếp tục thực hiện chế độ báo cáo trong thời gian tới",
)


def _read(sentence: str) -> tuple[str | None, str | None]:
    structure = build(sentence)
    context = Context.of(structure, ANCHOR)
    due = find_due(structure.text, 0, len(structure.text), context)
    if due is None:
        return None, None
    return due.key, due.deadline(structure.text, context).kind.value


@pytest.mark.parametrize(("sentence", "key", "kind"), STATED)
def test_a_sentence_states_its_deadline(sentence: str, key: str | None, kind: str) -> None:
    assert _read(sentence) == (key, kind)


@pytest.mark.parametrize("sentence", NOT_STATED)
def test_other_times_in_a_sentence_are_no_deadline(sentence: str) -> None:
    assert _read(sentence) == (None, None)


def test_an_item_carries_the_kind_and_the_rhythm_of_its_deadline() -> None:
    text = (
        "THÔNG BÁO\nKết luận của Giám đốc Sở tại hội nghị giao ban\n"
        "Giám đốc Sở yêu cầu các đơn vị thực hiện các nhiệm vụ sau:\n"
        "1. Giao Phòng Bưu chính chủ trì tổng hợp số liệu, báo cáo trước ngày 20 hằng tháng.\n"
        "2. Giao Phòng Viễn thông chủ trì rà soát trạm phát sóng trong 10 ngày làm việc.\n"
    )

    first, second = read(text, anchor=ANCHOR).to_json()["items"]

    assert (first["due_kind"], first["recurs"]) == ("recurring", "FREQ=MONTHLY;BYMONTHDAY=20")
    assert (second["due"], second["due_kind"], second["recurs"]) == (None, "working_days", None)
    assert second["due_explanation"].endswith("(Quốc khánh): 09/09/2025")
