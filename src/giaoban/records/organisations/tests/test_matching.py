"""Which unit a text means. Names of real kinds; the expectations are what a clerk would accept."""

import pytest

from giaoban.records.organisations.matching import Index, Named
from giaoban.records.organisations.reference_packs import parse_pack, shipped_pack
from giaoban.records.organisations.types import Candidate, MatchRule, UnitKind

SURE, CLEAR_BY = 0.9, 0.15  # from where on the reading desk chooses a unit by itself


def the_ministry() -> Index:
    """The units of the shipped pack, numbered as they stand there."""
    units = parse_pack(shipped_pack("mic-2020")).units
    numbers = {unit.key: number for number, unit in enumerate(units)}
    return Index(
        Named(
            unit_id=numbers[unit.key],
            name=unit.name,
            also=(unit.short_name, *unit.aliases),
            provincial=unit.kind == UnitKind.PROVINCIAL,
            parent_id=numbers.get(unit.parent),
        )
        for unit in units
    )


MINISTRY = the_ministry()


def best(text: str, index: Index = MINISTRY) -> Candidate:
    return index.match(text)[0]


def is_sure(candidates: list[Candidate]) -> bool:
    clear = len(candidates) == 1 or candidates[0].score - candidates[1].score >= CLEAR_BY
    return candidates[0].score >= SURE and clear


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cục Viễn thông", "Cục Viễn thông"),
        ("cuc vien thong", "Cục Viễn thông"),
        ("CỤC VIỄN THÔNG", "Cục Viễn thông"),
        ("Vụ Kế hoạch – Tài chính", "Vụ Kế hoạch - Tài chính"),
        ("Vụ KH-TC", "Vụ Kế hoạch - Tài chính"),
        ("Vụ KHTC", "Vụ Kế hoạch - Tài chính"),
        ("Vụ TĐ-KT", "Vụ Thi đua - Khen thưởng"),
        ("Vụ Quản lí doanh nghiệp", "Vụ Quản lý doanh nghiệp"),
        ("Cục TSVTĐ", "Cục Tần số vô tuyến điện"),
        ("Cục Tần số VTĐ", "Cục Tần số vô tuyến điện"),
        ("Cục PTTH&TTĐT", "Cục Phát thanh, truyền hình và thông tin điện tử"),
        ("Cục THH", "Cục Tin học hóa"),
        ("Cục BĐTW", "Cục Bưu điện Trung ương"),
        ("Cục Bưu điện TW", "Cục Bưu điện Trung ương"),
        ("HV CNBCVT", "Học viện Công nghệ Bưu chính Viễn thông"),
        ("VNNIC", "Trung tâm Internet Việt Nam"),
        ("VP Bộ", "Văn phòng Bộ"),
        ("Văn phòng Bộ TT&TT", "Văn phòng Bộ"),
        ("Thanh tra", "Thanh tra Bộ"),
        ("Bộ TTTT", "Bộ Thông tin và Truyền thông"),
        ("Bộ", "Bộ Thông tin và Truyền thông"),
        ("Cục Viễn thông (Bộ TT&TT)", "Cục Viễn thông"),
        ("Cục Viễn thông thuộc Bộ TT&TT", "Cục Viễn thông"),
        ("Vụ Bưu chính Bộ Thông tin và Truyền thông", "Vụ Bưu chính"),
        ("Giao Vụ Bưu chính", "Vụ Bưu chính"),
        ("đồng chí Cục trưởng Cục Viễn thông", "Cục Viễn thông"),
        ("Chánh Văn phòng Bộ", "Văn phòng Bộ"),
        ("Sở TTTT Lạng Sơn", "Sở Thông tin và Truyền thông Lạng Sơn"),
        ("Sở TT&TT tỉnh Lạng Sơn", "Sở Thông tin và Truyền thông Lạng Sơn"),
        ("Giám đốc Sở TT&TT tỉnh Hà Tĩnh", "Sở Thông tin và Truyền thông Hà Tĩnh"),
        ("Sở TT&TT TP.HCM", "Sở Thông tin và Truyền thông Thành phố Hồ Chí Minh"),
        ("Sở TT&TT TPHCM", "Sở Thông tin và Truyền thông Thành phố Hồ Chí Minh"),
        ("Sở TT&TT thành phố Đà Nẵng", "Sở Thông tin và Truyền thông Đà Nẵng"),
        ("Sở TTTT BR-VT", "Sở Thông tin và Truyền thông Bà Rịa - Vũng Tàu"),
        ("Sở TT&TT Thừa Thiên - Huế", "Sở Thông tin và Truyền thông Thừa Thiên Huế"),
        ("Sở Thông tin và Truyền thông Huế", "Sở Thông tin và Truyền thông Thừa Thiên Huế"),
    ],
)
def test_a_name_is_sure_however_it_is_written(text: str, name: str) -> None:
    candidates = MINISTRY.match(text)

    assert candidates[0].name == name
    assert is_sure(candidates)


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("Kế hoạch - Tài chính", "Vụ Kế hoạch - Tài chính", MatchRule.WITHOUT_KIND),
        ("Vụ Viễn thông", "Cục Viễn thông", MatchRule.OTHER_KIND),
        ("Cục Viẽn thôg", "Cục Viễn thông", MatchRule.SPELLING),
        ("Lạng Sơn", "Sở Thông tin và Truyền thông Lạng Sơn", MatchRule.PLACE),
        ("tỉnh Lạng Sơn", "Sở Thông tin và Truyền thông Lạng Sơn", MatchRule.PLACE),
        ("Huế", "Sở Thông tin và Truyền thông Thừa Thiên Huế", MatchRule.PLACE),
        ("Cục Quản lý PTTH", "Cục Phát thanh, truyền hình và thông tin điện tử", MatchRule.PARTIAL),
    ],
)
def test_what_is_written_otherwise_is_offered_and_not_sure(
    text: str, name: str, why: MatchRule
) -> None:
    candidates = MINISTRY.match(text)

    assert (candidates[0].name, candidates[0].why) == (name, why)
    assert not is_sure(candidates)


