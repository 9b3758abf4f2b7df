"""What the cells of a row mean: days, kinds, posts, units. Each refusal is a sentence."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import selectors
from giaoban.records.organisations.administration.columns import columns_of
from giaoban.records.organisations.administration.types import SheetKind, SheetRow
from giaoban.records.organisations.models import Unit, UnitAlias, UnitVersion
from giaoban.records.organisations.spelling import spelled
from giaoban.records.organisations.types import Post, UnitKind

_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
_LANGUAGES = ("vi", "en")


class RowRefused(Exception):
    """What is wrong with a row, each thing in one sentence."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def demand_cells(kind: SheetKind, row: SheetRow) -> None:
    """Raise RowRefused where a column that every row needs is empty."""
    lacking = [each for each in columns_of(kind) if each.is_needed and not row.of(each.name)]
    if lacking:
        words = _("%(column)s is missing.")
        raise RowRefused(*(words % {"column": column.heading} for column in lacking))


def day_of(row: SheetRow, column: str) -> date | None:
    """The day of a cell, written as 31/03/2025 or kept by the spreadsheet as one."""
    text = row.of(column)
    if not text:
        return None
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise RowRefused(_("“%(text)s” is no day; write it as 31/03/2025.") % {"text": text})


def kind_of(text: str) -> UnitKind:
    found = _worded(UnitKind, text)
    if found is None:
        raise RowRefused(
            _("“%(text)s” is no kind of unit; there are: %(known)s.")
            % {"text": text, "known": ", ".join(str(each.label) for each in UnitKind)}
        )
    return UnitKind(found)


def post_of(text: str) -> Post:
    """The post; an officer where nothing is said."""
    if not text:
        return Post.OFFICER
    found = _worded(Post, text)
    if found is None:
        raise RowRefused(
            _("“%(text)s” is no post; there are: %(known)s.")
            % {"text": text, "known": ", ".join(str(each.label) for each in Post)}
        )
    return Post(found)


def _worded(choices: "type[UnitKind] | type[Post]", text: str) -> str | None:
    """The choice that is called so in either language, or by its value."""
    wanted = fold(text)
    for choice in choices:
        if wanted == choice.value:
            return str(choice.value)
        for language in _LANGUAGES:
            with override(language):
                if fold(str(choice.label)) == wanted:
                    return str(choice.value)
    return None


class NamedUnits:
    """The units as a sheet may name them, by day; kept up as rows are taken."""

    def __init__(self) -> None:
        self._days: dict[date, defaultdict[str, set[int]]] = {}
        self._aliases: list[tuple[int, str]] = list(
            UnitAlias.objects.order_by().values_list("unit_id", "folded")
        )

    def called(self, text: str, *, on: date) -> frozenset[int]:
        """The units that the text names that day: by key, code, name, short name or alias."""
        return frozenset(self._of(on).get(spelled(text), ()))

    def one(self, text: str, *, on: date) -> Unit:
        found = self.called(text, on=on)
        told = {"text": text, "day": f"{on:%d/%m/%Y}"}
        if not found:
            raise RowRefused(_("There is no unit “%(text)s” on %(day)s.") % told)
        if len(found) > 1:
            raise RowRefused(
                _("Several units are called “%(text)s” on %(day)s: give its code.") % told
            )
        return Unit.objects.get(pk=next(iter(found)))

    def learn(self, version: UnitVersion) -> None:
        """A unit was founded or changed by a row before."""
        for day, names in self._days.items():
            if version.valid_from <= day:
                _name(names, version)

    def _of(self, day: date) -> "defaultdict[str, set[int]]":
        if day not in self._days:
            names: defaultdict[str, set[int]] = defaultdict(set)
            there = set()
            for version in selectors.units_on(on=day):
                _name(names, version)
                there.add(version.unit_id)
            for unit_id, folded in self._aliases:
                if unit_id in there and not names[folded]:
                    names[folded].add(unit_id)
            self._days[day] = names
        return self._days[day]


def _name(names: "defaultdict[str, set[int]]", version: UnitVersion) -> None:
    for text in _words_of(version):
        names[text].add(version.unit_id)


def _words_of(version: UnitVersion) -> Iterable[str]:
    words = (version.name, version.short_name, version.code, version.unit.key)
    return {spelled(each) for each in words if each}
