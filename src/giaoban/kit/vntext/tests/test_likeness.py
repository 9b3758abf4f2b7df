import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kit.vntext.likeness import likeness

TITLE = "Rà soát sơ đồ bưu cục các tỉnh miền núi, báo cáo Bộ trưởng"


@pytest.mark.parametrize(
    ("other", "at_least"),
    [
        (TITLE, 1.0),
        ("RÀ SOÁT SƠ ĐỒ BƯU CỤC CÁC TỈNH MIỀN NÚI; BÁO CÁO BỘ TRƯỞNG", 1.0),
        ("Khẩn trương rà soát sơ đồ bưu cục của các tỉnh miền núi và báo cáo Bộ trưởng", 0.9),
        ("Rà soát sơ đồ bưu cục các tỉnh", 0.8),
        ("Ra soat so do buu cuc cac tinh mien nui", 0.8),
    ],
)
def test_the_same_work_in_other_words_is_alike(other: str, at_least: float) -> None:
    assert likeness(TITLE, other) >= at_least


@pytest.mark.parametrize(
    "other",
    [
        "Xây dựng kế hoạch tập huấn cho cán bộ thông tin cơ sở",
        "Rà soát quy hoạch mạng lưới báo chí toàn quốc",
        "Báo cáo Bộ trưởng kết quả kiểm tra kho",
        "",
    ],
)
def test_other_work_is_not(other: str) -> None:
    assert likeness(TITLE, other) < 0.5


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_is_a_share_and_the_same_from_both_sides(one: str, other: str) -> None:
    alike = likeness(one, other)

    assert 0 <= alike <= 1
    assert alike == likeness(other, one)
