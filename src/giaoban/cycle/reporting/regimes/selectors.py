"""Regimes as they hold on a day, and the periods that come next, explained."""

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from giaoban.cycle.reporting.models import Level, LevelUnit, Period, Regime, RegimeVersion
from giaoban.cycle.reporting.regimes import packs
from giaoban.cycle.reporting.regimes.types import ComingPeriod, ExplainedDue
from giaoban.cycle.reporting.types import RegimeKind
from giaoban.ground.platform.working_days import calendar_around
from giaoban.kit.periods.reporting import (
    CutOff,
    Due,
    DueKind,
    DueRule,
    Frequency,
    Roll,
    Term,
    due_of,
    term_of,
    terms_from,
)
from giaoban.kit.periods.window import Window

NEXT = 3


def regimes() -> QuerySet[Regime]:
    """Every signed-in person may read them: they say who owes what."""
    return Regime.objects.all()


def shipped_packs() -> list[str]:
    """The names of the packs of regimes that come with the program."""
    return packs.shipped_packs()


def versions_of(*, regime: Regime) -> QuerySet[RegimeVersion]:
    """All versions, the latest first, with levels, sections and figures."""
    units = LevelUnit.objects.select_related("unit")
    levels = Level.objects.prefetch_related(Prefetch("units", queryset=units))
    return (
        RegimeVersion.objects.filter(regime=regime)
        .order_by("-valid_from")
        .prefetch_related(Prefetch("levels", queryset=levels), "sections__field", "figures")
    )


def version_on(*, regime: Regime, on: date) -> RegimeVersion | None:
    """The version that holds that day; none before the first one."""
    return versions_of(regime=regime).filter(valid_from__lte=on).first()


def versions_on(*, on: date) -> list[RegimeVersion]:
    """Of each regime the version that holds that day, else its first one; closed ones left out."""
    found: dict[int, RegimeVersion] = {}
    rows = RegimeVersion.objects.select_related("regime").order_by("regime", "valid_from")
    for version in rows:
        regime = version.regime
        if regime.closed_on and regime.closed_on <= on:
            continue
        if version.regime_id not in found or version.valid_from <= on:
            found[version.regime_id] = version
    return sorted(found.values(), key=lambda each: (each.name, each.pk))


def cut_off_of(version: RegimeVersion) -> CutOff:
    return CutOff(Window(version.window_day, version.months_before), version.week_starts)


def frequency_of(version: RegimeVersion) -> Frequency:
    return Frequency(version.frequency)


def due_rule_of(level: Level) -> DueRule:
    return DueRule(DueKind(level.due_kind), level.due_number, level.months_after, Roll(level.roll))


def term_of_period(period: Period) -> Term | None:
    """The term that an open period is; None for what was asked for once."""
    version = period.version
    if version.kind != RegimeKind.PERIODIC:
        return None
    return term_of(frequency_of(version), cut_off_of(version), period.last)


def due_for(level: Level, term: Term) -> Due:
    """The last day of a level for a period, by the agency's calendar."""
    return due_of(due_rule_of(level), term, calendar_around(term.last))


def opens_on(version: RegimeVersion, term: Term) -> date:
    """The day on which the window of a period opens."""
    return calendar_around(term.last).before(term.last, version.opens_before)


def coming_periods(*, version: RegimeVersion, on: date, count: int = NEXT) -> list[ComingPeriod]:
    """The periods that end on the day or after it, each with its dates explained."""
    if version.kind != RegimeKind.PERIODIC:
        return []
    terms = terms_from(frequency_of(version), cut_off_of(version), on, count)
    keys = [term.key for term in terms]
    there = set(
        Period.objects.filter(regime=version.regime_id, key__in=keys).values_list("key", flat=True)
    )
    return [
        ComingPeriod(
            key=term.key,
            start=term.start,
            last=term.last,
            opens_on=opens_on(version, term),
            is_open=term.key in there,
            dues=tuple(_explained(level, term) for level in version.levels.all()),
        )
        for term in terms
    ]


def _explained(level: Level, term: Term) -> ExplainedDue:
    due = due_for(level, term)
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    return ExplainedDue(level.name, due.on, tuple(due.steps(language)), due.is_too_soon)
