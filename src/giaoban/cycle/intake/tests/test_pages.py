import html
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from giaoban.cycle.intake import services
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.tests.build import NOTICE, NOW, Agency, a_reading, proposals
from giaoban.cycle.intake.types import Decision
from giaoban.ground.accounts.models import User
from giaoban.kit.reader.opening import MAX_BYTES
from giaoban.records.documents.models import Document
from giaoban.records.tasks.models import Task

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


class AtTheDesk:
    """A clerk who is signed in, and a reading that lies open."""

    def __init__(self, client: Client) -> None:
        self.client, self.agency = client, Agency()
        self.clerk: User = self.agency.clerk()
        self.reading = a_reading(actor=self.clerk)
        self.address = f"/desk/{self.reading.pk}/"
        client.force_login(self.clerk)

    def proposal(self, number: int) -> Proposal:
        return proposals(self.reading)[number - 1]

    def answers(self, number: int, **changed: object) -> dict[str, object]:
        """What the form of a proposal sends when nothing in it is changed."""
        proposal = self.proposal(number)
        return {
            "proposal": proposal.pk,
            "title": proposal.title,
            "lead": proposal.lead_id or "",
            "coordinating": [*(unit.pk for unit in proposal.coordinating.all()), ""],
            "due_on": f"{proposal.due_on:%d/%m/%Y}" if proposal.due_on else "",
            "field": "",
            **changed,
        }


@pytest.fixture
def at_the_desk(client: Client) -> AtTheDesk:
    return AtTheDesk(client)


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    for address in ("/desk/", "/desk/read/", "/desk/1/"):
        assert client.get(address).status_code == 302


def test_the_desk_is_the_offices_alone(at_the_desk: AtTheDesk, client: Client) -> None:
    client.force_login(at_the_desk.agency.officer())

    assert client.get("/desk/").status_code == 403
    assert client.get("/desk/read/").status_code == 403
    assert client.get(at_the_desk.address).status_code == 404


def test_an_empty_queue_says_what_to_do(client: Client) -> None:
    client.force_login(Agency().clerk())

    assert 'href="/desk/read/"' in client.get("/desk/").text
    assert "gb-empty" in client.get("/desk/").text


def test_the_queue_shows_what_waits(at_the_desk: AtTheDesk, client: Client) -> None:
    page = client.get("/desk/").text

    assert "58/TB-BKĐ" in page
    assert "<b>4</b>" in page


# Reading


@pytest.mark.parametrize("door", ["file", "text"])
def test_a_document_handed_in_leads_to_its_desk(client: Client, door: str) -> None:
    client.force_login(Agency().clerk())
    given: object = NOTICE
    if door == "file":
        given = SimpleUploadedFile("tb.txt", NOTICE.encode())

    response = client.post("/desk/read/", {door: given})

    reading = StoredReading.objects.get()
    assert response.headers["Location"] == f"/desk/{reading.pk}/"


def test_the_same_text_again_leads_to_the_desk_that_is_there(at_the_desk: AtTheDesk) -> None:
    response = at_the_desk.client.post("/desk/read/", {"text": NOTICE}, follow=True)

    assert response.redirect_chain[-1][0] == at_the_desk.address
    assert "gb-message" in response.text
    assert StoredReading.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("vi", "hãy mở bằng Word và lưu lại"), ("en", "open it in Word and save it")],
)
def test_a_bad_file_is_refused_in_the_language_of_the_page(
    client: Client, language: str, sentence: str
) -> None:
    client.force_login(Agency().clerk())
    broken = SimpleUploadedFile("hỏng.docx", b"PK\x03\x04 broken")

    response = client.post("/desk/read/", {"file": broken}, headers={"Accept-Language": language})

    assert response.status_code == 422
    assert sentence in response.text
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_a_sentence(client: Client) -> None:
    client.force_login(Agency().clerk())
    large = SimpleUploadedFile("lớn.txt", b"x" * (MAX_BYTES + 1))

    response = client.post("/desk/read/", {"file": large}, headers={"Accept-Language": "en"})

    assert response.status_code == 422
    assert "larger than 20 MB" in response.text


