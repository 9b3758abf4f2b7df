"""The list of tasks: what is asked, found and told above it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.ground.platform.templatetags.figures import period_words
from giaoban.kit.periods.period import Between, Days, NotAPeriod, Period, stretch_of
from giaoban.records.documents import selectors as documents
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.organisations.successions.types import UnitsNow
from giaoban.records.organisations.types import UnitKind
from giaoban.records.tasks import policies, selectors
from giaoban.records.tasks.forms import in_tree
from giaoban.records.tasks.forms_list import ListForm, given_by
from giaoban.records.tasks.models import SpanQuerySet
from giaoban.records.tasks.pages.columns import (
    BEFORE_THE_TASK,
    COLUMNS,
    Column,
    columns_named,
)
from giaoban.records.tasks.pages.leaves import Leaves
from giaoban.records.tasks.pages.lines import Line, fields_known, lines_of
from giaoban.records.tasks.saved import selectors as saved
from giaoban.records.tasks.selectors.lists import NO_WORDS
from giaoban.records.tasks.types import (
    FOUR_CLASSES,
    Awaiting,
    DutyRole,
    Measure,
    Stage,
    StatusClass,
    TaskOrder,
    UnitsAs,
)
from giaoban.records.tasks.wording import CLASSES_OF, head_of_list

__all__ = ["Line", "ListPage", "lines_of"]


_LESS_USED = (
    *("programme", "leader", "officer", "stage", "awaits"),
    *("due_from", "due_to", "late_from", "late_to"),
)


class ListPage:
    """What an address asks the list for. What it asks wrongly is said, and narrows nothing."""

    def __init__(self, *, actor: User, on: date, data: Mapping[str, str]) -> None:
        self._actor = actor
        self._on = on
        self.names = successions.names_told_apart(on=on)
        self._fields = fields_known()
        self._officers = selectors.followers(actor=actor, on=on)
        self.given = given_by(data)
        self.form = ListForm(
            data,
            units=self._choices(),
            fields=self._fields,
            programmes=selectors.programmes_named(actor=actor, on=on),
            leaders=selectors.leaders_named(actor=actor, on=on),
            officers=self._officers,
        )
        self.form.is_valid()
        self._asked: dict[str, Any] = self.form.cleaned_data

    @property
    def address(self) -> str:
        """What the list shows, as it is saved: the address without the page."""
        return self.address_with()

    def address_with(self, **changed: object) -> str:
        """The same with some of it changed; what is None is left out."""
        told = {**self.given, **changed}
        return urlencode({name: value for name, value in told.items() if value not in (None, "")})

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
    def period(self) -> Period | Between | None:
        try:
            return stretch_of(self._asked.get("period") or "")
        except NotAPeriod:
            return None

    @property
    def days(self) -> Days | None:
        return self.period.days() if self.period else None

    @property
    def measure(self) -> Measure:
        return Measure(self._asked.get("measure") or Measure.CURRENT)

    @property
    def role(self) -> DutyRole | None:
        return DutyRole(self._asked["role"]) if self._asked.get("role") else None

    @cached_property
    def statuses(self) -> Collection[StatusClass] | None:
        return None if self.status == "all" else CLASSES_OF[self.status]

    @cached_property
    def found(self) -> SpanQuerySet:
        return self.found_in(self.statuses)

    def found_in(
        self,
        statuses: Collection[StatusClass] | None,
        *,
        due_from: date | None = None,
        due_to: date | None = None,
    ) -> SpanQuerySet:
        """What the list would show in other classes, or due within other days."""
        asked = self._asked
        return selectors.task_list(
            actor=self._actor,
            on=self._on,
            as_of=self.as_of,
            days=self.days,
            role=self.role,
            statuses=statuses,
            stages=[Stage(asked["stage"])] if asked.get("stage") else None,
            unit_ids=self._units(),
            field_id=asked.get("field"),
            document_id=asked.get("source"),
            programme=asked.get("programme"),
            leader=asked.get("leader"),
            officer_id=asked.get("officer"),
            due_from=due_from or asked.get("due_from"),
            due_to=due_to or asked.get("due_to"),
            late_from=asked.get("late_from"),
            late_to=asked.get("late_to"),
            awaiting=Awaiting(asked["awaits"]) if asked.get("awaits") else None,
            words=asked.get("words") or "",
            measure=self.measure,
            order=self.order,
        )

    @cached_property
    def leaves(self) -> Leaves:
        all_due = self.statuses is not None and set(self.statuses) <= set(FOUR_CLASSES)
        return Leaves(
            self.found,
            self.rows,
            order=self.order,
            keyed=self.role == DutyRole.LEAD,
            all_due=all_due and self.measure == Measure.CURRENT,
        )

    @cached_property
    def columns(self) -> Sequence[Column]:
        return columns_named(saved.chosen_columns(actor=self._actor))

    @property
    def columns_before(self) -> list[Column]:
        """Those that stand left of the task."""
        return [column for column in self.columns if column.name in BEFORE_THE_TASK]

    @property
    def columns_after(self) -> list[Column]:
        return [column for column in self.columns if column.name not in BEFORE_THE_TASK]

    @property
    def columns_to_choose(self) -> list[tuple[Column, bool]]:
        """All that there are, and whether each is among those shown."""
        shown = {column.name for column in self.columns}
        return [(column, column.name in shown) for column in COLUMNS]

    def _units(self) -> Collection[int] | None:
        if unit := self._asked.get("unit"):
            return self._as_now.all_of(unit) if self._as_now else [unit]
        if kind := self._asked.get("kind"):
            of_kind = organisations.units_on(on=self.as_of).filter(kind=kind)
            return frozenset(of_kind.values_list("unit_id", flat=True))
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
        told = [*self._narrowed_in_tasks(), *self._narrowed_in_days()]
        if self._asked.get("stage"):
            told.append(str(Stage(self._asked["stage"]).label))
        if self._asked.get("kind"):
            told.append(str(UnitKind(self._asked["kind"]).label))
        if self._asked.get("awaits"):
            told.append(str(Awaiting(self._asked["awaits"]).label))
        unit = self._asked.get("unit")
        if unit and self._as_now and len(self._as_now.all_of(unit)) > 1:
            told.append(_("with the units it stands for now"))
        return told

    def _narrowed_in_tasks(self) -> Iterator[str]:
        asked = self._asked
        if asked.get("words"):
            yield f"“{asked['words']}”"
        if asked.get("field") is not None:
            named = {field.pk: field.name for field in self._fields}
            yield named.get(asked["field"], _("no field"))
        if asked.get("source") is not None:
            yield self._source(asked["source"])
        if programme := asked.get("programme"):
            yield _("no programme") if programme == NO_WORDS else programme
        if leader := asked.get("leader"):
            told = _("nobody named") if leader == NO_WORDS else leader
            yield _("assigned by %(leader)s") % {"leader": told}
        if asked.get("officer") is not None:
            told = dict(self._officers).get(asked["officer"], _("another officer"))
            yield _("followed by %(person)s") % {"person": told}

    def _narrowed_in_days(self) -> Iterator[str]:
        asked = self._asked
        if asked.get("due_from"):
            yield _("due from %(day)s") % {"day": f"{asked['due_from']:%d/%m/%Y}"}
        if asked.get("due_to"):
            yield _("due until %(day)s") % {"day": f"{asked['due_to']:%d/%m/%Y}"}
        first, last = asked.get("late_from"), asked.get("late_to")
        if first is not None and last is not None:
            yield _("%(first)s to %(last)s days overdue") % {"first": first, "last": last}
        elif first is not None:
            yield _("overdue by %(days)s days or more") % {"days": first}
        elif last is not None:
            yield _("overdue by %(days)s days at most") % {"days": last}
        if self.measure == Measure.ORIGINAL:
            yield _("classes by the original deadline")

    @property
    def is_narrowed_further(self) -> bool:
        """Whether one of the less used filters is in use, so that the page shows them."""
        other_role = (self._asked.get("role") or "") != DutyRole.LEAD
        used = any(self._asked.get(name) not in {None, ""} for name in _LESS_USED)
        return other_role or used or self.measure == Measure.ORIGINAL

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
        if role == DutyRole.PART:
            return _("Each part that units asked onwards for; parts count in no total.")
        return _("Each task once for every unit that has a part in it.")
