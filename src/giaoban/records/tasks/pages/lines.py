"""A duty in a list: what holds of it on a day, in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from giaoban.ground.accounts.models import User
from giaoban.ground.platform.requests import remembered
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Field
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.types import DutyRole, StatusClass
from giaoban.records.tasks.wording import standing


@dataclass(frozen=True)
class Line:
    """A duty in a list."""

    span: Span
    status: StatusClass
    unit: str
    words: str
    field: str = ""
    officer: str = ""

    @property
    def is_late(self) -> bool:
        return self.status == StatusClass.OPEN_OVERDUE

    @property
    def role(self) -> str:
        return str(DutyRole(self.span.role).label)


def lines_of(spans: Collection[Span], *, names: Mapping[int, str], day: date) -> list[Line]:
    """Spans of a list as its rows; they come with their class.

    Fields, and the people who follow, are looked up once for all rows, where any row has one.
    """
    any_field = any(span.task.field_id for span in spans)
    fields = {field.pk: field.name for field in fields_known()} if any_field else {}
    wanted = frozenset(span.task.followed_by_id for span in spans if span.task.followed_by_id)
    officers = _people(wanted) if wanted else {}
    return [
        Line(
            span,
            status := StatusClass(span.status),  # type: ignore[attr-defined]  # annotated
            names[span.unit_id],
            standing(span, status, day),
            fields.get(span.task.field_id or 0, ""),
            officers.get(span.task.followed_by_id or 0, ""),
        )
        for span in spans
    ]


def fields_known() -> list[Field]:
    """All fields in their order, read once for a page."""
    return remembered("tasks.fields", lambda: list(organisations.fields()))


def _people(wanted: frozenset[int]) -> dict[int, str]:
    return remembered(("tasks.followers", wanted), partial(_names_of, wanted))


def _names_of(wanted: frozenset[int]) -> dict[int, str]:
    return {person.pk: str(person) for person in User.objects.filter(pk__in=wanted)}
