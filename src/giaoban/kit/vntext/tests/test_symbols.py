from decimal import Decimal

import pytest

from giaoban.kit.vntext.symbols import NotASymbol, Symbol, parse_symbol


@pytest.mark.parametrize(
    ("written", "year", "kind", "issuer"),
    [
        ("1755/QĐ-TTg", None, "QĐ", "TTg"),
        ("42/2014/QĐ-TTg", 2014, "QĐ", "TTg"),
        ("80/2015/QH13", 2015, None, "QH13"),
        ("19/2012/TTLT-BTC-BKH&ĐT-BTTTT", 2012, "TTLT", "BTC-BKH&ĐT-BTTTT"),
        ("2558/BTTTT-CBĐTW", None, None, "BTTTT-CBĐTW"),
        ("57-NQ/TW", None, "NQ", "TW"),
        ("66.1/2025/NQ-CP", 2025, "NQ", "CP"),
        ("1656/NQ-UBTVQH15", None, "NQ", "UBTVQH15"),
        ("141/KH-BCĐTKNQ18", None, "KH", "BCĐTKNQ18"),
        ("35a/NQ-CP", None, "NQ", "CP"),
    ],
)
def test_a_symbol_is_taken_apart(
    written: str, year: int | None, kind: str | None, issuer: str
) -> None:
    symbol = parse_symbol(written)

    assert (symbol.year, symbol.kind, symbol.issuer, symbol.text) == (year, kind, issuer, written)


@pytest.mark.parametrize("written", ["42/2014/QĐ-TTg", "80/2015/QH13", "66.1/2025/NQ-CP"])
def test_a_year_between_two_strokes_makes_a_document_normative(written: str) -> None:
    assert parse_symbol(written).normative


@pytest.mark.parametrize("written", ["1755/QĐ-TTg", "57-NQ/TW", "2558/BTTTT-CBĐTW"])
def test_without_a_year_a_document_is_administrative(written: str) -> None:
    assert not parse_symbol(written).normative


@pytest.mark.parametrize(
    "written",
    ["Số: 1755 / QĐ - TTg", "1755/qđ-ttg", "1755/QÐ-TTg", "1755/QĐ–TTg.", "1755/QĐ\u2011TTg"],
)
def test_however_it_is_typed_a_symbol_reads_the_same(written: str) -> None:
    assert parse_symbol(written).text == "1755/QĐ-TTg"


def test_the_kind_has_a_name_in_words() -> None:
    assert parse_symbol("12/TTr-SNV").kind_name == "Tờ trình"
    assert parse_symbol("2558/BTTTT-VP").kind_name is None


def test_symbols_sort_by_year_and_number_not_as_text() -> None:
    written = ["10/2021/TT-BNV", "9/2021/TT-BNV", "66.2/2020/NQ-CP", "66.10/2020/NQ-CP"]

    ordered = sorted(map(parse_symbol, written), key=sort_key)

    assert [symbol.number for symbol in ordered] == ["66.10", "66.2", "9", "10"]


def test_the_number_keeps_its_leading_nought_and_counts_without_it() -> None:
    symbol = parse_symbol("05/BC-SNV")

    assert (symbol.number, symbol.number_value) == ("05", Decimal(5))


@pytest.mark.parametrize("text", ["", "Quyết định", "2020", "12/", "/QĐ-TTg", "ngày 12/5/2020"])
def test_what_is_no_symbol_is_refused(text: str) -> None:
    with pytest.raises(NotASymbol):
        parse_symbol(text)


def sort_key(symbol: Symbol) -> tuple[int, Decimal, str]:
    return symbol.sort_key
