from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.ground.audit.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.records.organisations.tests.build import a_charge, a_field, a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks import services as tasks_services
from giaoban.records.tasks.handing_over import selectors, services
from giaoban.records.tasks.handing_over.models import Handover
from giaoban.records.tasks.handing_over.tests.build import (
    ASSIGNED,
    DAY,
    Change,
    person_parties,
    sides,
)
from giaoban.records.tasks.handing_over.types import (
    AlreadyBeingHandedOver,
    AlreadySigned,
    Figures,
    GiverReceives,
    GiverSignsFirst,
    How,
    MinutesMissing,
    NothingToHandOver,
    NotToBeSigned,
    Part,
    PreviewOutdated,
    ReasonMissing,
    ReceiverNotInForce,
    ReceiverUnknown,
    SomethingHappenedSince,
    State,
)
from giaoban.records.tasks.models import Duty, Span
from giaoban.records.tasks.tests.build import a_user, at, confirmed, lead_duty, reported
from giaoban.records.tasks.types import Axis, EventKind, Share, Stage, StatusClass

pytestmark = pytest.mark.django_db


def held(duty: Duty) -> Span:
    return Span.objects.get(duty=duty, valid_to=None)


# What passes


def test_once_both_sides_have_signed_every_open_duty_has_passed() -> None:
    change = Change()
    open_one, done = change.task(), confirmed(change.task(), on=date(2025, 6, 20))

    handover = change.sign(change.prepare([change.first], [change.third]))

    assert handover.state == State.DONE
    assert held(lead_duty(open_one)).unit_id == change.third.pk
    assert held(lead_duty(done)).unit_id == change.first.pk


def test_before_the_last_signature_nothing_has_passed() -> None:
    change = Change()
    task = change.task()
    handover = change.prepare([change.first], [change.third])
    (giver,) = sides(handover, Part.GIVER)

    services.sign_handover(
        actor=change.heads[change.first.pk],
        handover_id=handover.pk,
        side_id=giver.pk,
        now=at(DAY),
    )

    assert held(lead_duty(task)).unit_id == change.first.pk


def test_an_old_lateness_stays_visible_at_the_unit_that_receives() -> None:
    change = Change()
    late = change.task(due_on=date(2025, 6, 10))

    change.sign(change.prepare([change.first], [change.third]))

    span = Span.objects.with_class(DAY).get(duty=lead_duty(late), valid_to=None)
    assert (span.due_on, span.original_due_on) == (date(2025, 6, 10), date(2025, 6, 10))
    assert span.status == StatusClass.OPEN_OVERDUE  # type: ignore[attr-defined]  # annotated


def test_a_result_that_awaits_confirmation_still_does() -> None:
    change = Change()
    task = reported(change.task(), on=date(2025, 6, 20))

    change.sign(change.prepare([change.first], [change.third]))
    tasks_services.confirm_result(
        actor=change.clerk, duty_id=lead_duty(task).pk, now=at(DAY + timedelta(days=3))
    )

    span = held(lead_duty(task))
    assert (span.unit_id, span.completed_on) == (change.third.pk, date(2025, 6, 20))


def test_a_suspended_duty_passes_and_goes_on_where_it_was() -> None:
    change = Change()
    duty = lead_duty(change.task())
    tasks_services.suspend_duty(
        actor=change.clerk, duty_id=duty.pk, now=at(date(2025, 6, 20)), note="Chờ vốn"
    )

    change.sign(change.prepare([change.first], [change.third]))
    tasks_services.resume_duty(actor=change.clerk, duty_id=duty.pk, now=at(DAY, 15))

    duty.refresh_from_db()
    assert (duty.stage, held(duty).unit_id) == (Stage.ASSIGNED, change.third.pk)


def test_coordinating_duties_pass_as_well() -> None:
    change = Change()
    task = change.task(change.second, coordinating=[Share(change.first.pk)])

    change.sign(change.prepare([change.first], [change.third]))

    units = Span.objects.filter(task=task, valid_to=None).values_list("unit", flat=True)
    assert set(units) == {change.second.pk, change.third.pk}


def test_totals_before_and_after_are_equal_and_kept() -> None:
    change = Change()
    change.task()
    change.task(due_on=date(2025, 6, 10))
    confirmed(change.task(), on=date(2025, 6, 20))
    change.task(change.third)

    handover = change.sign(change.prepare([change.first], [change.third]))

    figures = Figures(**handover.figures)
    before, after = figures.sums
    assert before == after
    assert {status: count for status, count in after.items() if count} == {
        "open_in_time": 2,
        "open_overdue": 1,
        "done_on_time": 1,
    }
    assert figures.after[str(change.first.pk)] == {"done_on_time": 1}  # type: ignore[index]  # JSON


