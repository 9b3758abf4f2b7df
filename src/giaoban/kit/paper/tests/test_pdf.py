import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw  # type: ignore[import-untyped]  # nor does this
import pytest

from giaoban.kit.office import find_office
from giaoban.kit.paper.errors import OfficeFailed, OfficeMissing
from giaoban.kit.paper.pdf import to_pdf
from giaoban.kit.paper.tests.build import a_chart, a_ministry, a_report, overdue_tasks
from giaoban.kit.paper.word import write_word

POINTS_PER_MM = 72 / 25.4

with_office = pytest.mark.skipif(
    find_office() is None, reason="NO PDF IS TESTED: LibreOffice (soffice) is not installed"
)


@pytest.fixture(scope="module")
def pdf() -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(to_pdf(write_word(a_report(overdue=overdue_tasks(40))))) as made:
        yield made


@with_office
def test_the_pdf_is_a4_and_numbers_its_pages_from_the_second(pdf: pypdfium2.PdfDocument) -> None:
    assert [round(side / POINTS_PER_MM) for side in pdf[0].get_size()] == [210, 297]
    assert len(pdf) > 3
    for place in range(1, len(pdf)):
        assert top_margin(pdf[place]) == str(place + 1)
    assert top_margin(pdf[0]) == ""


@with_office
def test_the_header_of_a_long_table_is_on_each_of_its_pages(pdf: pypdfium2.PdfDocument) -> None:
    pages = [page.get_textpage().get_text_range() for page in pdf]
    with_rows = [page for page in pages if "Việc số" in page]

    assert len(with_rows) >= 3
    assert all("Đơn vị chủ trì" in page for page in with_rows)


@with_office
def test_the_rule_under_tieu_ngu_is_drawn_as_long_as_its_line(pdf: pypdfium2.PdfDocument) -> None:
    left, right = extent(pdf[0], "Độc lập - Tự do - Hạnh phúc")
    rules = [rule for rule in rules_of(pdf[0]) if abs(rule[0] - left) < 5]

    assert rules
    assert rules[0] == pytest.approx((left, right), abs=0.6)


@with_office
def test_the_rule_under_the_agency_is_drawn_a_third_to_a_half_as_long(
    pdf: pypdfium2.PdfDocument,
) -> None:
    left, right = extent(pdf[0], "VÀ TRUYỀN THÔNG")
    middle = (left + right) / 2
    rules = [rule for rule in rules_of(pdf[0]) if abs(sum(rule) / 2 - middle) < 0.6]

    assert rules
    assert (right - left) / 3 <= rules[0][1] - rules[0][0] <= (right - left) / 2


@with_office
def test_closing_and_signature_share_their_page_with_what_stands_before() -> None:
    # With so many notes all but the signature would fit on page 1.
    notes = ("Một ghi chú ngắn.",) * 5
    report = a_report(units=a_ministry()[:6], overdue=(), notes=notes)

    with pypdfium2.PdfDocument(to_pdf(write_word(report))) as pdf:
        first, last = (page.get_textpage().get_text_range() for page in pdf)

    assert first.count(notes[0]) == 4
    for text in (notes[0], "Trên đây", "Nơi nhận:", "Lê Minh Châu"):
        assert text in last


@with_office
def test_the_chart_stays_between_the_margins_and_behind_the_lists_on_their_page() -> None:
    units = a_ministry()
    report = a_report(units=units, overdue=(), summary=(), chart=a_chart(units))

    with pypdfium2.PdfDocument(to_pdf(write_word(report))) as pdf:
        page = pdf[1]
        [image] = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        left, bottom, right, top = (side / POINTS_PER_MM for side in image.get_bounds())
        text = page.get_textpage().get_text_range()

    assert (left, right) == pytest.approx((35, 190), abs=0.5)
    assert top - bottom <= 110
    assert "Tổng cộng" in text


@with_office
def test_papers_can_be_turned_into_pdf_side_by_side() -> None:
    papers = [write_word(a_report(number=number, overdue=())) for number in (1, 2)]

    with ThreadPoolExecutor(2) as several:
        pdfs = list(several.map(to_pdf, papers))

    for number, made in zip((1, 2), pdfs, strict=True):
        with pypdfium2.PdfDocument(made) as pdf:
            assert f"Số: 0{number}/" in pdf[0].get_textpage().get_text_range()


@with_office
def test_what_is_no_word_file_gives_no_pdf() -> None:
    with pytest.raises(OfficeFailed):
        to_pdf(b"PK\x03\x04 no paper")


def test_without_office_there_is_no_pdf(tmp_path: Path) -> None:
    with pytest.raises(OfficeMissing) as refused:
        to_pdf(b"", soffice=tmp_path / "soffice")

    assert "LibreOffice" in refused.value.text("vi")
    assert refused.value.text("vi") != refused.value.text("en")


def test_an_office_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    trace = tmp_path / "child"
    office = a_programme(tmp_path, f"sleep 60 & echo $! > {trace}; wait")

    with pytest.raises(OfficeFailed) as refused:
        to_pdf(b"", soffice=office, seconds=1)

    assert "1 s" in refused.value.text("en")
    assert not is_alive(int(trace.read_text()))


def test_what_a_failing_office_says_is_passed_on(tmp_path: Path) -> None:
    office = a_programme(tmp_path, "echo out of paper >&2; exit 77")

    with pytest.raises(OfficeFailed) as refused:
        to_pdf(b"", soffice=office)

    assert "out of paper" in refused.value.text("vi")


def test_an_office_learns_none_of_our_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "mở ra")

    with pytest.raises(OfficeFailed) as refused:
        to_pdf(b"", soffice=a_programme(tmp_path, "env | grep -c PASSWORD"))

    assert refused.value.args == ("0",)


def a_programme(folder: Path, script: str) -> Path:
    file = folder / "soffice"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(stat.S_IRWXU)
    return file


def is_alive(process: int) -> bool:
    """Whether a process still runs; one that waits to be buried does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        return False
    return state[0] not in {"Z", "X"}


def top_margin(page: pypdfium2.PdfPage) -> str:
    width, height = page.get_size()
    text: str = page.get_textpage().get_text_bounded(
        left=0, right=width, bottom=height - 24 * POINTS_PER_MM, top=height
    )
    return text.strip()


def extent(page: pypdfium2.PdfPage, text: str) -> tuple[float, float]:
    """Where a line of text begins and ends, in millimetres from the left edge."""
    letters = page.get_textpage()
    found = letters.search(text).get_next()
    assert found is not None
    boxes = [letters.get_charbox(found[0] + place) for place in range(found[1])]
    return min(box[0] for box in boxes) / POINTS_PER_MM, max(
        box[2] for box in boxes
    ) / POINTS_PER_MM


def rules_of(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float]]:
    """Where the lines in the upper third of a page begin and end, in millimetres."""
    for path in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = path.get_bounds()
        if top - bottom < 2 and bottom > page.get_height() * 2 / 3:
            yield left / POINTS_PER_MM, right / POINTS_PER_MM
