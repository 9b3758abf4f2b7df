"""Whatever may happen to duties, the services store what the events come to."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from giaoban.ground.accounts.models import User
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks import services
from giaoban.records.tasks.models import Duty, Span
from giaoban.records.tasks.services.happening import hand_over
from giaoban.records.tasks.tests.build import a_clerk, an_officer, at, lead_duty
from giaoban.records.tasks.tests.histories import Told, histories
from giaoban.records.tasks.types import EventKind, TaskRefusal

K = EventKind


class Rebuilding(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def test_rebuilding_after_any_history_changes_nothing(self, data: st.DataObject) -> None:
        clerk, units = a_clerk(), [a_unit() for _ in range(3)]
        officers = {unit.pk: an_officer(unit) for unit in units}
        told = data.draw(histories(units=tuple(officers)))

        duty = live(told, clerk, officers)
        stored = list(Span.objects.values())

        assert services.rebuild_spans() == 0
        assert list(Span.objects.values()) == stored
        assert Duty.objects.get().stage == duty.stage


def live(told: list[Told], clerk: User, officers: dict[int, User]) -> Duty:
    """Let a history happen through the services; what they refuse does not happen."""
    first = told[0]
    assert first.unit_id
    task = services.assign_task(
        actor=clerk,
        now=at(first.on),
        title="Tổng hợp ý kiến",
        lead_id=first.unit_id,
        due_on=first.due_on,
    )
    duty = lead_duty(task)
    for event in told[1:]:
        try:
            duty = step(duty, event, clerk, officers)
        except TaskRefusal:
            continue
    return duty


BY_THE_UNIT = {
    K.ACKNOWLEDGED: services.acknowledge_duty,
    K.DECLINED: services.decline_duty,
    K.PROGRESS: services.note_progress,
    K.DIFFICULTY: services.raise_difficulty,
    K.REPORTED: services.report_result,
}
BY_THE_OFFICE: dict[EventKind, Any] = {
    K.KEPT: services.keep_duty,
    K.EXTENDED: services.grant_extension,
    K.EXTENSION_REFUSED: services.refuse_extension,
    K.REOPENED: services.reopen_duty,
    K.CONFIRMED: services.confirm_result,
    K.RETURNED: services.return_result,
    K.SUSPENDED: services.suspend_duty,
    K.RESUMED: services.resume_duty,
    K.DEADLINE_CHANGED: services.change_deadline,
    K.TRANSFERRED: services.transfer_duty,
}


def step(duty: Duty, event: Told, clerk: User, officers: dict[int, User]) -> Duty:
    now, note = at(event.on), "Theo ý kiến chỉ đạo"
    unit_id = Span.objects.get(duty=duty, valid_to=None).unit_id
    if service := BY_THE_UNIT.get(event.kind):
        return service(actor=officers[unit_id], duty_id=duty.pk, now=now, note=note)
    if event.kind == K.EXTENSION_ASKED:
        assert event.due_on
        services.ask_extension(
            actor=officers[unit_id], duty_id=duty.pk, now=now, note=note, due_on=event.due_on
        )
        return Duty.objects.get(pk=duty.pk)
    if service := BY_THE_OFFICE.get(event.kind):
        what = {"unit_id": event.unit_id, "due_on": event.due_on}
        given = {name: value for name, value in what.items() if value}
        service(actor=clerk, duty_id=duty.pk, now=now, note=note, **given)
        return Duty.objects.get(pk=duty.pk)
    if event.kind == K.HANDED_OVER:
        assert event.unit_id
        hand_over(duty, actor=clerk, unit_id=event.unit_id, now=now, note=note)
        return duty
    services.cancel_task(actor=clerk, task_id=duty.task_id, now=now, note=note)
    return Duty.objects.get(pk=duty.pk)