def test_the_score_card_of_the_day_before_still_shows_the_old_unit() -> None:
    change = Change()
    change.task()

    change.sign(change.prepare([change.first], [change.third]))

    eve = DAY - timedelta(days=1)
    by_unit = {
        day: [
            row.key
            for row in tasks.score_card(
                actor=change.clerk, on=DAY, as_of=day, days=None, by=Axis.UNIT
            ).rows
        ]
        for day in (eve, DAY)
    }
    assert by_unit == {eve: [change.first.pk], DAY: [change.third.pk]}


# To whom


def test_a_split_passes_by_field_what_a_receiver_is_in_charge_of() -> None:
    change = Change()
    telecom = a_field()
    a_charge(unit=change.third, field=telecom)
    of_field, other = change.task(field_id=telecom.pk), change.task()

    change.sign(change.prepare([change.first], [change.second, change.third], how=How.FIELD))

    assert held(lead_duty(of_field)).unit_id == change.third.pk
    assert held(lead_duty(other)).unit_id == change.second.pk


def test_a_receiver_chosen_by_hand_gets_the_duty() -> None:
    change = Change()
    duty = lead_duty(change.task())

    change.sign(
        change.prepare(
            [change.first], [change.second, change.third], chosen={duty.pk: change.third.pk}
        )
    )

    assert held(duty).unit_id == change.third.pk


def test_a_unit_that_does_not_receive_cannot_be_chosen() -> None:
    change = Change()
    duty = lead_duty(change.task())

    with pytest.raises(ReceiverUnknown):
        change.prepare([change.first], [change.second], chosen={duty.pk: change.third.pk})


def test_several_units_hand_over_to_the_one_they_merge_into() -> None:
    change = Change()
    tasks_of = [change.task(change.first), change.task(change.second)]
    succession, new = change.merge(change.first, change.second)

    parties = selectors.parties_of_succession(succession, on=DAY)
    handover = services.prepare_handover(
        actor=change.clerk,
        parties=parties,
        minutes="3/BB",
        day=DAY,
        now=at(DAY),
        succession=succession,
    )
    change.sign(handover)

    assert {held(lead_duty(task)).unit_id for task in tasks_of} == {new.pk}


def test_a_succession_asks_for_a_handover_until_nothing_open_is_left() -> None:
    change = Change()
    change.task()
    succession, new = change.merge(change.first, change.second)
    assert selectors.successions_to_hand_over(on=DAY) == [(succession, 1)]

    change.sign(change.prepare([change.first, change.second], [new]))

    assert selectors.successions_to_hand_over(on=DAY) == []


# Between persons


def test_the_next_head_follows_what_the_one_before_assigned() -> None:
    change = Change()
    task = change.task()
    follower = an_appointment(post=Post.OFFICER).user
    handover = services.prepare_handover(
        actor=change.clerk,
        parties=person_parties(change.clerk, follower),
        minutes="5/BB",
        day=DAY,
        now=at(DAY),
    )
    for side, person in zip(sides(handover), (change.clerk, follower), strict=True):
        services.sign_handover(actor=person, handover_id=handover.pk, side_id=side.pk, now=at(DAY))

    task.refresh_from_db()
    assert task.followed_by == follower
    assert task in tasks.visible_tasks(actor=follower, on=DAY)
    reported(task, on=DAY)
    assert Notice.objects.filter(recipient=follower, kind="tasks.reported").exists()


def test_duties_of_the_unit_stay_and_their_history_tells_the_change_of_heads() -> None:
    change = Change()
    duty = lead_duty(change.task())
    old = change.heads[change.first.pk]
    new = an_appointment(unit=change.first, post=Post.HEAD).user
    handover = services.prepare_handover(
        actor=old,
        parties=person_parties(old, new, change.first),
        minutes="6/BB",
        day=DAY,
        now=at(DAY),
    )
    for side, person in zip(sides(handover), (old, new), strict=True):
        services.sign_handover(actor=person, handover_id=handover.pk, side_id=side.pk, now=at(DAY))

    last = duty.events.last()
    assert last is not None
    assert (last.kind, last.note) == (EventKind.HANDED_OVER, "6/BB, 01/07/2025")
    assert held(duty).unit_id == change.first.pk
    assert Span.objects.filter(duty=duty).count() == 1


# Signing


