"""What the address of a paper asks for, and the form that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.text import capfirst

from giaoban.ground.platform.templatetags.figures import period_words
from giaoban.kit.periods.period import Kind, NotAPeriod, Period
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.tasks.forms import UnitChoices, in_tree
from giaoban.records.tasks.papers.forms import PapersForm
from giaoban.records.tasks.papers.types import Asked
from giaoban.records.tasks.types import Measure


@dataclass(frozen=True)
class Question:
    """Which papers an address asks for; what it asks wrongly narrows nothing."""

    asked: Asked
    form: PapersForm
    unit: str

    @property
    def address(self) -> str:
        """The question as it stands in an address."""
        asked = self.asked
        named: dict[str, object] = {
            "period": asked.period.key,
            "as_of": asked.as_of.isoformat(),
            "measure": asked.measure.value,
        }
        if asked.unit_ids:
            named["unit"] = next(iter(asked.unit_ids))
        return urlencode(named)

    @property
    def name(self) -> str:
        """What distinguishes the files of this question from those of another."""
        unit = "".join(f"-{number}" for number in sorted(self.asked.unit_ids))
        return f"{self.asked.period.key}{unit}-{self.asked.as_of.isoformat()}"


def question_of(data: Mapping[str, str], *, on: date) -> Question:
    """By default all units, the month of `on`, and its last day or, before that, `on`."""
    period = _period(data.get("period") or "", on)
    names = successions.names_told_apart(on=on)
    units, periods = _units(names, on), _periods(period, on)
    form = PapersForm(data, units=units, periods=periods)
    form.is_valid()
    given = form.cleaned_data
    as_of = _day(given.get("as_of"), period, on)
    unit: int | None = given.get("unit")
    measure = Measure(given.get("measure") or Measure.CURRENT)
    shown = {
        "unit": unit or "",
        "period": period.key,
        "as_of": data["as_of"] if "as_of" in form.errors else f"{as_of:%d/%m/%Y}",
        "measure": measure.value,
    }
    asked = Asked(period, as_of, measure, frozenset({unit} if unit else ()))
    form = PapersForm(shown, units=units, periods=periods)
    return Question(asked, form, names[unit] if unit else "")


def _units(names: Mapping[int, str], on: date) -> UnitChoices:
    """The units of the day in their tree, and after them those that are no more."""
    units = in_tree(organisations.tree_on(on=on))
    there = {number for number, _name in units}
    gone = [(number, name) for number, name in names.items() if number not in there]
    return [*units, *sorted(gone, key=lambda unit: unit[1])]


def _period(key: str, on: date) -> Period:
    try:
        return Period.parse(key)
    except NotAPeriod:
        return Period(Kind.MONTH, on.year, on.month)


def _periods(chosen: Period, on: date) -> list[tuple[str, Any]]:
    """The periods that have begun of this year, the one before, and those around the chosen."""
    years = sorted({on.year, on.year - 1, chosen.year, chosen.year - 1}, reverse=True)
    return [
        (
            str(year),
            [
                (each.key, capfirst(period_words(each)))
                for each in Period.all_of(year)
                if each.days().start <= on or each == chosen
            ],
        )
        for year in years
    ]


def _day(given: date | None, period: Period, on: date) -> date:
    """The day that was given, but none before the period or after `on`."""
    days = period.days()
    if given is None or given < days.start:
        return min(days.last, on)
    return min(given, on)
