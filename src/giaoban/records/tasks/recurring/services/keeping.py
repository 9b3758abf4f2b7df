"""Beginning, changing and stopping a series."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.records.documents.models import Document
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Verdict
from giaoban.records.tasks.recurring import policies, selectors
from giaoban.records.tasks.recurring.models import Coordinating, Series
from giaoban.records.tasks.recurring.types import (
    MOST_DAYS_AHEAD,
    SeriesStopped,
    SeriesUnchanged,
    TooFarAhead,
)
from giaoban.records.tasks.types import (
    ReasonMissing,
    TaskWithoutTitle,
    UnitNamedTwice,
    UnitNotInForce,
)


@dataclass(frozen=True)
class Told:
    """All that is said of a series; see the model."""

    title: str
    lead_id: int
    words: str
    starts_on: date
    days_ahead: int
    coordinating: tuple[int, ...] = ()
    product: str = ""
    responsibility: str = ""
    authority: str = ""
    leader: str = ""
    programme: str = ""
    urgency: str = "ordinary"
    field_id: int | None = None
    document: Document | None = None


@transaction.atomic
def begin_series(*, actor: User, told: Told, now: datetime) -> Series:
    """Let a task come back. The first tasks are made by the next run of the job."""
    verdict = _demand(actor, now)
    _check(told, timezone.localdate(now))
    series = Series(kept_by=actor, begun_at=now, **_row(told))
    series.full_clean()
    series.save()
    _set_coordinating(series, told)
    _record("recurring.begun", series, actor, now, verdict, after=_shown(told))
    return series


@transaction.atomic
def change_series(*, actor: User, series_id: int, told: Told, now: datetime) -> Series:
    """Change a series from its next time on; the tasks that were made stay what they are."""
    series = _locked(series_id)
    verdict = _demand(actor, now)
    _check(told, timezone.localdate(now))
    before = _shown(_told(series))
    after = _shown(told)
    if before == after:
        raise SeriesUnchanged
    for name, value in _row(told).items():
        setattr(series, name, value)
    series.kept_by, series.trouble = actor, ""
    series.full_clean()
    series.save()
    _set_coordinating(series, told)
    changed = [name for name in after if after[name] != before[name]]
    _record(
        "recurring.changed",
        series,
        actor,
        now,
        verdict,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return series


@transaction.atomic
def stop_series(*, actor: User, series_id: int, reason: str, now: datetime) -> Series:
    """Let a series come back no more, with the reason. What was made stays."""
    series = _locked(series_id)
    verdict = _demand(actor, now)
    if not reason.strip():
        raise ReasonMissing
    series.stopped_on = timezone.localdate(now)
    series.save(update_fields=["stopped_on"])
    _record("recurring.stopped", series, actor, now, verdict, reason=reason.strip())
    return series


def _locked(series_id: int) -> Series:
    series = Series.objects.select_for_update(of=("self",)).get(pk=series_id)
    if series.stopped_on is not None:
        raise SeriesStopped
    return series


def _check(told: Told, today: date) -> None:
    if not told.title.strip():
        raise TaskWithoutTitle
    if not 0 <= told.days_ahead <= MOST_DAYS_AHEAD:
        raise TooFarAhead
    next(selectors.due_days(told.words, since=told.starts_on))
    units = [told.lead_id, *told.coordinating]
    if len(set(units)) < len(units):
        raise UnitNamedTwice
    if organisations.units_on(on=today).filter(unit__in=units).count() < len(units):
        raise UnitNotInForce


def _row(told: Told) -> dict[str, Any]:
    """The columns of a series, as they are told."""
    row = {name: getattr(told, name) for name in Told.__dataclass_fields__}
    row.pop("coordinating")
    return row | {
        "title": " ".join(told.title.split()),
        "words": " ".join(told.words.split()),
    }


def _told(series: Series) -> Told:
    names = Told.__dataclass_fields__.keys() - {"coordinating"}
    row = {name: getattr(series, name) for name in names}
    units = series.coordinating.values_list("unit_id", flat=True)
    return Told(coordinating=tuple(units), **row)


def _shown(told: Told) -> dict[str, object]:
    """As the trail keeps it."""
    shown: dict[str, object] = _row(told)
    return shown | {
        "document": told.document.pk if told.document else None,
        "coordinating": sorted(told.coordinating),
        "starts_on": told.starts_on.isoformat(),
    }


def _set_coordinating(series: Series, told: Told) -> None:
    series.coordinating.all().delete()
    Coordinating.objects.bulk_create(
        Coordinating(series=series, unit_id=unit_id) for unit_id in told.coordinating
    )


def _demand(actor: User, now: datetime) -> Verdict:
    verdict = policies.may_keep_series(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    return verdict


def _record(
    verb: str, series: Series, actor: User, now: datetime, verdict: Verdict, **told: Any
) -> None:
    audit.record(
        actor=actor, verb=verb, target=series, now=now, on_behalf_of=verdict.principal, **told
    )