@pytest.mark.parametrize("answers", [{}, {"text": " \n"}, {"text": "MẬT\n\nBáo cáo kho"}], ids=str)
def test_what_cannot_be_read_brings_the_form_back(client: Client, answers: dict[str, str]) -> None:
    client.force_login(Agency().clerk())

    response = client.post("/desk/read/", answers)

    assert response.status_code == 422
    assert not Document.objects.exists()


# The desk


def test_the_first_that_waits_is_at_hand_with_its_words_underlined(at_the_desk: AtTheDesk) -> None:
    page = at_the_desk.client.get(at_the_desk.address).text

    first = at_the_desk.proposal(1)
    assert f'<li class="gb-prop gb-prop--now" id="p{first.pk}"' in page
    assert re.search(r'<span class="gb-lead ">Vụ Bưu chính</span>', page)
    assert re.search(r'<span class="gb-co ">Cục Viễn thông</span>', page)
    assert "gb-due " in page
    assert "<sup>4</sup>" in page


def test_what_the_text_says_is_shown_as_text(client: Client) -> None:
    clerk = Agency().clerk()
    text = "Kết luận\nGiao Vụ Bưu chính rà soát <img src=x onerror=alert(1)> trước ngày 20/7/2020."
    reading = a_reading(actor=clerk, text=text)
    client.force_login(clerk)

    page = client.get(f"/desk/{reading.pk}/").text

    assert "<img src=x" not in page


def test_a_lead_that_is_unsure_is_not_chosen_for_the_clerk(at_the_desk: AtTheDesk) -> None:
    fourth = at_the_desk.proposal(4)

    page = at_the_desk.client.get(at_the_desk.address, {"at": fourth.pk}).text

    assert "Các Sở" in page
    assert not re.search(r'name="lead"[^>]* checked', page)


def test_accepting_goes_on_to_the_next_that_waits(at_the_desk: AtTheDesk) -> None:
    response = at_the_desk.client.post(
        at_the_desk.address, {**at_the_desk.answers(1), "do": "accept"}
    )

    second = at_the_desk.proposal(2)
    assert response.headers["Location"] == f"{at_the_desk.address}?at={second.pk}#p{second.pk}"
    assert Task.objects.get().title == at_the_desk.proposal(1).title


def test_a_swap_gets_the_desk_alone_and_hears_what_happened(at_the_desk: AtTheDesk) -> None:
    response = at_the_desk.client.post(
        at_the_desk.address, {**at_the_desk.answers(1), "do": "accept"}, headers=HTMX
    )

    second = at_the_desk.proposal(2)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert 'id="messages" hx-swap-oob="innerHTML"' in response.text
    assert Task.objects.get().number in response.text
    assert f'id="p{second.pk}" aria-current="true"' in response.text
    assert response.headers["HX-Push-Url"].endswith(f"?at={second.pk}#p{second.pk}")


def test_what_was_typed_is_what_is_assigned(at_the_desk: AtTheDesk) -> None:
    agency = at_the_desk.agency
    answers = at_the_desk.answers(
        4,
        title="Thống kê nhu cầu học",
        lead="other",
        other_lead=agency.training.pk,
        coordinating=[agency.post.pk],
        due_on="05-08-2020",
        do="accept",
    )

    at_the_desk.client.post(at_the_desk.address, answers)

    task = Task.objects.get()
    fourth = at_the_desk.proposal(4)
    assert task.title == "Thống kê nhu cầu học"
    assert (fourth.lead, fourth.due_on) == (agency.training, date(2020, 8, 5))
    assert list(fourth.coordinating.all()) == [agency.post]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
def test_without_a_lead_the_form_comes_back_and_says_so(
    at_the_desk: AtTheDesk, headers: dict[str, str]
) -> None:
    answers = at_the_desk.answers(4, title="Sửa giữa chừng", do="accept")

    response = at_the_desk.client.post(
        at_the_desk.address, answers, headers={**headers, "Accept-Language": "en"}
    )

    assert response.status_code == 422
    assert "Choose the lead unit." in response.text
    assert "Sửa giữa chừng" in response.text
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [{"due_on": "31/02/2020"}, {"title": " "}, {"lead": "999999"}, {"field": "x"}],
    ids=str,
)
def test_what_makes_no_sense_is_not_accepted(
    at_the_desk: AtTheDesk, changed: dict[str, str]
) -> None:
    answers = at_the_desk.answers(1, **changed, do="accept")

    response = at_the_desk.client.post(at_the_desk.address, answers)

    assert response.status_code == 422
    assert not Task.objects.exists()


