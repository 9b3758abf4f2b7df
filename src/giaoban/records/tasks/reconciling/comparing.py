"""What a row of theirs and a task of ours say differently. Pure, but for words."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from giaoban.kit.vntext.folding import fold
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.reconciling.types import STATUS_WORDS, Difference, Theirs, What
from giaoban.records.tasks.types import StatusClass


def theirs_of(told: Mapping[str, Any]) -> Theirs:
    """A row as the matching looks at it."""
    return Theirs(
        title=told["title"],
        is_cut=told["is_cut"],
        number=told["number"],
        symbol=told["symbol"],
        unit_id=told["lead_id"],
        due_on=_day(told["due_on"]),
    )


def classes_meant(words: str) -> tuple[StatusClass, ...]:
    """The classes that their words for a status may mean; none where they are not known."""
    said = " ".join("".join(each if each.isalnum() else " " for each in fold(words)).split())
    return next((classes for phrase, classes in STATUS_WORDS if phrase in said), ())


def differences(
    told: Mapping[str, Any], span: Span, status: StatusClass, names: Mapping[int, str]
) -> list[dict[str, str]]:
    """In what the row differs from the lead duty as it stands; what they leave out is no
    difference, but for a deadline that only one side has."""
    found = [
        _due(told, span),
        _unit(told, span, names),
        _status(told, status),
        _done_on(told, span),
    ]
    return [asdict(each) for each in found if each]


def _due(told: Mapping[str, Any], span: Span) -> Difference | None:
    theirs = _day(told["due_on"])
    if not told["has_due"] or theirs in {span.due_on, span.promised_on or span.due_on}:
        return None
    return Difference(What.DUE, _written(span.due_on), _written(theirs))


def _unit(told: Mapping[str, Any], span: Span, names: Mapping[int, str]) -> Difference | None:
    if not told["lead"] or told["lead_id"] == span.unit_id:
        return None
    theirs = names.get(told["lead_id"] or 0) or told["lead"]
    return Difference(What.UNIT, names[span.unit_id], theirs)


def _status(told: Mapping[str, Any], status: StatusClass) -> Difference | None:
    meant = classes_meant(told["status"])
    if not meant or status in meant:
        return None
    return Difference(What.STATUS, str(status.label), told["status"])


def _done_on(told: Mapping[str, Any], span: Span) -> Difference | None:
    theirs = _day(told["done_on"])
    if theirs is None or theirs == span.completed_on:
        return None
    return Difference(What.DONE_ON, _written(span.completed_on), _written(theirs))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _written(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else _("none")
