from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from docx import Document as WordFile
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from giaoban.cycle.intake import services
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.proposing import Proposer
from giaoban.cycle.intake.tests.build import NOTICE, NOW, Agency, a_reading, proposals
from giaoban.cycle.intake.types import WordsBroken
from giaoban.ground.files.models import StoredFile
from giaoban.kit.reader import Reading
from giaoban.kit.reader.opening import Reason, Unreadable
from giaoban.kit.reader.reading import Item, ItemKind
from giaoban.records.documents import services as register
from giaoban.records.documents.models import Document
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.tests.build import a_field
from giaoban.records.tasks.models import Task

pytestmark = pytest.mark.django_db


def files_kept() -> list[Path]:
    root = Path(settings.FILES_ROOT)
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def test_a_text_becomes_a_document_and_proposals_and_no_task() -> None:
    reading = a_reading()

    document = reading.document
    assert (document.symbol, document.kind) == ("58/TB-BKĐ", "Thông báo")
    assert document.subject == "Kết luận tại Hội nghị giao ban tháng 6/2020"
    assert document.issued_on == date(2020, 7, 2)
    assert len(proposals(reading)) == 4
    assert not Task.objects.exists()


def test_each_proposal_keeps_the_place_of_its_words() -> None:
    reading = a_reading()

    for proposal in proposals(reading):
        start, end = proposal.spans["lead"]
        assert reading.document.text[start:end] == proposal.lead_text
        assert reading.document.text[proposal.start : proposal.end]
        assert proposal.rule


def test_a_lead_that_is_clear_is_taken_for_its_unit() -> None:
    agency = Agency()
    first = proposals(a_reading(actor=agency.clerk()))[0]

    assert first.lead == agency.post
    assert list(first.coordinating.all()) == [agency.telecom]


def test_a_lead_that_may_be_two_units_is_left_to_the_clerk() -> None:
    agency = Agency()
    item = Item(ItemKind.TASK, "mở lớp", 0, 6, "Trung tâm", (), None, None, "order", 0.9)
    nothing = Reading("mở lớp", None, (), (), (item,), (), None, None)

    (draft,) = Proposer(organisations.unit_index(on=NOW.date())).drafts(nothing)

    assert draft.proposal.lead_id is None
    candidates = {each["unit"] for each in draft.proposal.candidates}
    assert candidates >= {agency.training.pk, agency.printing.pk}


def test_a_class_of_units_is_nobody_in_particular() -> None:
    fourth = proposals(a_reading())[3]

    assert (fourth.lead_text, fourth.lead) == ("Các Sở", None)


def test_a_deadline_is_a_day_and_that_of_a_period_its_last() -> None:
    first, second, *_ = proposals(a_reading())

    assert first.due_on == date(2020, 7, 20)
    assert second.due_on == date(2020, 7, 31)
    assert "31/07/2020" in second.due_explanation["vi"]
    assert "last day of the period" in second.due_explanation["en"]


def test_the_field_is_matched_where_it_is_known() -> None:
    post = a_field(name="Bưu chính")
    first = proposals(a_reading())[0]

    assert (first.field, first.field_text) == (post, "bưu chính")


def test_what_the_clerk_says_goes_before_what_the_text_says() -> None:
    reading = services.read_document(
        actor=Agency().clerk(),
        now=NOW,
        text=NOTICE,
        symbol="99/TB-BKĐ",
        subject="Kết luận giao ban",
        issued_on=date(2020, 7, 3),
    )

    document = reading.document
    assert (document.symbol, document.subject) == ("99/TB-BKĐ", "Kết luận giao ban")
    assert document.issued_on == date(2020, 7, 3)


def test_the_same_text_again_leads_to_the_reading_that_is_there() -> None:
    agency = Agency()
    first = a_reading(actor=agency.clerk())

    again = services.read_document(
        actor=agency.clerk(),
        now=datetime(2020, 7, 4, tzinfo=UTC),
        data=NOTICE.replace("\n", "\r\n").encode("utf-16"),
        file_name="tb.txt",
    )

    assert again == first
    assert again.already_there
    assert not first.already_there
    assert Document.objects.count() == 1


