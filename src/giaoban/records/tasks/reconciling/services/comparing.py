"""Comparing: for each row of theirs the task that it means, and in what the two differ."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.importing.reading import RowReader
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.reconciling import selectors
from giaoban.records.tasks.reconciling.comparing import differences, theirs_of
from giaoban.records.tasks.reconciling.matching import TaskIndex, pair
from giaoban.records.tasks.reconciling.models import Line, Session
from giaoban.records.tasks.reconciling.types import Found, Match, SessionState
from giaoban.records.tasks.types import DutyRole, StatusClass

_OUR_NUMBER = re.compile(r"NV-0*(\d{1,9})", re.IGNORECASE)
_STORED = ["told", "remarks", "found", "task", "score", "candidates", "differences"]
_CUT = ("…", "...")
_AT_A_TIME = 100


def compare_now(*, actor: User, session_id: int, now: datetime) -> Session:
    """Compare here and now, for a command that waits."""
    compare(session_id=session_id, now=now)
    return selectors.visible_sessions(actor=actor, on=timezone.localdate(now)).get(pk=session_id)


@transaction.atomic
def compare(*, session_id: int, now: datetime) -> int:
    """Compare all rows that are not decided; how many there were. Done again it finds the same."""
    session = (
        Session.objects.select_for_update(of=("self",))
        .select_related("brought_by")
        .get(pk=session_id)
    )
    if session.state != SessionState.COMPARING:
        return 0
    today = timezone.localdate(now)
    reader = RowReader(columns=session.columns, assigned_on=session.as_of, today=today)
    lines = list(session.lines.filter(choice="").order_by("number"))
    for line in lines:
        _read(line, reader, session.columns)
    index = TaskIndex(selectors.our_tasks(actor=session.brought_by, on=today))
    found = {line.pk: index.matches(theirs_of(line.told)) for line in lines if line.told["title"]}
    _settle(lines, found, pair(found))
    look_for_differences(session, lines, now=now)
    Line.objects.bulk_create(
        lines,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_STORED,
        batch_size=_AT_A_TIME,
    )
    session.state = SessionState.OPEN
    session.save(update_fields=["state"])
    return len(lines)


def _read(line: Line, reader: RowReader, columns: Mapping[str, int]) -> None:
    """The plain values of a row. What would be wrong with a new task is none of it."""
    reading = reader.read(line.cells)
    words = {
        name: " ".join(line.cells[place].split()) if place < len(line.cells) else ""
        for name, place in columns.items()
    }
    told: dict[str, Any] = {
        "title": "",
        "symbol": "",
        "lead_id": None,
        "due_on": None,
        "done_on": None,
        **reading.told,
    }
    number = _OUR_NUMBER.search(words.get("number", ""))
    told |= {
        "is_cut": told["title"].endswith(_CUT),
        "number": int(number[1]) if number else None,
        "lead": words.get("lead", ""),
        "status": words.get("status", ""),
        "has_due": bool(words.get("due")),
    }
    line.told = told
    line.remarks = reading.remarks


def _settle(
    lines: Iterable[Line], found: Mapping[int, Sequence[Match]], pairs: Mapping[int, Match]
) -> None:
    for line in lines:
        matches = found.get(line.pk, ())
        match = pairs.get(line.pk)
        line.task_id = match.task_id if match else None
        line.score = round(match.score * 100) if match else 0
        line.candidates = [[each.task_id, round(each.score * 100)] for each in matches]
        line.found = Found.SEVERAL if matches else Found.NONE


def look_for_differences(session: Session, lines: Iterable[Line], *, now: datetime) -> None:
    """Hold each row against the lead duty of its task as it stood on the day of the export."""
    matched = {line.task_id: line for line in lines if line.task_id}
    day = min(session.as_of, timezone.localdate(now))
    names = organisations.unit_names(on=timezone.localdate(now))
    spans = Span.objects.filter(task__in=matched, role=DutyRole.LEAD, valid_to=None)
    for span in spans.with_class(day):
        status = StatusClass(span.status)  # type: ignore[attr-defined]  # annotated
        line = matched[span.task_id]
        line.differences = differences(line.told, span, status, names)
        line.found = Found.DIFFERS if line.differences else Found.SAME