def test_the_lead_cannot_coordinate_too(at_the_desk: AtTheDesk) -> None:
    post = at_the_desk.agency.post
    answers = at_the_desk.answers(1, coordinating=[post.pk], do="accept")

    assert at_the_desk.client.post(at_the_desk.address, answers).status_code == 422


def test_rejecting_keeps_the_reason_and_goes_on(at_the_desk: AtTheDesk) -> None:
    answers = at_the_desk.answers(1, reason="chỉ là tin", do="reject")

    response = at_the_desk.client.post(at_the_desk.address, answers)

    first, second = at_the_desk.proposal(1), at_the_desk.proposal(2)
    assert (first.decision, first.reason) == (Decision.REJECTED, "chỉ là tin")
    assert f"at={second.pk}" in response.headers["Location"]


@pytest.mark.parametrize(
    ("do", "expected"), [("next", 3), ("previous", 1), ("later", None), ("go", 4)]
)
def test_leaving_an_open_form_keeps_what_was_typed(
    at_the_desk: AtTheDesk, do: str, expected: int | None
) -> None:
    answers = at_the_desk.answers(2, title="Sửa giữa chừng", due_on="vô nghĩa", do=do)
    if do == "go":
        answers["go"] = at_the_desk.proposal(4).pk

    response = at_the_desk.client.post(at_the_desk.address, answers)

    second = at_the_desk.proposal(2)
    assert (second.title, second.due_on) == ("Sửa giữa chừng", date(2020, 7, 31))
    assert second.decision == Decision.WAITING
    at = f"?at={at_the_desk.proposal(expected).pk}" if expected else "/desk/"
    assert at in response.headers["Location"]


def test_what_is_changed_is_kept_while_the_form_is_open(at_the_desk: AtTheDesk) -> None:
    answers = at_the_desk.answers(2, title="Đang gõ dở", do="save")

    response = at_the_desk.client.post(at_the_desk.address, answers, headers=HTMX)

    assert response.status_code == 200
    assert 'hx-swap-oob="true"' in response.text
    assert at_the_desk.proposal(2).title == "Đang gõ dở"


def seen_on(page: str) -> str:
    """What the form of a page says it has seen."""
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def test_ones_own_kept_changes_are_no_conflict(at_the_desk: AtTheDesk) -> None:
    shown = seen_on(at_the_desk.client.get(at_the_desk.address).text)
    typed = at_the_desk.answers(1, title="Đang gõ dở", seen=shown, do="save")
    kept = at_the_desk.client.post(at_the_desk.address, typed, headers=HTMX).text
    found = re.search(r'id="id_seen" value="([^"]*)"', kept)
    assert found

    typed |= {"title": "Gõ xong", "seen": html.unescape(found[1]), "do": "accept"}
    response = at_the_desk.client.post(at_the_desk.address, typed)

    assert response.status_code == 302
    assert Task.objects.get().title == "Gõ xong"


def test_what_another_clerk_wrote_meanwhile_is_shown_and_not_overwritten(
    at_the_desk: AtTheDesk,
) -> None:
    shown = seen_on(at_the_desk.client.get(at_the_desk.address).text)
    first = at_the_desk.proposal(1)
    mine = at_the_desk.answers(1, title="Bản của tôi", seen=shown, do="accept")
    services.edit_proposal(
        actor=at_the_desk.agency.clerk(), proposal_id=first.pk, now=NOW, title="Bản của bạn"
    )

    response = at_the_desk.client.post(at_the_desk.address, mine)

    assert response.status_code == 422
    assert "Bản của tôi" in response.text
    assert "Bản của bạn" in response.text
    assert not Task.objects.exists()
    assert at_the_desk.proposal(1).title == "Bản của bạn"

    again = mine | {"seen": seen_on(response.text)}
    assert at_the_desk.client.post(at_the_desk.address, again).status_code == 302
    assert Task.objects.get().title == "Bản của tôi"


