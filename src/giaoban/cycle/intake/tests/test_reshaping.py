"""Proposals of another cut, each with its place in the text, and all of it undone again."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.cycle.intake import selectors, services
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.tests.build import NOW, Agency, a_reading
from giaoban.cycle.intake.types import (
    Decision,
    NoNeighbour,
    NothingToSplit,
    NotInTheText,
    Origin,
    PartsDecided,
)
from giaoban.ground.audit.models import Entry

pytestmark = pytest.mark.django_db
LATER = datetime(2020, 7, 3, 2, 0, tzinfo=UTC)

TEXT = """THÔNG BÁO
Kết luận giao ban tháng 6/2020

1. Về bưu chính
Giao Vụ Bưu chính chủ trì rà soát sơ đồ bưu cục và lập danh sách điểm thiếu trước ngày 20/7/2020.
Giao Cục Viễn thông chủ trì thay các cột cũ trong tháng 7/2020.

2. Về kho
Kho lưu trữ cần được sắp xếp lại cho gọn.
"""


@pytest.fixture
def agency() -> Agency:
    return Agency()


def on_the_desk(reading: StoredReading) -> list[Proposal]:
    return [entry.proposal for entry in selectors.desk(reading=reading, at=None).entries]


def passage(proposal: Proposal) -> str:
    start, end = proposal.spans["mark"]
    return proposal.reading.document.text[start:end]


def test_a_split_makes_parts_with_the_unit_and_place_of_the_whole(agency: Agency) -> None:
    clerk = agency.clerk()
    reading = a_reading(actor=clerk, text=TEXT)
    whole = on_the_desk(reading)[0]

    parts = services.split_proposal(
        actor=clerk,
        proposal_id=whole.pk,
        parts=["rà soát sơ đồ bưu cục", "lập danh sách điểm thiếu."],
        now=NOW,
    )

    assert [passage(part) for part in parts] == [
        "rà soát sơ đồ bưu cục",
        "lập danh sách điểm thiếu",
    ]
    assert {part.lead_id for part in parts} == {agency.post.pk}
    assert {part.due_on for part in parts} == {date(2020, 7, 20)}
    assert {part.origin for part in parts} == {Origin.SPLIT}
    shown = on_the_desk(reading)
    assert shown[:2] == parts
    assert [each.position for each in shown] == [1, 2, 3]
    whole.refresh_from_db()
    assert whole.decision == Decision.REPLACED
    assert whole not in shown


@pytest.mark.parametrize(
    "parts",
    [
        [],
        ["lập danh sách điểm thiếu"],
        ["lập danh sách điểm thiếu", "rà soát sơ đồ bưu cục"],
        ["rà soát sơ đồ bưu cục", "không có trong văn bản"],
        ["rà soát sơ đồ bưu cục", "Kho lưu trữ cần được sắp xếp lại"],
    ],
    ids=["none", "one", "wrong order", "other words", "elsewhere"],
)
def test_parts_that_are_not_its_words_in_order_split_nothing(
    agency: Agency, parts: list[str]
) -> None:
    clerk = agency.clerk()
    reading = a_reading(actor=clerk, text=TEXT)
    before = on_the_desk(reading)

    with pytest.raises(NothingToSplit):
        services.split_proposal(actor=clerk, proposal_id=before[0].pk, parts=parts, now=NOW)

    assert on_the_desk(reading) == before


def test_a_split_is_undone_whole(agency: Agency) -> None:
    clerk = agency.clerk()
    reading = a_reading(actor=clerk, text=TEXT)
    before = on_the_desk(reading)
    cut = ["rà soát sơ đồ bưu cục", "lập danh sách điểm thiếu"]
    services.split_proposal(actor=clerk, proposal_id=before[0].pk, parts=cut, now=NOW)

    undone = services.undo_last_decision(actor=clerk, reading_id=reading.pk, now=LATER)

    assert undone == [before[0]]
    assert on_the_desk(reading) == before
    assert [each.position for each in on_the_desk(reading)] == [1, 2]


def test_a_split_whose_part_was_decided_stays(agency: Agency) -> None:
    clerk = agency.clerk()
    reading = a_reading(actor=clerk, text=TEXT)
    whole = on_the_desk(reading)[0]
    cut = ["rà soát sơ đồ bưu cục", "lập danh sách điểm thiếu"]
    part = services.split_proposal(actor=clerk, proposal_id=whole.pk, parts=cut, now=NOW)[0]
    services.accept_proposal(actor=clerk, proposal_id=part.pk, now=LATER)

    with pytest.raises(PartsDecided):
        services.reopen_proposal(actor=clerk, proposal_id=whole.pk, now=LATER)


def test_a_merger_takes_in_the_next_that_waits(agency: Agency) -> None:
    clerk = agency.clerk()
    reading = a_reading(actor=clerk, text=TEXT)
    first, second = on_the_desk(reading)

    made = services.merge_with_next(actor=clerk, proposal_id=first.pk, now=NOW)

    assert on_the_desk(reading) == [made]
    assert made.lead == agency.post
    assert made.due_on == date(2020, 7, 20)
    assert "rà soát sơ đồ" in passage(made)
    assert "thay các cột cũ" in passage(made)
    assert set(made.replaces.all()) == {first, second}
    verbs = Entry.objects.filter(verb="intake.replaced").values_list("target", flat=True)
    assert len(verbs) == 2

    services.undo_last_decision(actor=clerk, reading_id=reading.pk, now=LATER)
    assert on_the_desk(reading) == [first, second]


def test_the_last_has_nothing_to_merge_with(agency: Agency) -> None:
    clerk = agency.clerk()
    reading = a_reading(actor=clerk, text=TEXT)

    with pytest.raises(NoNeighbour):
        services.merge_with_next(actor=clerk, proposal_id=on_the_desk(reading)[-1].pk, now=NOW)


def test_words_of_the_text_become_a_proposal_at_their_place(agency: Agency) -> None:
    clerk = agency.clerk()
    reading = a_reading(actor=clerk, text=TEXT)

    made = services.add_proposal(
        actor=clerk, reading_id=reading.pk, words="Kho lưu trữ  cần được\nsắp xếp lại", now=NOW
    )

    assert passage(made) == "Kho lưu trữ cần được sắp xếp lại"
    assert made.title == "Kho lưu trữ cần được sắp xếp lại"
    assert made.origin == Origin.ADDED
    assert on_the_desk(reading)[-1] == made


def test_added_words_are_read_for_unit_and_deadline(agency: Agency) -> None:
    clerk = agency.clerk()
    reading = a_reading(actor=clerk, text=TEXT)
    words = "Giao Cục Viễn thông chủ trì thay các cột cũ trong tháng 7/2020"

    made = services.add_proposal(actor=clerk, reading_id=reading.pk, words=words, now=NOW)

    assert made.lead == agency.telecom
    assert made.due_on == date(2020, 7, 31)
    lead_start, lead_end = made.spans["lead"]
    assert reading.document.text[lead_start:lead_end] == "Cục Viễn thông"


def test_words_that_stand_twice_are_taken_where_they_were_selected(agency: Agency) -> None:
    clerk = agency.clerk()
    text = TEXT + "\nKho lưu trữ cần được sắp xếp lại vào sang năm.\n"
    reading = a_reading(actor=clerk, text=text)
    last = reading.document.text.rindex("Kho lưu trữ")

    made = services.add_proposal(
        actor=clerk, reading_id=reading.pk, words="Kho lưu trữ cần được", near=last, now=NOW
    )

    assert made.spans["mark"][0] == last


def test_words_of_another_text_are_refused(agency: Agency) -> None:
    clerk = agency.clerk()
    reading = a_reading(actor=clerk, text=TEXT)

    for words in ("", "  ", "Việc này không ai nói", "x" * 6000):
        with pytest.raises(NotInTheText):
            services.add_proposal(actor=clerk, reading_id=reading.pk, words=words, now=NOW)


def test_others_than_the_office_reshape_nothing(agency: Agency) -> None:
    reading = a_reading(actor=agency.clerk(), text=TEXT)
    first = on_the_desk(reading)[0]
    officer = agency.officer()

    with pytest.raises(PermissionDenied):
        services.split_proposal(actor=officer, proposal_id=first.pk, parts=["a", "b"], now=NOW)
    with pytest.raises(PermissionDenied):
        services.merge_with_next(actor=officer, proposal_id=first.pk, now=NOW)
    with pytest.raises(PermissionDenied):
        services.add_proposal(actor=officer, reading_id=reading.pk, words="Kho", now=NOW)
