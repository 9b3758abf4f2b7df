"""What the papers about single tasks put into the braces of their templates."""

from datetime import date
from typing import Any

from giaoban.kit.paper.clean import balanced, clean, cleaned
from giaoban.kit.paper.decree30 import count, day
from giaoban.kit.paper.task_papers import (
    AssignmentSlip,
    FollowedRow,
    FollowUpRegister,
    LateRow,
    LateUnit,
    OverdueList,
    SlipShare,
)

_PORTRAIT_MM = 150.0  # the line of the page, less a little
_LANDSCAPE_MM = 245.0
_NONE = "–"


def of_slip(slip: AssignmentSlip) -> dict[str, Any]:
    return {
        "subject": balanced(slip.subject, _PORTRAIT_MM, 14, bold=True),
        "basis": clean(slip.basis),
        "work": clean(slip.work),
        "who": clean(slip.who),
        "deadline": clean(slip.deadline),
        "responsibility": clean(slip.responsibility),
        "product": clean(slip.product),
        "authority": clean(slip.authority),
        "deadline_told": cleaned(slip.deadline_told),
        "shares": [_share(share) for share in slip.shares],
        "receiver": clean(slip.receiver),
        "received": clean(slip.received),
    }


def of_register(register: FollowUpRegister) -> dict[str, Any]:
    return {
        "subject": balanced(register.subject, _LANDSCAPE_MM, 14, bold=True),
        "whose": clean(register.whose),
        "as_of": day(register.as_of),
        "rows": [_followed(row) for row in register.rows],
    }


def of_overdue_list(overdue: OverdueList) -> dict[str, Any]:
    return {
        "subject": balanced(overdue.subject, _LANDSCAPE_MM, 14, bold=True),
        "as_of": day(overdue.as_of),
        "measure": clean(overdue.measure),
        "summary": cleaned(overdue.summary),
        "total": count(overdue.total),
        "units": _units(overdue.units),
        "notes": cleaned(overdue.notes),
    }


def _share(share: SlipShare) -> dict[str, str]:
    return {
        "unit": clean(share.unit),
        "role": clean(share.role),
        "part": clean(share.part) or _NONE,
        "deadline": clean(share.deadline) or _NONE,
    }


def _followed(row: FollowedRow) -> dict[str, str]:
    return {
        "arrival": clean(row.arrival),
        "document": clean(row.document),
        "unit": clean(row.unit),
        "deadline": clean(row.deadline),
        "progress": clean(row.progress),
        "answer": clean(row.answer),
        "note": clean(row.note),
    }


def _units(units: tuple[LateUnit, ...]) -> list[dict[str, Any]]:
    """Units with their tasks, which are numbered through the whole list."""
    told, before = [], 0
    for unit in units:
        tasks = [_late(row, place) for place, row in enumerate(unit.rows, start=before + 1)]
        before += len(tasks)
        told.append({"name": clean(unit.name), "count": count(len(tasks)), "tasks": tasks})
    return told


def _late(row: LateRow, place: int) -> dict[str, str]:
    return {
        "place": count(place),
        "number": clean(row.number),
        "title": clean(row.title),
        "document": clean(row.document) or _NONE,
        "original_deadline": _day(row.original_deadline),
        "days_original": count(row.days_original) if row.days_original else _NONE,
        "deadline": _day(row.deadline),
        "days": count(row.days) if row.days else _NONE,
        "stage": clean(row.stage),
    }


def _day(of: date | None) -> str:
    return day(of) if of else _NONE
