"""Reading bridges: how each line was tested, what is wrong, who is there."""

from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.cycle.meetings import policies
from giaoban.cycle.meetings.models import Bridge, Fault, LineTest, Meeting
from giaoban.cycle.meetings.types import MINUTES_BEFORE
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations


@dataclass(frozen=True)
class Line:
    """A bridge with its last test, its open faults and whether the line was tested in time."""

    bridge: Bridge
    unit: str
    test: LineTest | None
    in_time: bool
    faults: tuple[Fault, ...]
    may_keep: bool


def bridges_of(meeting: Meeting, *, actor: User, on: date) -> list[Line]:
    names = organisations.unit_names(on=on)
    scope = organisations.scope_of(actor=actor, on=on)
    runs = bool(policies.may_run(actor, meeting, on=on))
    until = meeting.starts_at - timedelta(minutes=MINUTES_BEFORE)
    lines = []
    for bridge in meeting.bridges.prefetch_related("tests", "faults"):
        tests = list(bridge.tests.all())
        lines.append(
            Line(
                bridge=bridge,
                unit=names[bridge.unit_id] if bridge.unit_id else "",
                test=tests[0] if tests else None,
                in_time=any(test.passed and test.at <= until for test in tests),
                faults=tuple(each for each in bridge.faults.all() if each.until is None),
                may_keep=runs or bridge.unit_id in scope.speaks_for,
            )
        )
    return lines
