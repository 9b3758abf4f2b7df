"""The list of tasks: what is asked, found and told above it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.ground.platform.templatetags.figures import period_words
from giaoban.kit.periods.period import NotAPeriod, Period
from giaoban.records.documents import selectors as documents
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Field
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.organisations.successions.types import UnitsNow
from giaoban.records.tasks import policies, selectors
from giaoban.records.tasks.forms import ListForm, in_tree
from giaoban.records.tasks.models import Span, SpanQuerySet
from giaoban.records.tasks.types import DutyRole, Stage, StatusClass, TaskOrder, UnitsAs
from giaoban.records.tasks.wording import CLASSES_OF, head_of_list, standing


@dataclass(frozen=True)
class Line:
    """A duty in a list."""

    span: Span
    status: StatusClass
    unit: str
    words: str

    @property
    def is_late(self) -> bool:
        return self.status == StatusClass.OPEN_OVERDUE


def lines_of(spans: Collection[Span], *, names: Mapping[int, str], day: date) -> list[Line]:
    """Spans of a list as its rows; they come with their class."""
    told = []
    for span in spans:
        status = StatusClass(span.status)  # type: ignore[attr-defined]  # annotated by the selector
        told.append(Line(span, status, names[span.unit_id], standing(span, status, day)))
    return told


class ListPage:
    """What an address asks the list for. What it asks wrongly is said, and narrows nothing."""

    def __init__(self, *, actor: User, on: date, data: Mapping[str, str]) -> None:
        self._actor = actor
        self._on = on
        self.names = successions.names_told_apart(on=on)
        self._fields: list[Field] = list(organisations.fields())
        self.form = ListForm(data, units=self._choices(), fields=self._fields)
        self.form.is_valid()
        self._asked: dict[str, Any] = self.form.cleaned_data

    def _choices(self) -> list[tuple[int | str, str]]:
        """The units of the day in their tree, and after them those that are no more."""
        units = in_tree(organisations.tree_on(on=self._on))
        there = {number for number, _name in units}
        gone = [(number, name) for number, name in self.names.items() if number not in there]
        return units + sorted(gone, key=lambda unit: unit[1])

    @property
    def status(self) -> str:
        return self._asked.get("status") or "all"

    @property
    def as_of(self) -> date:
        return self._asked.get("as_of") or self._on

    @property
    def rows(self) -> int:
        return int(self._asked.get("rows") or 50)

    @property
    def order(self) -> TaskOrder:
        return TaskOrder(self._asked.get("order") or TaskOrder.DUE)

    @cached_property
    def period(self) -> Period | None:
        try:
            return Period.parse(self._asked.get("period") or "")
        except NotAPeriod:
            return None

    @cached_property
    def found(self) -> SpanQuerySet:
        asked = self._asked
        everything = self.status == "all"
        return selectors.task_list(
            actor=self._actor,
            on=self._on,
            as_of=self.as_of,
            days=self.period.days() if self.period else None,
            role=DutyRole(asked["role"]) if asked.get("role") else None,
            statuses=None if everything else CLASSES_OF[self.status],
            stages=[Stage(asked["stage"])] if asked.get("stage") else None,
            unit_ids=self._units(),
            field_id=asked.get("field"),
            document_id=asked.get("source"),
            due_from=asked.get("due_from"),
            due_to=asked.get("due_to"),
            words=asked.get("words") or "",
            order=self.order,
        )

    def _units(self) -> Collection[int] | None:
        if unit := self._asked.get("unit"):
            return self._as_now.all_of(unit) if self._as_now else [unit]
        if self._asked.get("own"):
            return policies.standing_of(self._actor, on=self._on).unit_ids
        return None

    @cached_property
    def _as_now(self) -> UnitsNow | None:
        """The units that stand for others now, where the address asks for them so."""
        if self._asked.get("units") != UnitsAs.NOW:
            return None
        return successions.units_now(on=self._on)

    @property
    def head(self) -> str:
        unit = self.names.get(self._asked.get("unit") or 0, "")
        if not unit and self._asked.get("own"):
            unit = _("your units")
        return head_of_list(
            self.status, unit=unit, period=period_words(self.period), day=self.as_of
        )

    @property
    def narrowed_by(self) -> list[str]:
        """What else the list was narrowed by, in words."""
        asked = self._asked
        told = []
        if asked.get("words"):
            told.append(f"“{asked['words']}”")
        if asked.get("field") is not None:
            named = {field.pk: field.name for field in self._fields}
            told.append(named.get(asked["field"], _("no field")))
        if asked.get("source") is not None:
            told.append(self._source(asked["source"]))
        if asked.get("stage"):
            told.append(str(Stage(asked["stage"]).label))
        if asked.get("unit") and self._as_now and len(self._as_now.all_of(asked["unit"])) > 1:
            told.append(_("with the units it stands for now"))
        if asked.get("due_from"):
            told.append(_("due from %(day)s") % {"day": f"{asked['due_from']:%d/%m/%Y}"})
        if asked.get("due_to"):
            told.append(_("due until %(day)s") % {"day": f"{asked['due_to']:%d/%m/%Y}"})
        return told

    @property
    def is_narrowed_further(self) -> bool:
        """Whether one of the less used filters is in use, so that the page shows them."""
        asked = self._asked
        other_role = (asked.get("role") or "") != DutyRole.LEAD
        return other_role or any(asked.get(name) for name in ("due_from", "due_to", "stage"))

    def _source(self, number: int) -> str:
        if not number:
            return _("no document")
        visible = documents.visible_documents(actor=self._actor, on=self._on)
        found = visible.filter(pk=number).only("symbol", "subject").first()
        return str(found) if found else _("another document")

    @property
    def roles(self) -> str:
        """As what the units listed have their duties, and what one line of the list is."""
        role = self._asked.get("role")
        if role == DutyRole.LEAD:
            return _("Each task once, at its lead unit.")
        if role == DutyRole.COORDINATE:
            return _("Each task once for every unit that coordinates.")
        return _("Each task once for every unit that has a part in it.")