def test_who_receives_signs_after_who_hands_over() -> None:
    change = Change()
    change.task()
    handover = change.prepare([change.first], [change.third])
    (receiver,) = sides(handover, Part.RECEIVER)

    with pytest.raises(GiverSignsFirst):
        services.sign_handover(
            actor=change.heads[change.third.pk],
            handover_id=handover.pk,
            side_id=receiver.pk,
            now=at(DAY),
        )


def test_only_the_head_signs_for_a_unit() -> None:
    change = Change()
    change.task()
    handover = change.prepare([change.first], [change.third])
    (giver,) = sides(handover, Part.GIVER)
    others = [
        change.clerk,
        change.administrator,
        change.heads[change.third.pk],
        an_appointment(unit=change.first, post=Post.OFFICER).user,
    ]

    for person in others:
        with pytest.raises(PermissionDenied):
            services.sign_handover(
                actor=person, handover_id=handover.pk, side_id=giver.pk, now=at(DAY)
            )


def test_an_administrator_signs_for_a_closed_unit_with_the_reason() -> None:
    change = Change()
    change.task()
    _, new = change.merge(change.first, change.second)
    handover = change.prepare([change.first], [new])
    (giver,) = sides(handover, Part.GIVER)
    asked: dict[str, Any] = {
        "actor": change.administrator,
        "handover_id": handover.pk,
        "side_id": giver.pk,
    }

    with pytest.raises(ReasonMissing):
        services.sign_handover(**asked, now=at(DAY))
    services.sign_handover(**asked, now=at(DAY), reason="Đơn vị đã giải thể")

    giver.refresh_from_db()
    assert (giver.signed_by, giver.reason) == (change.administrator, "Đơn vị đã giải thể")


def test_a_side_signs_once() -> None:
    change = Change()
    change.task()
    handover = change.prepare([change.first], [change.third])
    (giver,) = sides(handover, Part.GIVER)
    asked: dict[str, Any] = {
        "actor": change.heads[change.first.pk],
        "handover_id": handover.pk,
        "side_id": giver.pk,
        "now": at(DAY),
    }
    services.sign_handover(**asked)

    with pytest.raises(AlreadySigned):
        services.sign_handover(**asked)


def test_what_is_done_is_not_signed_again() -> None:
    change = Change()
    change.task()
    handover = change.sign(change.prepare([change.first], [change.third]))

    with pytest.raises(NotToBeSigned):
        change.sign(handover)


# What happens between preview and signing


def test_an_event_after_the_preview_stops_the_signature_and_is_named() -> None:
    change = Change()
    task, quiet = change.task(), change.task()
    handover = change.prepare([change.first], [change.third])
    tasks_services.change_deadline(
        actor=change.clerk,
        duty_id=lead_duty(task).pk,
        due_on=date(2025, 8, 1),
        now=at(DAY, 10),
        note="Xin gia hạn",
    )

    with pytest.raises(PreviewOutdated) as refused:
        change.sign(handover, hour=11)

    assert [each.number for each in refused.value.changes] == [task.number]
    assert held(lead_duty(quiet)).unit_id == change.first.pk
    assert not handover.sides.exclude(signed_at=None).exists()


def test_a_task_assigned_after_the_preview_is_named() -> None:
    change = Change()
    change.task()
    handover = change.prepare([change.first], [change.third])
    new = change.task(assigned_on=DAY)

    with pytest.raises(PreviewOutdated) as refused:
        change.sign(handover)

    assert [each.number for each in refused.value.changes] == [new.number]


def test_a_new_preview_keeps_what_was_chosen_and_asks_everybody_to_sign_again() -> None:
    change = Change()
    duty = lead_duty(change.task())
    handover = change.prepare(
        [change.first], [change.second, change.third], chosen={duty.pk: change.third.pk}
    )
    new = change.task(assigned_on=DAY)

    services.renew_handover(actor=change.clerk, handover_id=handover.pk, now=at(DAY, 10))
    change.sign(handover, hour=11)

    assert held(duty).unit_id == change.third.pk
    assert held(lead_duty(new)).unit_id == change.second.pk


# Preparing


def test_a_head_prepares_for_the_own_unit_and_for_no_other() -> None:
    change = Change()
    change.task(change.first)
    change.task(change.second)
    head = change.heads[change.first.pk]

    change.prepare([change.first], [change.third], actor=head)

    with pytest.raises(PermissionDenied):
        change.prepare([change.second], [change.third], actor=head)


def test_without_a_number_of_minutes_nothing_is_prepared() -> None:
    change = Change()
    change.task()

    with pytest.raises(MinutesMissing):
        change.prepare([change.first], [change.third], minutes=" ")


