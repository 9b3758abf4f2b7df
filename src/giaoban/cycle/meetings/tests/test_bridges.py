"""Bridges: tested, faulty and well again; the roll that each takes itself."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.cycle.meetings.bridges import services
from giaoban.cycle.meetings.bridges.selectors import bridges_of
from giaoban.cycle.meetings.models import Bridge, Meeting
from giaoban.cycle.meetings.preparing.selectors import Keeping, checklist
from giaoban.cycle.meetings.tests.build import DAY, OPENED, PREPARED, Agency, a_bridge
from giaoban.cycle.meetings.types import (
    BridgeKnown,
    FaultKind,
    FaultOver,
    ItemInUse,
    RollConfirmed,
    RollMissing,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return Agency()


@pytest.fixture
def meeting(agency: Agency) -> Meeting:
    return agency.meeting()


@pytest.fixture
def bridge(agency: Agency, meeting: Meeting) -> Bridge:
    return a_bridge(agency, meeting, unit=agency.telecom)


def test_a_bridge_has_its_name_once(agency: Agency, meeting: Meeting, bridge: Bridge) -> None:
    with pytest.raises(BridgeKnown):
        a_bridge(agency, meeting, name=bridge.name)


def test_the_unit_of_a_bridge_keeps_it_and_no_other_does(agency: Agency, bridge: Bridge) -> None:
    agency.invited(bridge.meeting)
    services.note_test(
        actor=agency.head,
        bridge_id=bridge.pk,
        picture=True,
        sound=True,
        delay_ms=80,
        loss_percent=Decimal("0.5"),
        now=PREPARED,
    )
    with pytest.raises(PermissionDenied):
        services.note_test(
            actor=agency.other_head, bridge_id=bridge.pk, picture=True, sound=True, now=PREPARED
        )


@pytest.mark.parametrize(("minutes_before", "expected"), [(60, Keeping.KEPT), (59, Keeping.BROKEN)])
def test_each_line_is_tested_an_hour_before(
    agency: Agency, meeting: Meeting, bridge: Bridge, minutes_before: int, expected: Keeping
) -> None:
    other = a_bridge(agency, meeting, name="Huế")
    for each in (bridge, other):
        services.note_test(
            actor=agency.clerk,
            bridge_id=each.pk,
            picture=True,
            sound=True,
            now=OPENED - timedelta(minutes=minutes_before),
        )

    check = checklist(meeting, now=OPENED)[2]

    assert check.keeping == expected


def test_a_test_without_sound_does_not_count(
    agency: Agency, meeting: Meeting, bridge: Bridge
) -> None:
    a_bridge(agency, meeting, name="Huế")
    services.note_test(
        actor=agency.clerk, bridge_id=bridge.pk, picture=True, sound=False, now=PREPARED
    )
    lines = {line.bridge.pk: line for line in bridges_of(meeting, actor=agency.clerk, on=DAY)}

    assert not lines[bridge.pk].in_time


def test_one_room_has_no_line_to_test(meeting: Meeting, bridge: Bridge) -> None:
    assert bridge.meeting == meeting
    assert len(checklist(meeting, now=PREPARED)) == 2


def test_a_fault_is_known_once_until_it_is_over(agency: Agency, bridge: Bridge) -> None:
    told: dict[str, Any] = {
        "actor": agency.clerk,
        "bridge_id": bridge.pk,
        "kind": FaultKind.NO_SOUND,
    }
    first = services.report_fault(now=PREPARED, **told)

    assert services.report_fault(now=OPENED, **told) == first
    services.end_fault(actor=agency.clerk, fault_id=first.pk, now=OPENED)
    with pytest.raises(FaultOver):
        services.end_fault(actor=agency.clerk, fault_id=first.pk, now=OPENED)
    assert services.report_fault(now=OPENED, **told) != first


def test_names_on_the_roll_are_counted(agency: Agency, bridge: Bridge) -> None:
    services.take_roll(
        actor=agency.clerk,
        bridge_id=bridge.pk,
        attending=None,
        names="Hoàng Mơ\n\n Ngô  Phú ",
        now=OPENED,
    )
    bridge.refresh_from_db()

    assert (bridge.attending, bridge.names) == (2, "Hoàng Mơ\nNgô Phú")


def test_a_roll_is_taken_by_the_bridge_and_confirmed_by_who_runs_the_meeting(
    agency: Agency, bridge: Bridge
) -> None:
    agency.opened(bridge.meeting)
    told: dict[str, Any] = {"bridge_id": bridge.pk, "now": OPENED}
    with pytest.raises(RollMissing):
        services.confirm_roll(actor=agency.secretary, **told)
    services.take_roll(actor=agency.head, attending=9, names="", **told)
    with pytest.raises(PermissionDenied):
        services.confirm_roll(actor=agency.head, **told)
    services.confirm_roll(actor=agency.secretary, **told)

    with pytest.raises(RollConfirmed):
        services.take_roll(actor=agency.head, attending=10, names="", **told)


def test_a_bridge_stays_once_the_meeting_has_begun(agency: Agency, bridge: Bridge) -> None:
    agency.opened(bridge.meeting)
    with pytest.raises(ItemInUse):
        services.remove_bridge(actor=agency.clerk, bridge_id=bridge.pk, now=OPENED)


def test_what_happens_at_a_bridge_makes_every_page_of_the_floor_look_again(
    agency: Agency, meeting: Meeting, bridge: Bridge
) -> None:
    before = meeting.floor.version
    services.report_fault(actor=agency.clerk, bridge_id=bridge.pk, kind=FaultKind.LOST, now=OPENED)
    meeting.floor.refresh_from_db()

    assert meeting.floor.version > before