def test_a_province_alone_scores_what_the_desk_expects() -> None:
    assert best("Lạng Sơn").score == 0.6


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "các Sở",
        "tỉnh",
        "huyện",
        "một số Vụ, Cục",
        "các đơn vị thuộc Bộ",
        "Bộ Công an",
        "Bộ Tài chính",
        "Bộ Khoa học và Công nghệ",
        "Sở GTVT",
        "Sở TN-MT",
        "Sở Giao thông vận tải Lạng Sơn",
        "UBND tỉnh Lạng Sơn",
        "Văn phòng Chính phủ",
        "Văn phòng Bộ Công an",
        "Thanh tra Chính phủ",
        "Cục Viễn thông thuộc Bộ Công Thương",
        "Vụ Tổ chức - Biên chế",
        "Ban Chỉ đạo",
        "đồng chí Nguyễn Văn Mây",
        "Thủ tướng Chính phủ",
        "12/2020",
    ],
)
def test_nothing_is_offered_where_nothing_fits(text: str) -> None:
    assert MINISTRY.match(text) == []


def test_the_word_for_a_kind_alone_offers_all_of_that_kind_with_low_scores() -> None:
    candidates = MINISTRY.match("Trung tâm")

    assert {candidate.name for candidate in candidates} == {
        "Trung tâm Thông tin",
        "Trung tâm Internet Việt Nam",
    }
    assert all(candidate.score < 0.5 for candidate in candidates)


def test_a_name_that_many_share_is_offered_with_low_scores() -> None:
    candidates = MINISTRY.match("Sở Thông tin và Truyền thông", limit=100)

    assert len(candidates) == 63
    assert {candidate.score for candidate in candidates} == {0.4}


def test_provinces_of_like_sound_are_not_mixed_up() -> None:
    likely = [each for each in MINISTRY.match("Sở TT&TT Quảng Nin") if each.score > 0.6]

    assert [each.name for each in likely] == ["Sở Thông tin và Truyền thông Quảng Ninh"]


def test_a_department_alone_in_its_register_needs_no_province() -> None:
    index = Index([Named(1, "Sở Thông tin và Truyền thông Lạng Sơn", provincial=True)])

    assert best("Sở TT&TT", index).score > 0.6


def test_units_of_one_name_are_told_apart_by_the_unit_above() -> None:
    index = Index(
        [
            Named(1, "Cục Mây"),
            Named(2, "Cục Gió"),
            Named(3, "Phòng Tổng hợp", parent_id=1),
            Named(4, "Phòng Tổng hợp", parent_id=2),
        ]
    )

    alone = index.match("Phòng Tổng hợp")
    told = index.match("Phòng Tổng hợp, Cục Gió")

    assert [candidate.score for candidate in alone] == [0.7, 0.7]
    assert told[0].unit_id == 4
    assert is_sure(told)


def test_candidates_come_best_first_and_no_more_than_asked_for() -> None:
    candidates = MINISTRY.match("Cục", limit=3)

    assert len(candidates) == 3
    scores = [candidate.score for candidate in MINISTRY.match("Thông tin", limit=100)]
    assert scores == sorted(scores, reverse=True)


def test_a_text_longer_than_any_name_is_none() -> None:
    assert MINISTRY.match("Vụ Bưu chính và bưu tá " * 2000) == []
