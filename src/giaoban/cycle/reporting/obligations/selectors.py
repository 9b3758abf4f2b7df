"""How the units stand: in one period, in the last ones side by side, and what one's own owe."""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet

from giaoban.cycle.reporting import selectors
from giaoban.cycle.reporting.models import Obligation, Period
from giaoban.cycle.reporting.obligations.types import Cell, Line, Wall, WallRow
from giaoban.cycle.reporting.types import ReturnState, Tally
from giaoban.ground.accounts.models import User
from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.successions import selectors as successions

SHOWN = 12  # periods side by side


def lines_of(*, actor: User, period: Period, on: date) -> list[Line]:
    """The units of a period that the person sees, level by level, by their names."""
    owed = selectors.visible_obligations(actor=actor, on=on).filter(period=period)
    found = selectors.with_sendings(owed.select_related("level", "passed_to"))
    lines = lines_from(list(found), on=on)
    return sorted(lines, key=lambda each: (each.obligation.level.position, fold(each.unit)))


def lines_from(obligations: list[Obligation], *, on: date) -> list[Line]:
    """Each as a page tells it; they come from `with_sendings`."""
    names = organisations.unit_names(on=on)
    return [
        Line(
            obligation=each,
            unit=names[each.unit_id],
            recipient=names.get(each.recipient_id or 0, ""),
            standing=selectors.standing(each, as_of=on),
            sent_on=_sent_on(each),
            covers=tuple(
                f"{names[unit]} ({date.fromisoformat(until):%d/%m/%Y})"
                for unit, until in each.covers
            ),
            passed_to=names[each.passed_to.unit_id] if each.passed_to else "",
            is_closed=selectors.is_closed(each, on=on),
        )
        for each in obligations
    ]


def _sent_on(obligation: Obligation) -> date | None:
    given = getattr(obligation, "given", None)
    sent = list(given.submissions.all()) if given is not None else []
    return sent[-1].sent_on if sent else None


def wall(*, actor: User, regime_id: int, on: date, count: int = SHOWN) -> Wall:
    """The last periods of a regime side by side, as far as the person sees them. Six queries."""
    seen = selectors.visible_periods(actor=actor, on=on)
    periods = list(seen.filter(regime=regime_id).order_by("-last", "-pk")[:count])[::-1]
    owed = selectors.visible_obligations(actor=actor, on=on).filter(period__in=periods)
    cells: defaultdict[int, dict[int, Cell]] = defaultdict(dict)
    of: defaultdict[int, list[Obligation]] = defaultdict(list)
    order: dict[int, int] = {}
    for each in selectors.with_sendings(owed.select_related("level")):
        standing = selectors.standing(each, as_of=on)
        closed = selectors.is_closed(each, on=on)
        cells[each.unit_id][each.period_id] = Cell(each.pk, standing, closed)
        of[each.period_id].append(each)
        order[each.unit_id] = each.level.position
    names = successions.names_told_apart(on=on)
    units = sorted(cells, key=lambda unit: (order[unit], fold(names[unit])))
    tallies = {period.pk: selectors.tally(of[period.pk], as_of=on) for period in periods}
    return Wall(
        periods=tuple(periods),
        rows=tuple(
            WallRow(names[unit], tuple(cells[unit].get(period.pk) for period in periods))
            for unit in units
        ),
        tallies=tuple(tallies.values()),
        of=tallies,
    )


def tally_of(*, lines: list[Line]) -> Tally:
    """Of lines that are shown, so that figures and list agree."""
    counts: dict[str, int] = defaultdict(int)
    for each in lines:
        counts[each.standing] += 1
    return Tally({line.standing: counts[line.standing] for line in lines})


def owed_by_own_units(*, actor: User, on: date) -> QuerySet[Obligation]:
    """Returns not accepted yet that the person's units owe, the earliest due first."""
    scope = organisations.scope_of(actor=actor, on=on)
    return (
        Obligation.objects.filter(unit__in=scope.speaks_for, exempt_from=None, passed_on=None)
        .exclude(given__state__in=(ReturnState.SENT, ReturnState.ACCEPTED))
        .order_by("due_on", "pk")
    )


def to_receive(*, actor: User, on: date) -> QuerySet[Obligation]:
    """Returns sent to a unit of the person that wait to be looked at; for the Office all."""
    scope = organisations.scope_of(actor=actor, on=on)
    waiting = Obligation.objects.filter(given__state=ReturnState.SENT)
    if not scope.runs_the_briefing:
        waiting = waiting.filter(recipient__in=scope.speaks_for)
    return waiting.order_by("due_on", "pk")
