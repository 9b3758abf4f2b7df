from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.forms.models import model_to_dict

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.records.documents.models import Document
from giaoban.records.documents.tests.build import a_document
from giaoban.records.organisations.models import Unit
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.importing import services
from giaoban.records.tasks.importing.models import Batch, Row
from giaoban.records.tasks.importing.services import assign_many
from giaoban.records.tasks.importing.tests.build import (
    DAY,
    HEADS,
    a_batch,
    a_row,
    comma_separated,
    excel,
    imported,
    row_of,
    rows,
    states,
    units,
    word,
)
from giaoban.records.tasks.importing.types import (
    BatchState,
    ColumnsMissing,
    NothingToImport,
    NotNow,
    Order,
    SomethingHappened,
)
from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.services import rebuild_spans
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_task,
    an_officer,
    at,
    lead_duty,
    reported,
)
from giaoban.records.tasks.types import DutyRole, Share, Stage, UnitNamedTwice, UnitNotInForce

pytestmark = pytest.mark.django_db


# Assigning many


def stored(task: Task) -> dict[str, object]:
    """All that the rows of a task say, without the numbers of the rows."""
    without = {"id", "duty", "task", "pk"}

    def said(row: Task | Duty | Event | Span) -> dict[str, object]:
        told = model_to_dict(row)
        told |= {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        return {
            name: value
            for name, value in told.items()
            if name not in without | {"task_id", "duty_id"}
        }

    return {
        "task": said(task),
        "duties": [said(each) for each in task.duties.order_by("pk")],
        "events": [
            (each.duty.role, said(each))
            for each in Event.objects.filter(duty__task=task).order_by("duty", "pk")
        ],
        "spans": [said(each) for each in Span.objects.filter(task=task).order_by("duty")],
        "trail": [
            (entry.verb, entry.actor_id, entry.at, entry.data)
            for entry in Entry.objects.filter(target=f"tasks.task:{task.pk}").order_by("pk")
        ],
    }


def test_a_task_assigned_with_many_is_stored_as_one_assigned_alone() -> None:
    first, second = units()
    clerk, document = a_clerk(), a_document(symbol="12/KH-BKD", issued_on=date(2020, 6, 15))
    now, due_on = at(DAY), date(2020, 7, 31)
    said: dict[str, Any] = {
        "leader": "Thứ trưởng Đoàn Thị Mẫu",
        "product": "Báo cáo",
        "responsibility": "Vụ trưởng",
        "authority": "theo quy chế",
        "programme": "Chương trình 5",
        "point": "Mục II.3",
        "urgency": "urgent",
        "note": "theo họp giao ban",
    }
    lead = Share(first.pk, due_on, words="trước 31/7", anchor=date(2020, 6, 15))
    others = [Share(second.pk, due_on)]

    alone = tasks.assign_task(
        actor=clerk,
        now=now,
        title="Rà  soát số liệu",
        lead_id=first.pk,
        due_on=due_on,
        due_words="trước 31/7",
        due_anchor=date(2020, 6, 15),
        coordinating=others,
        assigned_on=date(2020, 6, 20),
        document=document,
        followed_by=clerk,
        **said,
    )
    order = Order(
        title="Rà  soát số liệu",
        lead=lead,
        coordinating=others,
        assigned_on=date(2020, 6, 20),
        document_id=document.pk,
        followed_by_id=clerk.pk,
        **said,
    )
    (among,) = assign_many(actor=clerk, orders=[order], now=now)

    assert stored(Task.objects.get(pk=among.pk)) == stored(Task.objects.get(pk=alone.pk))


def an_order(unit: Unit, **more: Any) -> Order:
    said: dict[str, Any] = {"title": "Việc", "lead": Share(unit.pk), "assigned_on": DAY, **more}
    return Order(**said)


def test_what_was_done_already_is_done_on_its_day_and_its_events_come_to_its_spans() -> None:
    first, _second = units()
    order = an_order(
        first,
        lead=Share(first.pk, date(2020, 6, 30)),
        assigned_on=date(2020, 6, 1),
        done_on=date(2020, 6, 25),
        result="Đã ban hành",
    )

    (task,) = assign_many(actor=a_clerk(), orders=[order], now=at(DAY))

    span = Span.objects.get(task=task, valid_to=None)
    assert (span.completed_on, span.counted_from) == (date(2020, 6, 25), date(2020, 6, 25))
    assert task.duties.get().stage == Stage.CONFIRMED
    assert rebuild_spans(task_ids=[task.pk]) == 0


def test_how_far_a_task_is_stands_in_its_history() -> None:
    first, _second = units()
    (task,) = assign_many(
        actor=a_clerk(), orders=[an_order(first, result="Đang lấy ý kiến")], now=at(DAY)
    )

    assert task.duties.get().stage == Stage.UNDERWAY
    assert Event.objects.get(duty__task=task, kind="progress").note == "Đang lấy ý kiến"


def test_one_order_that_breaks_a_rule_leaves_none_assigned() -> None:
    first, _second = units()
    twice = an_order(first, coordinating=[Share(first.pk)])

    with pytest.raises(UnitNamedTwice):
        assign_many(actor=a_clerk(), orders=[an_order(first), twice], now=at(DAY))
    with pytest.raises(UnitNotInForce):
        assign_many(
            actor=a_clerk(), orders=[an_order(first, lead=Share(first.pk + 999))], now=at(DAY)
        )
    assert not Task.objects.exists()


# From a file to tasks


@pytest.mark.parametrize("made", [excel, word, comma_separated])
def test_a_table_becomes_tasks_whatever_file_it_is_in(made: object) -> None:
    first, second = units()
    data = made([a_row(coordinating="Cục Đo lường Mỏ")])  # type: ignore[operator]  # one of three

    batch = imported(a_batch(data))

    task = Task.objects.get()
    lead, other = task.duties.order_by("pk")
    spans = {span.duty_id: span for span in Span.objects.all()}
    assert batch.state == BatchState.DONE
    assert task.title == "Rà soát số liệu khai thác quý II"
    assert task.assigned_on == date(2020, 7, 1)
    assert (lead.role, spans[lead.pk].unit) == (DutyRole.LEAD, first)
    assert (other.role, spans[other.pk].unit) == (DutyRole.COORDINATE, second)
    assert spans[lead.pk].due_on == date(2020, 7, 31)


def test_nothing_is_assigned_before_it_is_asked_for() -> None:
    units()
    batch = a_batch(excel([a_row()]))

    assert batch.state == BatchState.CHECKED
    assert states(batch) == ["good"]
    assert not Task.objects.exists()


def test_headings_are_found_below_a_title_and_in_any_order() -> None:
    units()
    heads = ("Hạn xử lý", "Cơ quan phối hợp", "Nội dung công việc", "Đơn vị thực hiện")
    data = excel(
        [["31/7/2020", "", "Lập danh mục mỏ", "Vụ KH và KT"]],
        heads=heads,
        above=[["BẢNG GIAO VIỆC"], [], ["(kèm theo công văn)"]],
    )
    batch = a_batch(data)

    assert batch.columns == {"title": 2, "lead": 3, "coordinating": 1, "due": 0}


def test_columns_that_are_not_recognised_can_be_said() -> None:
    units()
    data = excel([["Lập danh mục mỏ", "Cục Đo lường Mỏ", "x"]], heads=("A1", "B1", "C1"))
    clerk = a_clerk()
    batch = services.bring_table(actor=clerk, data=data, file_name="x.xlsx", now=at(DAY))
    assert batch.columns == {}

    with pytest.raises(ColumnsMissing):
        services.choose_columns(actor=clerk, batch_id=batch.pk, columns={"title": 0}, now=at(DAY))
    services.choose_columns(
        actor=clerk, batch_id=batch.pk, columns={"title": 0, "lead": 1}, now=at(DAY)
    )
    services.check_now(actor=clerk, batch_id=batch.pk, now=at(DAY))

    assert states(batch) == ["good"]


def test_the_same_file_twice_is_one_batch() -> None:
    units()
    data, clerk = excel([a_row()]), a_clerk()
    first = imported(a_batch(data, clerk=clerk))

    again = services.bring_table(actor=clerk, data=data, file_name="again.xlsx", now=at(DAY))

    assert again == first
    assert Batch.objects.count() == 1


def test_the_same_row_in_another_file_or_twice_in_one_changes_nothing() -> None:
    units()
    imported(a_batch(excel([a_row()])))

    batch = a_batch(excel([a_row(number=7), a_row("Việc khác"), a_row("việc khác")]))

    assert states(batch) == ["same", "good", "same"]
    imported(batch)
    assert Task.objects.count() == 2


def test_a_row_that_says_a_task_assigned_by_hand_is_that_task() -> None:
    first, _second = units()
    a_task(
        title="Rà soát số liệu khai thác quý II",
        lead=first,
        assigned_on=date(2020, 7, 1),
        due_on=date(2020, 7, 31),
    )
    batch = a_batch(excel([a_row()]))

    assert states(batch) == ["same"]


def test_a_wrong_row_says_why_and_keeps_no_other_back() -> None:
    units()
    data = excel(
        [
            a_row("", number=1),
            a_row("Việc hai", "", number=2),
            a_row("Việc ba", due="bao giờ xong thì xong hẳn", number=3),
            a_row("Việc bốn", due="30/06/2020", number=4),
            a_row("Việc năm", "Ban Quản lý Sao Hỏa", number=5),
            a_row("Việc sáu", number=6),
        ]
    )
    batch = imported(a_batch(data))

    assert states(batch) == ["wrong"] * 5 + ["done"]
    assert all(row.problems for row in Row.objects.filter(state="wrong"))
    assert Task.objects.get().title == "Việc sáu"


def test_a_unit_that_is_not_known_can_be_chosen_for_all_its_rows() -> None:
    first, _second = units()
    clerk = a_clerk()
    data = excel([a_row(f"Việc {n}", "Tổ Giúp việc", number=n) for n in (1, 2)])
    batch = a_batch(data, clerk=clerk)
    assert states(batch) == ["wrong", "wrong"]

    services.choose_units(
        actor=clerk, batch_id=batch.pk, named={"Tổ Giúp việc": first.pk}, now=at(DAY)
    )
    services.check_now(actor=clerk, batch_id=batch.pk, now=at(DAY))

    assert states(batch) == ["good", "good"]


def test_rows_that_head_a_group_are_passed_by() -> None:
    units()
    data = excel([["I", "LĨNH VỰC KHAI THÁC"], a_row(), [None, "Việc của Cục"]])

    assert states(a_batch(data)) == ["heading", "good", "heading"]


def test_the_document_of_a_row_is_the_one_of_the_register_or_is_registered() -> None:
    units()
    known = a_document(symbol="12/KH-BKD", issued_on=date(2020, 6, 15))
    heads = (*HEADS, "Số ký hiệu", "Ngày văn bản", "Trích yếu")
    data = excel(
        [
            [*a_row("Việc một"), "12/KH-BKD", "15/06/2020", ""],
            [*a_row("Việc hai"), "77/TB-BKD", "20/06/2020", "Kết luận họp tháng 6"],
            [*a_row("Việc ba"), "77/TB-BKD", "20/06/2020", ""],
        ],
        heads=heads,
    )
    imported(a_batch(data))

    one, two, three = Task.objects.order_by("pk")
    new = Document.objects.get(symbol="77/TB-BKD")
    assert one.document == known
    assert (two.document, three.document) == (new, new)
    assert new.subject == "Kết luận họp tháng 6"


def test_an_import_is_one_recorded_act_and_each_person_is_told_once() -> None:
    first, _second = units()
    officer = an_officer(first)
    batch = imported(a_batch(excel(rows(3))))

    assert Entry.objects.filter(verb="importing.imported").count() == 1
    assert Entry.objects.filter(verb="tasks.assigned").count() == 3
    notice = Notice.objects.get(recipient=officer)
    assert (notice.kind, notice.about) == ("importing.imported", f"importing.batch:{batch.pk}")


def test_who_may_not_import_brings_nothing() -> None:
    first, _second = units()
    with pytest.raises(PermissionDenied):
        services.bring_table(
            actor=an_officer(first), data=excel([a_row()]), file_name="x.xlsx", now=at(DAY)
        )
    assert not Batch.objects.exists()


def test_an_import_of_nothing_is_refused() -> None:
    batch = a_batch(excel([a_row()]))  # its unit does not exist

    with pytest.raises(NothingToImport):
        services.start_import(actor=batch.brought_by, batch_id=batch.pk, now=at(DAY))


def test_an_import_that_meets_a_unit_that_is_no_more_stops_and_goes_on_after_a_check() -> None:
    _first, second = units()
    batch = a_batch(excel([a_row(), a_row("Việc hai", "Cục Đo lường Mỏ")]))
    told = row_of(batch, 1)
    told.told["lead_id"] = second.pk + 999
    told.save()

    services.start_import(actor=batch.brought_by, batch_id=batch.pk, now=at(DAY))
    services.import_rows(batch_id=batch.pk)

    batch.refresh_from_db()
    assert batch.state == BatchState.STOPPED
    assert batch.stopped_by
    assert not Task.objects.exists()  # of a portion all or nothing
    services.check_now(actor=batch.brought_by, batch_id=batch.pk, now=at(DAY))
    imported(batch)
    assert Task.objects.count() == 2


# Undoing


def undone(batch: Batch, *, now: datetime | None = None, clerk: User | None = None) -> Batch:
    return services.start_undo(
        actor=clerk or batch.brought_by, batch_id=batch.pk, reason="Nhầm tệp", now=now or at(DAY)
    )


def test_an_import_is_undone_while_nothing_has_happened() -> None:
    units()
    data = excel(rows(3))
    batch = imported(a_batch(data))

    assert undone(batch).state == BatchState.UNDONE

    assert not Task.objects.exists()
    assert not Span.objects.exists()
    assert Entry.objects.filter(verb="tasks.withdrawn").count() == 3
    assert Entry.objects.get(verb="importing.undone").reason == "Nhầm tệp"
    imported(a_batch(data))  # and it can come again
    assert Task.objects.count() == 3


def test_an_import_stays_whole_once_something_happened_to_one_of_its_tasks() -> None:
    units()
    batch = imported(a_batch(excel(rows(3))))
    reported(Task.objects.order_by("pk")[1], on=DAY + timedelta(days=1))

    with pytest.raises(SomethingHappened):
        undone(batch, now=at(DAY + timedelta(days=2)))
    assert Task.objects.count() == 3


def test_what_the_import_itself_reported_does_not_keep_it() -> None:
    units()
    heads = (*HEADS, "Ngày hoàn thành")
    batch = imported(a_batch(excel([[*a_row(), "02/07/2020"]], heads=heads)))
    assert lead_duty(Task.objects.get()).stage == Stage.CONFIRMED

    assert undone(batch).state == BatchState.UNDONE


def test_a_batch_that_was_imported_cannot_be_put_away() -> None:
    units()
    batch = imported(a_batch(excel([a_row()])))

    with pytest.raises(NotNow):
        services.put_away(actor=batch.brought_by, batch_id=batch.pk, now=at(DAY))


def test_a_batch_that_is_put_away_leaves_its_trace_alone() -> None:
    units()
    batch = a_batch(excel([a_row()]))

    services.put_away(actor=batch.brought_by, batch_id=batch.pk, now=at(DAY))

    assert not Row.objects.exists()
    assert Entry.objects.filter(verb="importing.put-away").exists()