def test_a_unit_with_nothing_open_hands_nothing_over() -> None:
    change = Change()

    with pytest.raises(NothingToHandOver):
        change.prepare([change.first], [change.third])


def test_nobody_hands_over_to_themselves() -> None:
    change = Change()
    change.task()

    with pytest.raises(GiverReceives):
        change.prepare([change.first], [change.first])


def test_a_unit_that_is_no_more_receives_nothing() -> None:
    change = Change()
    change.task()
    gone = a_unit(valid_to=date(2024, 1, 1))

    with pytest.raises(ReceiverNotInForce):
        change.prepare([change.first], [gone])


def test_somebody_who_serves_nowhere_receives_nothing() -> None:
    change = Change()
    change.task()

    with pytest.raises(ReceiverNotInForce):
        services.prepare_handover(
            actor=change.clerk,
            parties=person_parties(change.clerk, a_user()),
            minutes="1",
            day=DAY,
            now=at(DAY),
        )


def test_what_waits_in_one_handover_cannot_stand_in_another() -> None:
    change = Change()
    change.task()
    change.prepare([change.first], [change.third])

    with pytest.raises(AlreadyBeingHandedOver):
        change.prepare([change.first], [change.second])


def test_a_withdrawn_handover_makes_room_for_another() -> None:
    change = Change()
    change.task()
    first = change.prepare([change.first], [change.third])

    services.withdraw_handover(actor=change.clerk, handover_id=first.pk, now=at(DAY))

    assert change.prepare([change.first], [change.second]).state == State.SIGNING


# Undoing


def test_an_undone_handover_gives_everything_back_as_it_was() -> None:
    change = Change()
    duty = lead_duty(change.task())
    handover = change.sign(change.prepare([change.first], [change.third]))

    services.undo_handover(
        actor=change.clerk, handover_id=handover.pk, reason="Nhầm đơn vị", now=at(DAY, 15)
    )

    assert held(duty).unit_id == change.first.pk
    handover.refresh_from_db()
    assert handover.state == State.UNDONE


def test_after_the_first_later_event_it_stays() -> None:
    change = Change()
    task = change.task()
    handover = change.sign(change.prepare([change.first], [change.third]))
    tasks_services.acknowledge_duty(
        actor=change.heads[change.third.pk], duty_id=lead_duty(task).pk, now=at(DAY, 11)
    )

    with pytest.raises(SomethingHappenedSince) as refused:
        services.undo_handover(
            actor=change.clerk, handover_id=handover.pk, reason="Nhầm", now=at(DAY, 15)
        )

    assert task.number in str(refused.value)
    assert held(lead_duty(task)).unit_id == change.third.pk


def test_undoing_needs_the_right_and_a_reason() -> None:
    change = Change()
    change.task()
    handover = change.sign(change.prepare([change.first], [change.third]))

    with pytest.raises(PermissionDenied):
        services.undo_handover(
            actor=change.heads[change.first.pk],
            handover_id=handover.pk,
            reason="Nhầm",
            now=at(DAY, 15),
        )
    with pytest.raises(ReasonMissing):
        services.undo_handover(
            actor=change.clerk, handover_id=handover.pk, reason=" ", now=at(DAY, 15)
        )


# Who is told, who sees


def test_those_are_told_whose_turn_it_is_to_sign() -> None:
    change = Change()
    change.task()

    change.prepare([change.first], [change.third])

    told = Notice.objects.filter(kind="handing_over.to-sign").values_list("recipient", flat=True)
    assert list(told) == [change.heads[change.first.pk].pk]


def test_one_notice_tells_of_all_duties_and_the_trail_of_each_task_tells_it_too() -> None:
    change = Change()
    for _ in range(3):
        change.task()

    change.sign(change.prepare([change.first], [change.third]))

    head = change.heads[change.third.pk]
    assert Notice.objects.filter(recipient=head, kind="tasks.handed_over").count() == 0
    assert Entry.objects.filter(verb="tasks.handed_over").count() == 3
    assert Entry.objects.filter(verb="handing_over.done").count() == 1


def test_a_handover_of_others_is_not_there() -> None:
    change = Change()
    change.task()
    change.prepare([change.first], [change.third])

    def seen_by(unit_id: int) -> int:
        return selectors.visible_handovers(actor=change.heads[unit_id], on=DAY).count()

    assert seen_by(change.first.pk) == seen_by(change.third.pk) == 1
    assert seen_by(change.second.pk) == 0
    assert Handover.objects.filter(day__gte=ASSIGNED).count() == 1
