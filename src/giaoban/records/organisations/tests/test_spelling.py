import pytest

from giaoban.records.organisations.spelling import (
    Spelled,
    align,
    likeness,
    spelled,
    split_kind,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vụ Kế hoạch – Tài chính", "vu ke hoach tai chinh"),
        ("Bộ TT&TT", "bo tt tt"),
        ("Khoa học và Công nghệ", "khoa hoc cong nghe"),
        ("Quản lý, quản lí", "quan li quan li"),
        ("Sở TT&TT tỉnh Hà Tĩnh kính gửi", "so tt tt ha tinh kinh gui"),
        ("Ủy ban nhân dân tỉnh", "uy ban nhan dan tinh"),
        ("TPHCM", "hcm"),
        ("Thành phố Hồ Chí Minh", "ho chi minh"),
        ("Cục Bưu điện TW", "cuc buu dien trung uong"),
        ("Bô\u0323 Thời tiết", "bo thoi tiet"),
        ("–", ""),
    ],
)
def test_a_name_is_compared_by_its_words(text: str, words: str) -> None:
    assert spelled(text) == words


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("Vụ Mây", "vu", "may"),
        ("Tổng cục Mây", "tong cuc", "may"),
        ("VP Bộ", "van phong", "bo"),
        ("TT Mây", "trung tam", "may"),
        ("TT&TT", "", "tt tt"),
        ("Văn phòng", "van phong", ""),
        ("Mây", "", "may"),
    ],
)
def test_the_words_for_the_kind_are_told_apart(text: str, kind: str, rest: str) -> None:
    assert split_kind(words_of(text)) == Spelled(tuple(kind.split()), tuple(rest.split()))


@pytest.mark.parametrize(
    ("word", "other", "alike"),
    [
        ("thong", "thong", True),
        ("thong", "thog", True),
        ("chinh", "chnih", True),
        ("nam", "ninh", False),
        ("dinh", "danh", False),
        ("ninh", "binh", False),
        ("tin", "xin", False),
    ],
)
def test_words_of_one_letters_difference_are_alike_only_when_long(
    word: str, other: str, alike: bool
) -> None:
    assert (likeness(word, other) > 0) is alike


def test_first_letters_meet_the_words_they_shorten() -> None:
    fit = align(("tt", "dt"), ("thong", "tin", "dien", "tu"))

    assert (fit.words, fit.left_over, fit.of_text) == (4, 0, 1.0)


def test_letters_that_shorten_other_words_weigh_as_many_words() -> None:
    fit = align(("gtvt", "lang", "son"), ("lang", "son"))

    assert (fit.words, fit.left_over) == (2, -4)
    assert fit.of_text == pytest.approx(1 / 3)


def test_words_are_met_in_their_order() -> None:
    assert align(("tin", "thong"), ("thong", "tin")).words == 1
