from io import BytesIO

import pytest
from PIL import Image

from giaoban.kit.reader.opening import Form, Note, PicturesInside, Reason, limits, open_file, scan
from giaoban.kit.reader.opening.tests.build import a_pdf
from giaoban.kit.reader.opening.tests.pictures import (
    a_picture,
    a_ruled_picture,
    encoded,
    with_recognition,
)
from giaoban.kit.reader.opening.tests.test_plain import refusal_of

LINES = ("Giao Phòng Văn thư báo cáo kết quả", "trước ngày 15 tháng 5 năm 2020.")


@with_recognition
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_of_text_is_recognised(form: str) -> None:
    opened = open_file(encoded(a_picture(*LINES), form=form))

    assert "Giao Phòng Văn thư báo cáo kết quả" in opened.text
    assert "15 tháng 5 năm 2020" in opened.text
    assert opened.form is Form.PICTURE
    assert opened.media_type == f"image/{form.lower()}"
    assert opened.notes == (Note.PAGES_RECOGNISED,)
    place = opened.place_of(opened.text.index("15 tháng"))
    assert place.page == 1
    assert place.box is not None


@with_recognition
def test_a_scanned_pdf_is_recognised_page_by_page_and_tells_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    data = encoded(a_picture(LINES[0]), a_picture(LINES[1]), form="PDF")
    opened = open_file(data, progress=lambda done, total: heard.append((done, total)))

    assert opened.form is Form.PDF
    assert opened.pages == 2
    assert opened.place_of(opened.text.index("15 tháng")).page == 2
    assert heard == [(1, 2), (2, 2)]
    assert Note.PAGES_RECOGNISED in opened.notes


@with_recognition
def test_a_ruled_table_in_a_picture_is_a_table() -> None:
    rows = ["Nội dung", "Chủ trì", "Thời hạn"], ["Lập kế hoạch", "Phòng Một", "Tháng 5"]
    opened = open_file(encoded(a_ruled_picture(*map(list, rows)), form="PNG"))

    assert "Lập kế hoạch\tPhòng Một\tTháng 5" in opened.text
    place = opened.place_of(opened.text.index("Phòng Một"))
    assert (place.table, place.row, place.column) == (1, 2, 2)


@with_recognition
def test_blurred_words_are_doubtful() -> None:
    clear = a_picture(*LINES)
    blurred = clear.resize((240, 103)).resize(clear.size)
    opened = open_file(encoded(blurred, form="PNG"))

    assert opened.doubts
    for doubt in opened.doubts:
        assert opened.text[doubt.start : doubt.end].strip() == opened.text[doubt.start : doubt.end]
        assert 0 <= doubt.confidence < 0.7


@with_recognition
def test_a_photograph_is_turned_upright_as_the_camera_says() -> None:
    turned = a_picture(*LINES).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it clockwise to see it
    file = BytesIO()
    turned.save(file, "JPEG", exif=exif, dpi=(200, 200))

    assert "Giao Phòng Văn thư" in open_file(file.getvalue()).text


@with_recognition
def test_a_stamp_in_a_picture_is_seen() -> None:
    assert refusal_of(encoded(a_picture("MẬT", *LINES), form="PNG")) is Reason.SECRET


@with_recognition
def test_a_picture_without_words_is_refused() -> None:
    assert refusal_of(encoded(a_picture(), form="PNG")) is Reason.PICTURE_WITHOUT_TEXT


def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("scan", "pdf"):
        path = f"giaoban.kit.reader.opening.{module}.can_recognise"
        monkeypatch.setattr(path, lambda: False)


def test_without_tesseract_pictures_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    without_recognition(monkeypatch)
    png = encoded(Image.new("L", (50, 50), 255), form="PNG")

    assert refusal_of(png) is Reason.CANNOT_RECOGNISE
    assert refusal_of(a_pdf("", "")) is Reason.CANNOT_RECOGNISE
    assert open_file(a_pdf("Có chữ.", "")).notes == (Note.PAGES_WITHOUT_TEXT,)


def with_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are decoded as if they were to be recognised, which takes no tesseract."""
    monkeypatch.setattr(scan, "can_recognise", lambda: True)


def a_png_that_claims(width: int, height: int) -> bytes:
    data = bytearray(encoded(Image.new("L", (30, 30)), form="PNG"))
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return bytes(data)


def an_endless_tiff() -> bytes:
    """A TIFF whose first page says that the next one is the first."""
    data = bytearray(encoded(Image.new("1", (30, 30)), form="TIFF"))
    first = int.from_bytes(data[4:8], "little")
    entries = int.from_bytes(data[first : first + 2], "little")
    at = first + 2 + 12 * entries
    data[at : at + 4] = first.to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reasons"),
    [
        (a_png_that_claims(2**31 - 1, 2**31 - 1), {Reason.PICTURE_TOO_LARGE, Reason.NOT_PICTURE}),
        (a_png_that_claims(30_000, 30_000), {Reason.PICTURE_TOO_LARGE, Reason.NOT_PICTURE}),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", {Reason.NOT_PICTURE}),
        (b"\xff\xd8\xff" + bytes(10_000), {Reason.NOT_PICTURE}),
        (b"II*\0" + b"\xff" * 10_000, {Reason.NOT_PICTURE}),
    ],
    ids=["giant", "large", "png", "jpeg", "tiff"],
)
def test_a_hostile_picture_is_refused(
    data: bytes, reasons: set[Reason], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_tesseract(monkeypatch)

    assert refusal_of(data) in reasons


@with_recognition
def test_a_tiff_of_endless_pages_is_refused_or_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PICTURES", 3)

    assert refusal_of(an_endless_tiff()) in {Reason.PICTURE_WITHOUT_TEXT, Reason.NOT_PICTURE}


def test_a_picture_by_its_name_alone_is_refused() -> None:
    assert refusal_of(b"words", name="scan.png") is Reason.NOT_PICTURE


@with_recognition
@pytest.mark.parametrize("form", ["PNG", "PDF"])
def test_whoever_has_no_time_is_told_of_pictures_inside(form: str) -> None:
    scan = encoded(a_picture("Giao Cục Hải đăng thay đèn."), form=form)
    with pytest.raises(PicturesInside):
        open_file(scan, name=f"quet.{form.lower()}", recognises=False)


def test_a_file_without_pictures_needs_no_time() -> None:
    assert open_file("Giao Cục Hải đăng thay đèn.".encode(), recognises=False).text
