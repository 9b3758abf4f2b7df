"""What the page of a regime shows of its levels."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from giaoban.cycle.reporting.models import Level, RegimeVersion
from giaoban.cycle.reporting.types import DueKind, Frequency
from giaoban.ground.platform.templatetags.figures import WEEKDAYS
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import UnitKind


@dataclass(frozen=True)
class LevelShown:
    """A level in words: who reports, with whom and without whom besides, and to whom."""

    level: Level
    kinds: str
    besides: str
    without: str
    recipient: str
    due: str


def cut_off_words(version: RegimeVersion) -> str:
    """Which days a period counts."""
    if version.frequency == Frequency.WEEK:
        day = WEEKDAYS[version.week_starts]
        return _("weeks that begin on %(day)s") % {"day": day}
    window = (version.window_day, version.months_before)
    if window == (1, 0):
        return _("by the calendar, from the first to the last day")
    if window == (15, 1):
        return _("from the 15th of the month before to the 14th of the last month")
    told = {"day": version.window_day, "months": version.months_before}
    return _("from day %(day)s of the month that lies %(months)s before the period") % told


def due_words(level: Level) -> str:
    """By when a level sends."""
    told = {"n": level.due_number}
    if level.due_kind != DueKind.DAY:
        after = {"n": level.due_number, "what": DueKind(level.due_kind).label}
        return _("%(n)s %(what)s") % after
    if level.months_after < 0:
        return _("day %(n)s of the month before the last one") % told
    if level.months_after > 0:
        return _("day %(n)s of the month after the period") % told
    return _("day %(n)s of the last month of the period") % told


def levels_of(version: RegimeVersion, *, on: date) -> list[LevelShown]:
    names = organisations.unit_names(on=on)

    def named(level: Level, *, is_included: bool) -> str:
        listed = [each.unit_id for each in level.units.all() if each.is_included == is_included]
        return ", ".join(names[unit] for unit in listed)

    return [
        LevelShown(
            level,
            kinds=", ".join(str(UnitKind(kind).label) for kind in level.kinds),
            besides=named(level, is_included=True),
            without=named(level, is_included=False),
            recipient=names.get(level.recipient_id or 0, ""),
            due=due_words(level),
        )
        for level in version.levels.all()
    ]
