"""For which stretch of time a page is asked, and until which day it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from giaoban.ground.platform.templatetags.figures import period_words
from giaoban.kit.periods.period import Between, Days, Kind, NotAPeriod, Period, stretch_of
from giaoban.records.tasks.selectors.score_cards import stretch_before

_EARLIEST = date(1900, 1, 1)  # nobody asks for less, and every period has one before it


@dataclass(frozen=True)
class Asked:
    """A stretch, the day as of which it is counted, and the stretch before."""

    stretch: Period | Between
    as_of: date

    @property
    def before(self) -> Period | Between:
        return stretch_before(self.stretch)

    @property
    def pair(self) -> list[tuple[date, Days | None]]:
        """This stretch and the one before, which is counted at its end."""
        before = self.before.days()
        return [(self.as_of, self.stretch.days()), (before.last, before)]

    @property
    def address(self) -> str:
        """The part of an address by which the list shows what is counted here."""
        return f"period={self.stretch.key}&as_of={self.as_of.isoformat()}"


def asked_in(data: Mapping[str, str], *, on: date) -> Asked:
    """The stretch that an address names, else the month of `on`; to its end, or until `on`."""
    try:
        stretch: Period | Between = stretch_of(data.get("period") or "")
    except NotAPeriod:
        stretch = Period(Kind.MONTH, on.year, on.month)
    if not _EARLIEST <= stretch.days().start <= on:
        stretch = Period(Kind.MONTH, on.year, on.month)
    return Asked(stretch, min(stretch.days().last, on))


def choices(asked: Asked, *, on: date) -> list[tuple[str, str]]:
    """The periods of this year and the last that have begun, and the one that is asked for."""
    years = (on.year, on.year - 1)
    begun = [each for year in years for each in Period.all_of(year) if each.days().start <= on]
    named = [(each.key, period_words(each)) for each in begun]
    if asked.stretch.key not in dict(named):
        named.insert(0, (asked.stretch.key, period_words(asked.stretch)))
    return named
