"""What several services ask of what they are told, and refuse."""

from datetime import datetime

from django.utils import timezone

from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.types import ReasonMissing, UnitNotInForce


def reason_in(note: str) -> str:
    """The reason, without what surrounds it. Raises ReasonMissing where there is none."""
    if not note.strip():
        raise ReasonMissing
    return note.strip()


def unit_in_force(unit_id: int, now: datetime) -> None:
    """Raises UnitNotInForce for a unit that does not exist on the day."""
    if not organisations.units_on(on=timezone.localdate(now)).filter(unit=unit_id).exists():
        raise UnitNotInForce
