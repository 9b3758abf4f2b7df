"""Opening periods, and keeping who owes what right while units change."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.cycle.reporting import policies
from giaoban.cycle.reporting.models import Obligation, Period, Regime, RegimeVersion, Return
from giaoban.cycle.reporting.obligations.owing import Ended, Owing, owing_units
from giaoban.cycle.reporting.regimes import selectors as regimes
from giaoban.cycle.reporting.types import (
    IsExempt,
    NoSuchPeriod,
    PeriodEndsFirst,
    PeriodExists,
    ReasonMissing,
    RegimeClosed,
    RegimeKind,
    ReturnState,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.kit.periods.period import NotAPeriod
from giaoban.kit.periods.reporting import Term, term_named
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post

WRITERS = (Post.HEAD, Post.DEPUTY, Post.OFFICER, Post.REPORTER)


@transaction.atomic
def open_period(*, actor: User | None, regime_id: int, key: str, now: datetime) -> Period:
    """Open the window of a period: everybody who owes a return is found and told.

    Without an actor it is the daily run that does. Raises PermissionDenied, ReportingRefusal.
    """
    principal = _demand(actor, now)
    regime = Regime.objects.select_for_update().get(pk=regime_id)
    version, term = _term_of(regime, key)
    if regime.closed_on and regime.closed_on <= term.last:
        raise RegimeClosed
    period = _opened(regime, version, key, (term.start, term.last), actor=actor, now=now)
    as_of = min(term.last, timezone.localdate(now))
    owing = owing_units(version, start=term.start, as_of=as_of)
    due = {level.pk: regimes.due_for(level, term).on for level in version.levels.all()}
    _add(period, owing, due)
    _tell_opened(period, actor, principal, now)
    return period


@transaction.atomic
def ask_once(
    *, actor: User, regime_id: int, start: date, last: date, due_on: date, now: datetime
) -> Period:
    """Open a period of a thematic or ad hoc regime: its days, and the day by which to send."""
    principal = _demand(actor, now)
    regime = Regime.objects.select_for_update().get(pk=regime_id)
    version = regimes.version_on(regime=regime, on=timezone.localdate(now))
    if version is None or regime.closed_on:
        raise RegimeClosed
    if version.kind == RegimeKind.PERIODIC:
        raise NoSuchPeriod
    if not start <= last <= due_on:
        raise PeriodEndsFirst
    period = _opened(regime, version, last.isoformat(), (start, last), actor=actor, now=now)
    as_of = min(last, timezone.localdate(now))
    owing = owing_units(version, start=start, as_of=as_of)
    _add(period, owing, {level.pk: due_on for level in version.levels.all()})
    _tell_opened(period, actor, principal, now)
    return period


@transaction.atomic
def follow_units(*, period_id: int, now: datetime) -> int:
    """Bring an open period up to date with the register: how many returns were added or passed.

    A unit that ended before it sent passes its return to the one that stands for it; a unit that
    was founded within the period owes one. What was sent stays. Done again it changes nothing.
    """
    period = Period.objects.select_for_update().select_related("version").get(pk=period_id)
    on = timezone.localdate(now)
    as_of = min(period.last, on)
    owing = {
        each.unit_id: each for each in owing_units(period.version, start=period.start, as_of=as_of)
    }
    there = {each.unit_id: each for each in period.obligations.select_for_update()}
    due = {each.level_id: each.due_on for each in there.values()}
    new = [each for unit, each in owing.items() if unit not in there]
    _add(period, new, due)
    changed = len(new)
    alive = set(organisations.units_on(on=on).values_list("unit_id", flat=True))
    mine = {each.unit_id: each for each in period.obligations.all()}
    for unit_id, obligation in there.items():
        if unit_id not in alive and obligation.passed_on is None and not _was_sent(obligation):
            changed += _passed(obligation, owing, mine, on=on, now=now)
    return changed


@transaction.atomic
def exempt_unit(*, actor: User, obligation_id: int, reason: str, now: datetime) -> None:
    """The unit owes nothing for this period, with the reason; what it wrote stays."""
    principal = _demand_excuse(actor, now)
    if not reason.strip():
        raise ReasonMissing
    obligation = Obligation.objects.select_for_update().get(pk=obligation_id)
    if obligation.exempt_from or obligation.passed_on:
        raise IsExempt
    obligation.exempt_from = timezone.localdate(now)
    obligation.exempt_because = reason.strip()[:500]
    obligation.save(update_fields=["exempt_from", "exempt_because"])
    audit.record(
        actor=actor,
        verb="reporting.exempted",
        target=obligation,
        reason=reason.strip(),
        now=now,
        on_behalf_of=principal,
    )


@transaction.atomic
def end_exemption(*, actor: User, obligation_id: int, now: datetime) -> None:
    """The unit owes the return again; nothing happens where it was not exempt."""
    principal = _demand_excuse(actor, now)
    obligation = Obligation.objects.select_for_update().get(pk=obligation_id)
    if obligation.exempt_from is None:
        return
    obligation.exempt_from, obligation.exempt_because = None, ""
    obligation.save(update_fields=["exempt_from", "exempt_because"])
    audit.record(
        actor=actor,
        verb="reporting.exemption-ended",
        target=obligation,
        now=now,
        on_behalf_of=principal,
    )


@transaction.atomic
def reopen_entry(
    *, actor: User, obligation_id: int, until: date, reason: str, now: datetime
) -> None:
    """Let a unit enter once more after the time was over. It is late all the same."""
    principal = _demand_excuse(actor, now)
    if not reason.strip():
        raise ReasonMissing
    if until < timezone.localdate(now):
        raise PeriodEndsFirst
    obligation = Obligation.objects.select_for_update().get(pk=obligation_id)
    obligation.open_until, obligation.open_because = until, reason.strip()[:500]
    obligation.save(update_fields=["open_until", "open_because"])
    audit.record(
        actor=actor,
        verb="reporting.entry-reopened",
        target=obligation,
        data={"day": until},
        reason=reason.strip(),
        now=now,
        on_behalf_of=principal,
    )


def _term_of(regime: Regime, key: str) -> tuple[RegimeVersion, Term]:
    """The version that holds at the cut-off of the period, and the days it counts by it."""
    for version in regimes.versions_of(regime=regime):
        if version.kind != RegimeKind.PERIODIC:
            continue
        try:
            cut_off = regimes.cut_off_of(version)
            term = term_named(regimes.frequency_of(version), cut_off, key)
        except NotAPeriod:
            continue
        if version.valid_from <= term.last:
            return version, term
    raise NoSuchPeriod


def _opened(
    regime: Regime,
    version: RegimeVersion,
    key: str,
    days: tuple[date, date],
    *,
    actor: User | None,
    now: datetime,
) -> Period:
    period, is_new = Period.objects.get_or_create(
        regime=regime,
        key=key,
        defaults={
            "version": version,
            "start": days[0],
            "last": days[1],
            "opened_at": now,
            "opened_by": actor,
        },
    )
    if not is_new:
        raise PeriodExists
    return period


def _add(period: Period, owing: Iterable[Owing], due: dict[int, date]) -> None:
    entry = period.version.entry_days
    rows = []
    for each in owing:
        due_on = due.get(each.level.pk) or max(due.values(), default=period.last)
        rows.append(
            Obligation(
                period=period,
                level=each.level,
                unit_id=each.unit_id,
                recipient_id=each.recipient_id,
                due_on=due_on,
                closes_on=None if entry is None else due_on + timedelta(days=entry),
                covers=[_told(ended) for ended in each.covers],
            )
        )
    Obligation.objects.bulk_create(rows)


def _told(ended: Ended) -> list[object]:
    return [ended.unit_id, ended.until.isoformat()]


def _passed(
    obligation: Obligation,
    owing: dict[int, Owing],
    mine: dict[int, Obligation],
    *,
    on: date,
    now: datetime,
) -> bool:
    """Whether somebody stands for the unit, to whom its return passes."""
    for successor, each in owing.items():
        covered = [ended for ended in each.covers if ended.unit_id == obligation.unit_id]
        if covered and successor in mine:
            heir = mine[successor]
            told = _told(covered[0])
            if told not in heir.covers:
                heir.covers = [*heir.covers, told]
                heir.save(update_fields=["covers"])
            obligation.passed_to, obligation.passed_on = heir, on
            obligation.save(update_fields=["passed_to", "passed_on"])
            audit.record(
                actor=None,
                verb="reporting.passed",
                target=obligation,
                data={"to": str(heir.unit_id)},
                now=now,
            )
            return True
    return False


def _was_sent(obligation: Obligation) -> bool:
    given = Return.objects.filter(obligation=obligation)
    return given.filter(state__in=(ReturnState.SENT, ReturnState.ACCEPTED)).exists()


def _tell_opened(period: Period, actor: User | None, principal: User | None, now: datetime) -> None:
    on = timezone.localdate(now)
    owed = list(period.obligations.all())
    writers = _writers(on)
    for each in owed:
        people = writers[each.unit_id]
        notices.notify(kind="reporting.opened", recipients=people, about=each, now=now)
    audit.record(
        actor=actor,
        verb="reporting.period-opened",
        target=period,
        data={"period": period.key, "units": len(owed)},
        now=now,
        on_behalf_of=principal,
    )


def _writers(on: date) -> defaultdict[int, list[User]]:
    """Who writes for each unit, read in two queries however many units there are."""
    found: defaultdict[int, list[User]] = defaultdict(list)
    for person, appointment in organisations.capacities_of_all(on=on):
        if appointment.post in WRITERS:
            found[appointment.unit_id].append(person)
    return found


def _demand(actor: User | None, now: datetime) -> User | None:
    if actor is None:
        return None
    verdict = policies.may_keep_regimes(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    return verdict.principal


def _demand_excuse(actor: User, now: datetime) -> User | None:
    verdict = policies.may_excuse(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    return verdict.principal
