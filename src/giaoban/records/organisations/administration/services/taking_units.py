"""Taking a row of a sheet of units: the unit is founded, changed from a day on, or is there."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import services
from giaoban.records.organisations.administration import selectors
from giaoban.records.organisations.administration.services.reading_rows import (
    NamedUnits,
    RowRefused,
    day_of,
    demand_cells,
    kind_of,
)
from giaoban.records.organisations.administration.types import (
    RowOutcome,
    RowState,
    SheetKind,
    SheetRow,
)
from giaoban.records.organisations.models import Unit, UnitAlias, UnitVersion
from giaoban.records.organisations.services.units import UnitChanges
from giaoban.records.organisations.spelling import spelled
from giaoban.records.organisations.types import UnitKind

_WORDS = {
    "name": gettext_lazy("Name"),
    "short_name": gettext_lazy("Short name"),
    "kind": gettext_lazy("Kind"),
    "code": gettext_lazy("Code"),
    "parent": gettext_lazy("Stands under"),
}


class UnitTaker:
    """Takes rows one after another; a unit may stand under one of an earlier row."""

    def __init__(self, *, actor: User, now: datetime) -> None:
        self._actor = actor
        self._now = now
        self._names = NamedUnits()

    def take(self, row: SheetRow) -> RowOutcome:
        """What the row came to. Raises RowRefused, RuleBroken and ValidationError."""
        demand_cells(SheetKind.UNITS, row)
        on = day_of(row, "valid_from")
        if on is None:
            raise RowRefused(_("The day is missing."))
        kind = kind_of(row.of("kind"))
        parent = self._names.one(row.of("parent"), on=on) if row.of("parent") else None
        unit = self._known(row, on)
        if unit is None:
            return self._found(row, kind, parent, on)
        return self._compare(row, unit, _told(row, kind, parent), on)

    def _known(self, row: SheetRow, on: date) -> Unit | None:
        """The unit that the row means: by its key, else its code, else its name."""
        if row.of("key"):
            return Unit.objects.filter(key=row.of("key")).first()
        for column in ("code", "name"):
            text = row.of(column)
            if text and self._names.called(text, on=on):
                return self._names.one(text, on=on)
        return None

    def _found(self, row: SheetRow, kind: UnitKind, parent: Unit | None, on: date) -> RowOutcome:
        name = row.of("name")
        unit = services.establish_unit(
            actor=self._actor,
            key=row.of("key") or selectors.free_unit_key(name=name),
            name=name,
            short_name=row.of("short_name"),
            kind=kind,
            code=row.of("code"),
            parent=parent,
            position=row.number,
            valid_from=on,
            now=self._now,
        )
        self._names.learn(UnitVersion.objects.select_related("unit").get(unit=unit))
        self._add_aliases(row, unit)
        told = {"name": name, "day": f"{on:%d/%m/%Y}"}
        return RowOutcome(row, RowState.NEW, (_("“%(name)s” is founded from %(day)s.") % told,))

    def _compare(self, row: SheetRow, unit: Unit, told: UnitChanges, on: date) -> RowOutcome:
        before = UnitVersion.objects.on(on).filter(unit=unit).first()
        if before is None:
            raise RowRefused(_("The unit is not in force on %(day)s.") % {"day": f"{on:%d/%m/%Y}"})
        sentences = [
            _("%(what)s: “%(before)s” becomes “%(after)s” from %(day)s.")
            % {
                "what": _WORDS[what],
                "before": _shown(getattr(before, what), on),
                "after": _shown(new, on),
                "day": f"{on:%d/%m/%Y}",
            }
            for what, new in told.items()
            if getattr(before, what) != new
        ]
        if sentences:
            version = services.change_unit(
                actor=self._actor, unit=unit, valid_from=on, now=self._now, **told
            )
            self._names.learn(UnitVersion.objects.select_related("unit").get(pk=version.pk))
        sentences += self._add_aliases(row, unit)
        state = RowState.CHANGED if sentences else RowState.SAME
        return RowOutcome(row, state, tuple(sentences))

    def _add_aliases(self, row: SheetRow, unit: Unit) -> list[str]:
        known = set(UnitAlias.objects.filter(unit=unit).values_list("folded", flat=True))
        sentences = []
        for text in (each.strip() for each in row.of("aliases").split(";")):
            if text and spelled(text) not in known:
                services.add_alias(actor=self._actor, unit=unit, text=text, now=self._now)
                known.add(spelled(text))
                sentences.append(_("Also written “%(text)s”.") % {"text": text})
        return sentences


def _told(row: SheetRow, kind: UnitKind, parent: Unit | None) -> UnitChanges:
    """What the row tells; an empty cell tells nothing."""
    told: UnitChanges = {"name": row.of("name"), "kind": kind}
    if row.of("short_name"):
        told["short_name"] = row.of("short_name")
    if row.of("code"):
        told["code"] = row.of("code")
    if parent is not None:
        told["parent"] = parent
    return told


def _shown(value: object, on: date) -> str:
    if isinstance(value, Unit):
        version = UnitVersion.objects.on(on).filter(unit=value).first()
        return version.name if version else value.key
    if isinstance(value, str) and value in UnitKind.values:
        return str(UnitKind(value).label)
    return "" if value is None else str(value)
