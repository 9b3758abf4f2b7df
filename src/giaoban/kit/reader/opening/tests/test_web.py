import pytest

from giaoban.kit.reader.opening import Form, Reason, limits, open_file
from giaoban.kit.reader.opening.tests.test_plain import refusal_of

SENTENCES = [
    "Sáng 05/3, Sở Thử nghiệm tổ chức hội nghị giao ban công tác tháng 02 tại trụ sở.",
    "Ông Trần Văn Thử yêu cầu các phòng khẩn trương rà soát quy trình tiếp nhận hồ sơ.",
    "Phòng Một chủ trì, phối hợp với Phòng Hai xây dựng kế hoạch chi tiết trước ngày 15/3.",
]
ARTICLE = (
    "<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>Giao ban</title>"
    "<script>var secret = 'không đọc';</script></head><body>"
    "<nav><ul><li><a href='/'>Trang chủ</a></li><li><a href='/l'>Liên hệ</a></li></ul></nav>"
    f"<article><h1>Giao ban tháng 02</h1>{''.join(f'<p>{line}</p>' for line in SENTENCES * 2)}"
    "</article><footer>Bản quyền</footer></body></html>"
)


def test_the_body_of_an_article_is_read_without_its_frame() -> None:
    opened = open_file(ARTICLE.encode())

    assert [line for line in SENTENCES if line in opened.text.split("\n")] == SENTENCES
    assert "Trang chủ" not in opened.text
    assert "không đọc" not in opened.text
    assert (opened.form, opened.media_type) == (Form.HTML, "text/html")


def test_a_page_that_is_no_article_gives_its_words() -> None:
    page = "<html><body><p>Giao Vụ Một.</p><table><tr><td>1</td><td>Rà soát</td></tr></table>"

    assert "Giao Vụ Một." in open_file(page.encode()).text
    assert "Rà soát" in open_file(page.encode()).text


def test_the_encoding_that_a_page_declares_is_used() -> None:
    page = b"<html><head><meta charset=utf-16le></head><body>" + b"\xff</body></html>"

    assert refusal_of(page) is Reason.ENCODING
    greek = "<html><head><meta charset='iso-8859-7'></head><body><p>Αθήνα</p></body></html>"
    assert open_file(greek.encode("iso-8859-7")).text == "Αθήνα"


def test_a_stamp_outside_the_article_is_seen() -> None:
    stamped = ARTICLE.replace("<nav>", "<div>TỐI MẬT</div><nav>")

    assert refusal_of(stamped.encode()) is Reason.SECRET


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body><script>x</script></body></html>", Reason.EMPTY),
        ("<html>" + "<p>chữ" * 1_000_000, Reason.TOO_COSTLY),
    ],
    ids=["empty", "bomb"],
)
def test_a_page_that_cannot_be_read_is_refused(page: str, reason: Reason) -> None:
    assert refusal_of(page.encode()) is reason


def test_a_page_too_tangled_for_an_article_gives_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    # The words take well under a second of this; the article takes time by their square.
    monkeypatch.setattr(limits, "APART_CPU_SECONDS", 4)
    page = b"<html><body>" + b"<table><tr><td>x</td></tr></table>" * 20_000

    assert open_file(page).text.split() == ["x"] * 20_000