@pytest.mark.parametrize("do", ["next", "go", "split", "merge", "later", "save"])
def test_no_button_overwrites_another_clerk(at_the_desk: AtTheDesk, do: str) -> None:
    shown = seen_on(at_the_desk.client.get(at_the_desk.address).text)
    mine = at_the_desk.answers(1, title="Bản của tôi", seen=shown, do=do)
    services.edit_proposal(
        actor=at_the_desk.agency.clerk(),
        proposal_id=at_the_desk.proposal(1).pk,
        now=NOW,
        title="Bản của bạn",
    )

    at_the_desk.client.post(at_the_desk.address, mine)

    assert at_the_desk.proposal(1).title == "Bản của bạn"


# Sections, many at one press, other cuts


def test_proposals_stand_under_the_headings_of_the_text(at_the_desk: AtTheDesk) -> None:
    page = at_the_desk.client.get(at_the_desk.address, headers={"Accept-Language": "en"}).text

    assert page.count('<details class="gb-section" open>') == 2
    assert "2 of 2 to be confirmed" in page


def test_a_section_that_is_decided_folds_away(at_the_desk: AtTheDesk) -> None:
    for number in (1, 2):
        services.reject_proposal(
            actor=at_the_desk.clerk, proposal_id=at_the_desk.proposal(number).pk, now=NOW
        )

    page = at_the_desk.client.get(at_the_desk.address).text

    assert page.count('<details class="gb-section" open>') == 1
    assert page.count('<details class="gb-section">') == 1


def test_what_is_shown_is_what_is_accepted_together(at_the_desk: AtTheDesk) -> None:
    address = f"{at_the_desk.address}together/"
    page = at_the_desk.client.get(address, {"at_least": "0.7"}).text
    ticked = re.findall(r'name="proposal" value="(\d+)" checked', page)
    assert ticked

    response = at_the_desk.client.post(address, {"proposal": ticked})

    assert response.headers["Location"] == at_the_desk.address
    assert Task.objects.count() == len(ticked)
    at_the_desk.client.post(at_the_desk.address, {"do": "undo"})
    assert not Task.objects.exists()


def test_with_nothing_ticked_the_page_says_so(at_the_desk: AtTheDesk) -> None:
    response = at_the_desk.client.post(f"{at_the_desk.address}together/", {"proposal": ["x", ""]})

    assert response.status_code == 422
    assert 'role="alert"' in response.text


def test_the_pages_beside_the_desk_are_the_offices_alone(
    at_the_desk: AtTheDesk, client: Client
) -> None:
    client.force_login(at_the_desk.agency.officer())

    assert client.get(f"{at_the_desk.address}together/").status_code == 404
    assert client.get("/desk/corrections/").status_code == 403


def test_words_of_the_text_are_added_by_the_button(at_the_desk: AtTheDesk) -> None:
    added = {"words": "thống kê số người cần học", "near": "", "do": "add"}

    response = at_the_desk.client.post(at_the_desk.address, added, headers=HTMX)

    assert response.status_code == 200
    assert Proposal.objects.filter(origin="added").count() == 1


def test_a_double_can_be_taken_for_the_proposal(at_the_desk: AtTheDesk) -> None:
    first = at_the_desk.proposal(1)
    there = services.accept_proposal(actor=at_the_desk.clerk, proposal_id=first.pk, now=NOW)
    other = a_reading(actor=at_the_desk.clerk, text=NOTICE.replace("58/TB", "59/TB"))
    address = f"/desk/{other.pk}/"
    page = at_the_desk.client.get(address).text
    assert f'name="task" value="{there.pk}"' in page

    attach = {"do": "attach", "proposal": proposals(other)[0].pk, "task": there.pk}
    at_the_desk.client.post(address, attach)

    assert proposals(other)[0].decision == Decision.SAME
    assert Task.objects.count() == 1


def test_how_right_the_reader_was_is_told_by_rule(at_the_desk: AtTheDesk) -> None:
    services.accept_proposal(
        actor=at_the_desk.clerk, proposal_id=at_the_desk.proposal(1).pk, now=NOW
    )

    page = at_the_desk.client.get("/desk/corrections/").text

    assert f"<code>{at_the_desk.proposal(1).rule}</code>" in page