def test_a_document_of_the_register_that_nobody_read_is_read() -> None:
    clerk = Agency().clerk()
    there = register.register_document(actor=clerk, now=NOW, text=NOTICE, subject="Kết luận")

    reading = a_reading(actor=clerk)

    assert reading.document == there
    assert not reading.already_there


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"PK\x03\x04 not a zip at all", Reason.NOT_WORD),
        (b"%PDF-1.4 broken", Reason.NOT_PDF),
        ("TỐI MẬT\n\nBáo cáo về kho vật tư\n".encode("utf-16"), Reason.SECRET),
    ],
    ids=["empty", "broken Word", "broken PDF", "secret"],
)
def test_of_a_file_that_is_refused_nothing_stays(data: bytes, reason: Reason) -> None:
    clerk = Agency().clerk()

    with pytest.raises(Unreadable) as refusal:
        services.read_document(actor=clerk, now=NOW, data=data, file_name="tep")

    assert refusal.value.reason == reason
    assert not Document.objects.exists()
    assert not StoredReading.objects.exists()
    assert not StoredFile.objects.exists()
    assert files_kept() == []


def test_a_secret_text_is_refused_when_it_is_pasted_too() -> None:
    with pytest.raises(Unreadable):
        a_reading(text="MẬT\n\n" + NOTICE)

    assert not Document.objects.exists()


def test_only_the_office_has_documents_read() -> None:
    with pytest.raises(PermissionDenied):
        a_reading(actor=Agency().officer())

    assert not Document.objects.exists()


def test_more_proposals_take_no_more_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    clerk = Agency().clerk()
    many = "\n".join(
        f"Giao Vụ Bưu chính chủ trì, phối hợp với Cục Viễn thông rà soát tuyến số {number}."
        for number in range(200)
    )

    with django_assert_max_num_queries(40):
        services.read_document(actor=clerk, now=NOW, text=f"Kết luận:\n{many}")

    assert Proposal.objects.count() > 150


def test_a_proposal_says_where_in_its_file_it_stands() -> None:
    clerk = Agency().clerk()
    data = word_file(NOTICE)

    reading = services.read_document(actor=clerk, now=NOW, data=data, file_name="tb.docx")

    first = proposals(reading)[0]
    paragraph = NOTICE.split("\n").index(
        next(line for line in NOTICE.split("\n") if line.startswith("Giao Vụ Bưu chính"))
    )
    assert first.place == {
        "vi": f"đoạn {paragraph + 1}",
        "en": f"paragraph {paragraph + 1}",
    }


def test_a_pasted_text_has_no_place_in_a_file() -> None:
    assert proposals(a_reading())[0].place == {}


def word_file(text: str) -> bytes:
    document = WordFile()
    for line in text.split("\n"):
        document.add_paragraph(line)
    whole = BytesIO()
    document.save(whole)
    return whole.getvalue()


def test_the_agencys_own_words_are_read_at_the_desk(tmp_path: Path, settings: Settings) -> None:
    text = "Kết luận cuộc họp\nGiám đốc Sở giao Nhóm Rà Phá khảo sát tuyến cáp phía đông."
    clerk = Agency().clerk()
    words = tmp_path / "words.toml"
    words.write_text('units = ["Nhóm Rà Phá"]\n', encoding="utf-8")
    settings.VOCABULARY_FILE = str(words)

    assert proposals(a_reading(actor=clerk, text=text))[0].lead_text == "Nhóm Rà Phá"


def test_words_that_cannot_be_used_stop_the_reading_and_are_named(
    tmp_path: Path, settings: Settings
) -> None:
    words = tmp_path / "words.toml"
    words.write_text("verbs = 3\n", encoding="utf-8")
    settings.VOCABULARY_FILE = str(words)

    with pytest.raises(WordsBroken, match="verbs"):
        a_reading()

    assert not Document.objects.exists()
