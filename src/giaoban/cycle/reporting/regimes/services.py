"""Setting up regimes: a version holds from a day on, and what was opened before keeps its own."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from giaoban.cycle.reporting import policies
from giaoban.cycle.reporting.models import (
    FigureToGive,
    Level,
    LevelUnit,
    OutlineSection,
    Regime,
    RegimeVersion,
)
from giaoban.cycle.reporting.regimes import packs
from giaoban.cycle.reporting.regimes.types import (
    FigureTold,
    LevelTold,
    PackReport,
    SectionTold,
    VersionTold,
)
from giaoban.cycle.reporting.types import (
    KeyTwice,
    NobodyReports,
    OutlineEmpty,
    PartUnknown,
    RegimeClosed,
    VersionExists,
    VersionIsUsed,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.kit.vntext.folding import fold

_KEY = 60


@transaction.atomic
def establish_regime(
    *, actor: User | None, told: VersionTold, valid_from: date, now: datetime, key: str = ""
) -> Regime:
    """Set up a regime; without an actor it is the installation that does.

    Raises PermissionDenied and ReportingRefusal, ValidationError for what is too long.
    """
    principal = _demand(actor, now)
    regime = Regime.objects.create(key=_free_key(key or told.name), created_at=now)
    version = _add_version(regime, told, actor=actor, valid_from=valid_from, now=now)
    audit.record(
        actor=actor,
        verb="reporting.regime-established",
        target=regime,
        data={"name": version.name, "valid_from": valid_from, "frequency": version.frequency},
        now=now,
        on_behalf_of=principal,
    )
    return regime


@transaction.atomic
def change_regime(
    *, actor: User, regime_id: int, told: VersionTold, valid_from: date, now: datetime
) -> RegimeVersion:
    """A new version from a day on. Periods that are open keep the one they were opened by."""
    principal = _demand(actor, now)
    regime = Regime.objects.select_for_update().get(pk=regime_id)
    if regime.closed_on and regime.closed_on <= valid_from:
        raise RegimeClosed
    latest = regime.versions.order_by("-valid_from").first()
    if latest and latest.valid_from == valid_from:
        raise VersionExists
    if latest and latest.valid_from > valid_from:
        raise VersionIsUsed
    version = _add_version(regime, told, actor=actor, valid_from=valid_from, now=now)
    audit.record(
        actor=actor,
        verb="reporting.regime-changed",
        target=regime,
        data={"name": version.name, "valid_from": valid_from, "frequency": version.frequency},
        now=now,
        on_behalf_of=principal,
    )
    return version


@transaction.atomic
def close_regime(*, actor: User, regime_id: int, now: datetime) -> None:
    """From today on no period of it is opened; what is open goes on."""
    principal = _demand(actor, now)
    on = timezone.localdate(now)
    regime = Regime.objects.select_for_update().get(pk=regime_id)
    if regime.closed_on and regime.closed_on <= on:
        raise RegimeClosed
    regime.closed_on = on
    regime.save(update_fields=["closed_on"])
    audit.record(
        actor=actor,
        verb="reporting.regime-closed",
        target=regime,
        data={"day": on},
        now=now,
        on_behalf_of=principal,
    )


@transaction.atomic
def load_pack(*, actor: User | None, key: str, now: datetime) -> PackReport:
    """Set up the regimes of a pack that are not there. A second load changes nothing."""
    _demand(actor, now)
    created, unchanged = [], []
    known = set(Regime.objects.values_list("key", flat=True))
    for regime in packs.regimes_of(key, on=timezone.localdate(now)):
        if regime.key in known:
            unchanged.append(regime.key)
            continue
        establish_regime(
            actor=actor,
            told=regime.told,
            valid_from=packs.VALID_FROM,
            key=regime.key,
            now=now,
        )
        created.append(regime.key)
    return PackReport(tuple(created), tuple(unchanged))


def _demand(actor: User | None, now: datetime) -> User | None:
    """For whom the actor does it; the installation itself may without asking."""
    if actor is None:
        return None
    verdict = policies.may_keep_regimes(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    return verdict.principal


def _add_version(
    regime: Regime, told: VersionTold, *, actor: User | None, valid_from: date, now: datetime
) -> RegimeVersion:
    if not told.sections:
        raise OutlineEmpty
    if not told.levels or not all(level.kinds or level.unit_ids for level in told.levels):
        raise NobodyReports
    version = RegimeVersion(
        regime=regime, valid_from=valid_from, created_by=actor, created_at=now, **told.columns()
    )
    version.full_clean(exclude=["created_by"], validate_unique=False, validate_constraints=False)
    version.save()
    for position, level in enumerate(told.levels, start=1):
        _add_level(version, position, level)
    _add_sections(version, told.sections)
    _add_figures(version, told.figures)
    return version


def _add_level(version: RegimeVersion, position: int, told: LevelTold) -> None:
    level = Level(
        version=version,
        position=position,
        name=told.name,
        kinds=list(told.kinds),
        recipient_id=told.recipient_id,
        due_kind=told.due_kind,
        due_number=told.due_number,
        months_after=told.months_after,
        roll=told.roll,
    )
    level.full_clean(exclude=["kinds"], validate_unique=False, validate_constraints=False)
    level.save()
    listed = dict.fromkeys(told.left_out, False) | dict.fromkeys(told.unit_ids, True)
    LevelUnit.objects.bulk_create(
        LevelUnit(level=level, unit_id=unit_id, is_included=is_included)
        for unit_id, is_included in listed.items()
    )


def _add_sections(version: RegimeVersion, told: Iterable[SectionTold]) -> None:
    rows = [
        OutlineSection(
            version=version,
            position=position,
            key=each.key or _key_of(each.title, position),
            title=each.title,
            field_id=each.field_id,
            guidance=each.guidance,
            is_required=each.is_required,
            prefill=each.prefill,
        )
        for position, each in enumerate(told, start=1)
    ]
    _refuse_doubles([row.key for row in rows])
    for row in rows:
        row.full_clean(validate_unique=False, validate_constraints=False)
    OutlineSection.objects.bulk_create(rows)


def _add_figures(version: RegimeVersion, told: Iterable[FigureTold]) -> None:
    rows = [
        FigureToGive(
            version=version,
            position=position,
            key=each.key or _key_of(each.name, position),
            name=each.name,
            measure=each.measure,
            parts=list(each.parts),
            counted=each.counted,
        )
        for position, each in enumerate(told, start=1)
    ]
    keys = [row.key for row in rows]
    _refuse_doubles(keys)
    for row in rows:
        if not set(row.parts) <= set(keys) - {row.key}:
            raise PartUnknown
        row.full_clean(exclude=["parts"], validate_unique=False, validate_constraints=False)
    FigureToGive.objects.bulk_create(rows)


def _refuse_doubles(keys: list[str]) -> None:
    if len(set(keys)) != len(keys):
        raise KeyTwice


def _key_of(words: str, position: int) -> str:
    """A lasting key for what people named; the place keeps two of the same name apart."""
    return f"{slugify(fold(words))[: _KEY - 4].strip('-') or 'muc'}-{position}"


def _free_key(words: str) -> str:
    wanted = slugify(fold(words))[:70].strip("-") or "che-do"
    taken = set(Regime.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    key, number = wanted, 2
    while key in taken:
        key, number = f"{wanted}-{number}", number + 1
    return key
