import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from giaoban.ground.accounts.tests.build import a_user
from giaoban.records.documents import services
from giaoban.records.documents.tests.build import a_clerk, a_document

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    document = a_document(data=b"x", file_name="a.txt")

    for address in ("/documents/", f"/documents/{document.pk}/", f"/documents/{document.pk}/file/"):
        assert client.get(address).status_code == 302


def test_the_list_finds_by_words_and_a_swap_gets_only_its_rows(client: Client) -> None:
    a_document(symbol="7/TB-VPX", text="Sửa mái nhà kho.")
    a_document(symbol="8/TB-VPX", text="Sơn cổng.")
    client.force_login(a_clerk())

    page = client.get("/documents/", {"q": "mai nha"})
    rows = client.get("/documents/", {"q": "mai nha"}, headers=HTMX)

    assert "7/TB-VPX" in page.text
    assert "8/TB-VPX" not in page.text
    assert "<html" in page.text
    assert "7/TB-VPX" in rows.text
    assert "<html" not in rows.text


def test_a_choice_that_does_not_exist_narrows_nothing(client: Client) -> None:
    a_document(symbol="7/TB-VPX")
    client.force_login(a_clerk())

    page = client.get("/documents/", {"kind": "nonsense", "year": "x", "page": "99"})

    assert "7/TB-VPX" in page.text


def test_a_longer_list_takes_no_more_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    clerk = a_clerk()
    for _ in range(5):
        a_document(actor=clerk)
    client.force_login(clerk)

    with django_assert_max_num_queries(14):
        client.get("/documents/")


def test_what_a_text_says_is_shown_as_text(client: Client) -> None:
    document = a_document(text="Tổ A <script>alert(1)</script> & sửa máy.", subject="<b>Đậm</b>")
    services.take_excerpt(document=document, start=5, end=13, rule="task")
    client.force_login(a_clerk())

    page = client.get(f"/documents/{document.pk}/").text

    assert "<script>alert" not in page
    assert "<b>Đậm</b>" not in page
    assert "&lt;script&gt;" in page


def test_the_passages_that_records_were_read_from_are_marked(client: Client) -> None:
    document = a_document(text="Đầu. Tổ A quét sân. Cuối.")
    excerpt = services.take_excerpt(document=document, start=5, end=19, rule="task")
    client.force_login(a_clerk())

    page = client.get(f"/documents/{document.pk}/").text

    assert f'<mark id="e{excerpt.pk}">Tổ A quét sân.</mark>' in page


def test_a_file_is_handed_over_to_be_saved_and_never_shown(client: Client) -> None:
    document = a_document(
        data=b"<script>1</script>", file_name="báo cáo.html", media_type="text/html"
    )
    client.force_login(a_clerk())

    response = client.get(f"/documents/{document.pk}/file/")

    assert b"".join(response.streaming_content) == b"<script>1</script>"  # type: ignore[attr-defined]  # the client does not say it streams
    assert response.headers["Content-Disposition"].startswith(
        "attachment; filename*=utf-8''b%C3%A1o"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_to_a_stranger_a_document_does_not_exist(client: Client) -> None:
    document = a_document(data=b"x", file_name="a.txt")
    client.force_login(a_user())

    assert client.get(f"/documents/{document.pk}/").status_code == 404
    assert client.get(f"/documents/{document.pk}/file/").status_code == 404


def test_without_a_file_there_is_nothing_to_hand_over(client: Client) -> None:
    document = a_document()
    client.force_login(a_clerk())

    assert client.get(f"/documents/{document.pk}/file/").status_code == 404
