"""Writing a return together, what the register proposes, the checks, and the way to and fro."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.cycle.reporting import selectors as standings
from giaoban.cycle.reporting.models import Obligation, Proposal, Return
from giaoban.cycle.reporting.obligations import services as obligations
from giaoban.cycle.reporting.returns import selectors, services
from giaoban.cycle.reporting.returns.checking import findings_of
from giaoban.cycle.reporting.returns.types import Content
from giaoban.cycle.reporting.tests.build import TOLD, Ministry, at
from giaoban.cycle.reporting.types import (
    AgainByInThePast,
    AlreadySent,
    ChangedMeanwhile,
    ChecksNeedReason,
    Decision,
    FileRefused,
    FindingKind,
    IsExempt,
    NotSent,
    NotWithHead,
    ReasonMissing,
    Standing,
    TextIsSecret,
    TextTooLong,
    TooLateToEnter,
)
from giaoban.ground.notices.models import Notice
from giaoban.records.organisations.models import Unit
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.tests.build import a_task, confirmed

pytestmark = pytest.mark.django_db
DAY, NEXT, DUE = date(2020, 6, 15), date(2020, 6, 16), date(2020, 6, 18)


class Written:
    """A ministry whose first department has begun its June."""

    def __init__(self, ministry: Ministry | None = None) -> None:
        self.ministry = ministry or Ministry()
        self.owed = self.ministry.owed(self.ministry.june())
        self.written = self.ministry.begun(self.owed)
        self.result = selectors.sections_of(written=self.written)[0]

    def save(self, text: str, *, seen: str = "") -> str:
        return services.save_section(
            actor=self.ministry.officer,
            obligation_id=self.owed.pk,
            section_id=self.result.section_id,
            text=text,
            seen=seen,
            now=at(DAY),
        ).text

    def decide(self, proposal: Proposal, decision: Decision, section_id: int | None = None) -> None:
        services.decide_proposal(
            actor=self.ministry.officer,
            obligation_id=self.owed.pk,
            proposal_id=proposal.pk,
            decision=decision,
            section_id=section_id,
            now=at(DAY),
        )

    def text(self) -> str:
        return selectors.sections_of(written=self.written)[0].text

    def kinds(self) -> set[FindingKind]:
        found = findings_of(
            actor=self.ministry.head, obligation=self.owed, written=self.written, on=DAY
        )
        return {each.kind for each in found}

    def figures(self, *typed: str, seen: dict[int, str] | None = None) -> None:
        keys = [each.figure_id for each in selectors.figures_of(written=self.written)]
        services.save_figures(
            actor=self.ministry.officer,
            obligation_id=self.owed.pk,
            typed=dict(zip(keys, typed, strict=False)),
            seen=seen or {},
            now=at(DAY),
        )


def with_tasks() -> Written:
    """One task done within June, one overdue, one due in July; and one of another unit."""
    ministry = Ministry()

    def task(title: str, due_on: date, lead: Unit = ministry.post) -> Task:
        day = date(2020, 5, 18)
        clerk = ministry.clerk
        return a_task(title=title, due_on=due_on, lead=lead, clerk=clerk, assigned_on=day)

    confirmed(task("Soát mạng bưu cục.", date(2020, 6, 12)), on=date(2020, 6, 10))
    task("Trình quy hoạch", date(2020, 6, 5))
    task("Tập huấn bưu tá", date(2020, 7, 1))
    task("Việc của vụ khác", date(2020, 6, 5), ministry.telecom)
    return Written(ministry)


def test_begun_twice_it_is_one_return() -> None:
    begun = Written()
    begun.save("Đã có chữ")
    again = begun.ministry.begun(begun.owed)
    assert (again.pk, begun.text()) == (begun.written.pk, "Đã có chữ")


def test_the_register_proposes_what_is_done_overdue_and_planned() -> None:
    proposals = selectors.proposals_of(written=with_tasks().written)
    told = {
        rows[0].section.key if rows[0].section else "": [row.text for row in rows]
        for rows in proposals.values()
    }
    assert told == {
        "ket-qua": ["Soát mạng bưu cục: hoàn thành ngày 10/06/2020."],
        "qua-han": ["Trình quy hoạch: quá hạn từ ngày 05/06/2020."],
        "ky-toi": ["Tập huấn bưu tá: thời hạn 01/07/2020."],
    }


def test_looking_again_proposes_only_what_is_new() -> None:
    written = with_tasks()
    again = services.look_in_register(
        actor=written.ministry.officer, obligation_id=written.owed.pk, now=at(DAY)
    )
    assert (again, Proposal.objects.count()) == (0, 3)


def test_a_line_taken_stands_in_the_text_and_is_traced_even_when_edited() -> None:
    written = with_tasks()
    done = Proposal.objects.get(section__key="ket-qua")
    written.decide(done, Decision.TAKEN)
    assert written.text() == done.text
    written.save(f"{done.text[:-1]}, đạt yêu cầu.\nViệc khác.", seen=done.text)
    content = Content.read(
        selectors.content_of(
            selectors.sections_of(written=written.written),
            [],
            selectors.proposals_of(written=written.written),
        )
    )
    assert [line.task_id for line in content.sections[0].lines] == [done.task_id, None]


def test_a_line_taken_back_leaves_the_text_and_one_removed_never_enters_it() -> None:
    written = with_tasks()
    done = Proposal.objects.get(section__key="ket-qua")
    written.decide(done, Decision.TAKEN)
    written.decide(done, Decision.WAITING)
    assert written.text() == ""
    written.decide(done, Decision.REMOVED)
    assert (written.text(), Proposal.objects.get(pk=done.pk).decision) == ("", Decision.REMOVED)


def test_two_writers_in_different_lines_lose_nothing() -> None:
    written = Written()
    base = written.save("Một.\nHai.\nBa.")
    written.save("Một, của tôi.\nHai.\nBa.", seen=base)
    assert (
        written.save("Một.\nHai.\nBa, của chị.", seen=base) == "Một, của tôi.\nHai.\nBa, của chị."
    )


def test_two_writers_in_one_line_are_asked_and_nothing_is_stored() -> None:
    written = Written()
    base = written.save("Một.")
    written.save("Một, của tôi.", seen=base)
    with pytest.raises(ChangedMeanwhile) as refusal:
        written.save("Một, của chị.", seen=base)
    assert (refusal.value.stored, written.text()) == ("Một, của tôi.", "Một, của tôi.")


@pytest.mark.parametrize(
    ("text", "refusal"), [("x" * 100_001, TextTooLong), ("TUYỆT MẬT\n\nNội dung", TextIsSecret)]
)
def test_what_may_not_be_kept_is_refused(text: str, refusal: type[Exception]) -> None:
    written = Written()
    with pytest.raises(refusal):
        written.save(text)
    assert written.text() == ""


def test_people_of_other_units_do_not_write() -> None:
    written = Written()
    with pytest.raises(PermissionDenied):
        services.save_section(
            actor=written.ministry.other,
            obligation_id=written.owed.pk,
            section_id=written.result.section_id,
            text="x",
            seen="",
            now=at(DAY),
        )


def test_figures_typed_by_two_are_both_kept() -> None:
    written = Written()
    written.figures("30")
    keys = [each.figure_id for each in selectors.figures_of(written=written.written)]
    services.save_figures(
        actor=written.ministry.head,
        obligation_id=written.owed.pk,
        typed={keys[0]: "", keys[1]: "10"},
        seen={keys[0]: "", keys[1]: ""},
        now=at(DAY),
    )
    assert [each.typed for each in selectors.figures_of(written=written.written)][:2] == [
        "30",
        "10",
    ]
    with pytest.raises(ChangedMeanwhile):
        services.save_figures(
            actor=written.ministry.head,
            obligation_id=written.owed.pk,
            typed={keys[0]: "31"},
            seen={keys[0]: ""},
            now=at(DAY),
        )


def test_the_checks_find_what_is_missing_and_what_cannot_be_read() -> None:
    written = Written()
    assert written.kinds() == {FindingKind.MISSING_SECTION, FindingKind.MISSING_FIGURE}
    written.save("Xong.")
    written.figures("30", "nhiều", "20", "0")
    assert written.kinds() == {FindingKind.UNREADABLE_FIGURE}


def test_a_sum_that_differs_from_its_parts_and_a_figure_from_the_register() -> None:
    written = with_tasks()
    for each in Proposal.objects.all():
        written.decide(each, Decision.TAKEN)
    written.figures("30", "10", "21", "1")
    assert written.kinds() == {FindingKind.SUM}
    written.figures("31", "10", "21", "2")
    assert written.kinds() == {FindingKind.REGISTER}


def test_a_figure_that_jumps_against_the_period_before() -> None:
    ministry = Ministry()
    regime = ministry.regime()
    ministry.sent(ministry.owed(ministry.june(regime)))
    july = obligations.open_period(
        actor=ministry.clerk, regime_id=regime.pk, key="2020-07", now=at(date(2020, 7, 8))
    )
    owed = ministry.owed(july)
    written = ministry.filled(owed, on=date(2020, 7, 15))
    keys = [each.figure_id for each in selectors.figures_of(written=written)]
    services.save_figures(
        actor=ministry.officer,
        obligation_id=owed.pk,
        typed={keys[0]: "50", keys[2]: "40"},
        seen={},
        now=at(date(2020, 7, 15)),
    )
    found = findings_of(actor=ministry.head, obligation=owed, written=written, on=date(2020, 7, 15))
    assert [(each.kind, each.about) for each in found] == [
        (FindingKind.JUMP, "tong"),
        (FindingKind.JUMP, "mang"),
    ]


def test_what_the_checks_found_is_sent_with_a_reason() -> None:
    written = Written()
    with pytest.raises(ChecksNeedReason):
        services.send_return(
            actor=written.ministry.head, obligation_id=written.owed.pk, now=at(DAY)
        )
    sent = services.send_return(
        actor=written.ministry.head,
        obligation_id=written.owed.pk,
        reason="Chưa có số liệu của tỉnh",
        now=at(DAY),
    )
    assert (sent.reason, len(sent.findings)) == ("Chưa có số liệu của tỉnh", 5)


def test_the_officer_hands_to_the_head_who_gives_it_back_or_signs() -> None:
    ministry = Ministry()
    owed = ministry.owed(ministry.june())
    ministry.filled(owed)
    with pytest.raises(PermissionDenied):
        services.send_return(actor=ministry.officer, obligation_id=owed.pk, now=at(DAY))
    with pytest.raises(NotWithHead):
        services.give_back(actor=ministry.head, obligation_id=owed.pk, note="x", now=at(DAY))
    services.hand_to_head(actor=ministry.officer, obligation_id=owed.pk, now=at(DAY))
    assert Notice.objects.filter(kind="reporting.to-sign", recipient=ministry.head).exists()
    services.give_back(actor=ministry.head, obligation_id=owed.pk, note="Nêu rõ hơn", now=at(DAY))
    assert Return.objects.get().head_note == "Nêu rõ hơn"
    sent = services.send_return(actor=ministry.head, obligation_id=owed.pk, now=at(DAY))
    assert sent.sha256 == selectors.fingerprint(sent.content)


def test_what_was_sent_is_not_changed() -> None:
    ministry = Ministry()
    owed = ministry.owed(ministry.june())
    ministry.sent(owed)
    with pytest.raises(AlreadySent):
        services.look_in_register(actor=ministry.officer, obligation_id=owed.pk, now=at(NEXT))


def test_returned_and_sent_again_by_the_day_set_it_is_on_time() -> None:
    ministry = Ministry()
    owed = ministry.owed(ministry.june())
    ministry.sent(owed)
    with pytest.raises(ReasonMissing):
        services.return_it(actor=ministry.clerk, obligation_id=owed.pk, comment="", now=at(NEXT))
    with pytest.raises(AgainByInThePast):
        services.return_it(
            actor=ministry.clerk, obligation_id=owed.pk, comment="x", again_by=DAY, now=at(NEXT)
        )
    services.return_it(
        actor=ministry.clerk,
        obligation_id=owed.pk,
        comment="Thiếu phụ lục",
        again_by=date(2020, 6, 22),
        now=at(DUE),
    )
    assert _standing(owed, date(2020, 6, 19)) == Standing.RETURNED
    services.send_return(actor=ministry.head, obligation_id=owed.pk, now=at(date(2020, 6, 22)))
    assert _standing(owed, date(2020, 6, 22)) == Standing.ON_TIME


def test_accepted_it_is_neither_returned_nor_sent_again() -> None:
    ministry = Ministry()
    owed = ministry.owed(ministry.june())
    ministry.sent(owed)
    with pytest.raises(PermissionDenied):
        services.accept_return(actor=ministry.other, obligation_id=owed.pk, now=at(NEXT))
    services.accept_return(actor=ministry.clerk, obligation_id=owed.pk, now=at(NEXT))
    with pytest.raises(NotSent):
        services.return_it(actor=ministry.clerk, obligation_id=owed.pk, comment="x", now=at(NEXT))
    with pytest.raises(AlreadySent):
        services.send_return(actor=ministry.head, obligation_id=owed.pk, now=at(NEXT))


def test_versions_are_compared_line_by_line() -> None:
    ministry = Ministry()
    owed = ministry.owed(ministry.june())
    first = ministry.sent(owed)
    services.return_it(actor=ministry.clerk, obligation_id=owed.pk, comment="x", now=at(NEXT))
    written = selectors.return_of(obligation=owed)
    assert written is not None
    section = selectors.sections_of(written=written)[0]
    services.save_section(
        actor=ministry.officer,
        obligation_id=owed.pk,
        section_id=section.section_id,
        text=f"{section.text}\nThêm một dòng.",
        seen=section.text,
        now=at(NEXT),
    )
    second = services.send_return(actor=ministry.head, obligation_id=owed.pk, now=at(NEXT))
    changes = selectors.compared(Content.read(first.content), Content.read(second.content))
    assert [(each.how, each.text) for each in changes[0].changes] == [
        ("same", "Đã kiểm tra 12 bưu cục vùng cao."),
        ("added", "Thêm một dòng."),
    ]
    assert not any(each.is_changed for each in changes[1:])


def test_too_late_to_enter_nothing_is_written_until_it_is_opened_again() -> None:
    ministry = Ministry()
    owed = ministry.owed(ministry.june(ministry.regime(replace(TOLD, entry_days=0))))
    with pytest.raises(TooLateToEnter):
        ministry.begun(owed, on=date(2020, 6, 19))
    obligations.reopen_entry(
        actor=ministry.clerk,
        obligation_id=owed.pk,
        until=date(2020, 6, 25),
        reason="Mất mạng",
        now=at(date(2020, 6, 19)),
    )
    ministry.sent(owed, on=date(2020, 6, 22))
    assert _standing(owed, date(2020, 6, 22)) == Standing.LATE


def test_who_is_exempt_writes_nothing() -> None:
    ministry = Ministry()
    owed = ministry.owed(ministry.june())
    obligations.exempt_unit(
        actor=ministry.clerk, obligation_id=owed.pk, reason="Giải thể", now=at(DAY)
    )
    with pytest.raises(IsExempt):
        ministry.begun(owed)


REPORT = """BÁO CÁO THÁNG
I. KẾT QUẢ THỰC HIỆN
Đã lắp 20 trạm.
- Đã tập huấn 3 lớp.
II. KHEN THƯỞNG
Khen 2 tập thể.
III. NHIỆM VỤ KỲ TỚI
Lắp 10 trạm.
"""


def test_a_file_is_split_by_the_headings_of_the_outline() -> None:
    written = Written()
    services.bring_file(
        actor=written.ministry.officer,
        obligation_id=written.owed.pk,
        data=REPORT.encode(),
        file_name="bao-cao.txt",
        now=at(DAY),
    )
    told = [
        (each.section.key if each.section else None, each.text)
        for each in Proposal.objects.select_related("section")
    ]
    assert told == [
        (None, "BÁO CÁO THÁNG"),
        ("ket-qua", "Đã lắp 20 trạm."),
        ("ket-qua", "Đã tập huấn 3 lớp."),
        (None, "KHEN THƯỞNG"),
        (None, "Khen 2 tập thể."),
        ("ky-toi", "Lắp 10 trạm."),
    ]
    unplaced = Proposal.objects.get(text="Khen 2 tập thể.")
    written.decide(unplaced, Decision.TAKEN)
    assert Proposal.objects.get(pk=unplaced.pk).decision == Decision.WAITING
    written.decide(unplaced, Decision.TAKEN, section_id=written.result.section_id)
    assert written.text() == "Khen 2 tập thể."


def test_a_file_that_is_none_is_refused_in_the_readers_words() -> None:
    written = Written()
    with pytest.raises(FileRefused) as refusal:
        services.bring_file(
            actor=written.ministry.officer,
            obligation_id=written.owed.pk,
            data=b"PK\x03\x04" + b"\xff" * 90,
            file_name="hong.docx",
            now=at(DAY),
        )
    assert str(refusal.value)
    assert not Proposal.objects.exists()


def _standing(owed: Obligation, as_of: date) -> Standing:
    [found] = standings.with_sendings(Obligation.objects.filter(pk=owed.pk))
    return standings.standing(found, as_of=as_of)
