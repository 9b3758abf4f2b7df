"""Words that were recognised with doubt, and those who know better."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from giaoban.cycle.intake import services
from giaoban.cycle.intake.corrected import corrected, sentence_around
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.tests.build import NOW, Agency, a_reading
from giaoban.cycle.intake.types import NoSuchDoubt
from giaoban.ground.audit.models import Entry

pytestmark = pytest.mark.django_db
MISREAD = """THÔNG BÁO
Kết luận tại Hội nghị giao ban tháng 6/2020

Hà Nội, ngày 02 tháng 7 năm 2020

1. Giao Vụ Bưu clmh rà soát sơ đồ bưu cục trước ngày 20/7/2020.
2. Giao Cục Viễn thông thay các cột cũ trước ngày 24/7/2020.
"""


class Misread:
    """A reading with one word of a unit's name recognised wrongly, and known as doubtful."""

    def __init__(self) -> None:
        self.agency = Agency()
        self.clerk = self.agency.clerk()
        self.reading = a_reading(actor=self.clerk, text=MISREAD)
        self.at = self.reading.document.text.index("clmh")
        self.reading.opening = {"notes": [], "doubts": [[self.at, self.at + 4]]}
        self.reading.save()

    def correct(self, word: str, at: int | None = None) -> list[Proposal]:
        place = self.at if at is None else at
        return services.correct_words(
            actor=self.clerk, reading_id=self.reading.pk, words={place: word}, now=NOW
        )

    def proposal(self, number: int) -> Proposal:
        return self.reading.proposals.order_by("position")[number - 1]


def test_the_proposal_of_the_sentence_is_read_again() -> None:
    misread = Misread()
    assert misread.proposal(1).lead != misread.agency.post

    again = misread.correct("chính")

    assert again == [misread.proposal(1)]
    assert misread.proposal(1).lead == misread.agency.post
    assert misread.proposal(1).lead_text == "Vụ Bưu chính"


def test_its_places_stay_those_of_the_text_as_recognised() -> None:
    misread = Misread()
    before = misread.proposal(1).start, misread.proposal(1).end
    misread.correct("chính và Chuyển phát")
    after = misread.proposal(1)
    assert (after.start, after.end) == before
    assert after.spans["due"] is not None
    start, end = after.spans["due"]
    assert misread.reading.document.text[start:end] == "trước ngày 20/7/2020"


def test_the_register_keeps_the_text_and_the_trail_the_change() -> None:
    misread = Misread()
    misread.correct("chính")
    misread.reading.document.refresh_from_db()
    assert "Bưu clmh" in misread.reading.document.text
    entry = Entry.objects.get(verb="intake.word-corrected")
    assert (entry.data["was"], entry.data["is"]) == ("clmh", "chính")


def test_what_was_decided_or_edited_is_left_alone() -> None:
    misread = Misread()
    title = "Soát lại sơ đồ bưu cục theo vùng"
    proposal = misread.proposal(1)
    services.edit_proposal(actor=misread.clerk, proposal_id=proposal.pk, now=NOW, title=title)
    assert misread.correct("chính") == []
    assert misread.proposal(1).title == title


def test_the_same_word_again_changes_nothing() -> None:
    misread = Misread()
    misread.correct("chính")
    assert misread.correct("chính") == []
    assert Entry.objects.filter(verb="intake.word-corrected").count() == 1


def test_only_doubtful_words_are_corrected_and_by_the_office_alone() -> None:
    misread = Misread()
    with pytest.raises(NoSuchDoubt):
        misread.correct("khác", at=misread.at + 1)
    misread.clerk = misread.agency.officer()
    with pytest.raises(PermissionDenied):
        misread.correct("chính")


def test_the_desk_offers_the_word_and_shows_it_corrected(client: Client) -> None:
    misread = Misread()
    client.force_login(misread.clerk)
    address = f"/desk/{misread.reading.pk}/"
    offered = client.get(address).content.decode()
    assert f'name="word-{misread.at}" value="clmh"' in offered
    assert f'data-word="{misread.at}"' in offered

    client.post(address, {"do": "correct", f"word-{misread.at}": "chính"})

    shown = client.get(address).content.decode()
    assert re.search(r'class="gb-[^"]*righted[^"]*"[^>]*title="clmh">chính<', shown)
    assert StoredReading.objects.get().opening["corrections"][0]["is"] == "chính"


def test_places_in_a_corrected_text_lead_back() -> None:
    text = "abc xin def xin ghi"
    told = [{"start": 4, "end": 7, "is": "xinh đẹp"}, {"start": 12, "end": 15, "is": "x"}]
    fresh = corrected(text, told)
    assert fresh.text == "abc xinh đẹp def x ghi"
    for word in ("abc", "def", "ghi"):
        assert fresh.before(fresh.text.index(word)) == text.index(word)
    assert fresh.before(len(fresh.text)) == len(text)


def test_a_sentence_ends_at_marks_and_lines() -> None:
    text = "Một. Hai ba bốn; năm\nsáu"
    at = text.index("ba")
    start, end = sentence_around(text, at, at + 2)
    assert text[start:end] == "Hai ba bốn"