def test_undo_brings_the_last_one_back(at_the_desk: AtTheDesk) -> None:
    at_the_desk.client.post(at_the_desk.address, {**at_the_desk.answers(1), "do": "accept"})

    response = at_the_desk.client.post(at_the_desk.address, {"do": "undo"})

    first = at_the_desk.proposal(1)
    assert first.decision == Decision.WAITING
    assert f"at={first.pk}" in response.headers["Location"]
    assert not Task.objects.exists()


def test_with_nothing_to_undo_the_desk_says_so(at_the_desk: AtTheDesk) -> None:
    response = at_the_desk.client.post(
        at_the_desk.address, {"do": "undo"}, headers={"Accept-Language": "en"}
    )

    assert response.status_code == 422
    assert "nothing here that could be undone" in response.text


def test_a_proposal_that_somebody_else_accepted_is_not_accepted_again(
    at_the_desk: AtTheDesk,
) -> None:
    answers = at_the_desk.answers(1, do="accept")
    services.accept_proposal(
        actor=at_the_desk.agency.clerk(), proposal_id=at_the_desk.proposal(1).pk, now=NOW
    )

    response = at_the_desk.client.post(
        at_the_desk.address, answers, headers={"Accept-Language": "en"}
    )

    assert response.status_code == 422
    assert "accepted already" in response.text
    assert Task.objects.count() == 1


def test_a_button_never_acts_on_another_proposal_than_it_stood_beside(
    at_the_desk: AtTheDesk,
) -> None:
    answers = {**at_the_desk.answers(1), "proposal": "999999", "do": "accept"}

    at_the_desk.client.post(at_the_desk.address, answers)
    at_the_desk.client.post(at_the_desk.address, {"do": "reject"})

    assert not Task.objects.exists()
    assert {each.decision for each in proposals(at_the_desk.reading)} == {Decision.WAITING}


def test_a_decided_proposal_can_be_looked_at_and_taken_back(at_the_desk: AtTheDesk) -> None:
    first = at_the_desk.proposal(1)
    services.reject_proposal(actor=at_the_desk.clerk, proposal_id=first.pk, now=NOW, reason="tin")

    page = at_the_desk.client.get(at_the_desk.address, {"at": first.pk}).text
    at_the_desk.client.post(at_the_desk.address, {"proposal": first.pk, "do": "reopen"})

    assert 'value="reopen"' in page
    assert at_the_desk.proposal(1).decision == Decision.WAITING


def test_every_key_stands_on_a_button_or_a_field_that_works_without_it(
    at_the_desk: AtTheDesk,
) -> None:
    services.reject_proposal(
        actor=at_the_desk.clerk, proposal_id=at_the_desk.proposal(1).pk, now=NOW
    )

    page = at_the_desk.client.get(at_the_desk.address, {"at": at_the_desk.proposal(2).pk}).text

    keys = set(re.findall(r'<(?:button|input|textarea)[^>]* data-key="(\w+)"', page))
    assert keys >= {"Enter", "x", "j", "k", "e", "z", "1", "2"}


def test_a_text_without_work_leaves_an_empty_desk(client: Client) -> None:
    clerk = Agency().clerk()
    reading = a_reading(actor=clerk, text="Hôm nay trời nắng đẹp.")
    client.force_login(clerk)

    assert "gb-empty" in client.get(f"/desk/{reading.pk}/").text


def test_two_hundred_proposals_take_no_more_queries_than_four(
    at_the_desk: AtTheDesk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many = "\n".join(
        f"Giao Vụ Bưu chính chủ trì, phối hợp với Cục Viễn thông rà soát tuyến số {number}."
        for number in range(200)
    )
    reading = a_reading(actor=at_the_desk.clerk, text=f"Kết luận:\n{many}")

    for address in (at_the_desk.address, f"/desk/{reading.pk}/"):
        with django_assert_max_num_queries(18):
            at_the_desk.client.get(address)


def test_a_documents_page_leads_to_what_was_read_from_it(at_the_desk: AtTheDesk) -> None:
    document = at_the_desk.reading.document

    office = at_the_desk.client.get(f"/documents/{document.pk}/").text

    assert f'href="{at_the_desk.address}"' in office
