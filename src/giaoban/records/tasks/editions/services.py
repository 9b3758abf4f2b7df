"""Publishing. There is no undoing it: a correction is another edition."""

from collections import Counter
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.kit.periods.period import Between, Period
from giaoban.records.tasks.editions import policies, selectors
from giaoban.records.tasks.editions.frozen import Frozen, digest_of
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.editions.types import (
    DayNotOver,
    FiguresDisagree,
    NothingChanged,
    NothingToPublish,
    PreviewOutdated,
    ReasonMissing,
)
from giaoban.records.tasks.types import Tally


def publish_edition(
    *,
    actor: User,
    period: Period | Between,
    as_of: date,
    now: datetime,
    seen: str,
    reason: str = "",
) -> Edition:
    """Freeze the score-card of the period as of a day under the next number of the period.

    `seen` is the hash of what the actor was shown, so that nobody publishes what they did not see.
    Raises PermissionDenied, DayNotOver, NothingToPublish, PreviewOutdated, NothingChanged, and
    ReasonMissing where it corrects an earlier edition.
    """
    on = timezone.localdate(now)
    verdict = policies.may_publish(actor, on=on)
    if not verdict:
        raise PermissionDenied
    if as_of >= on:
        raise DayNotOver
    try:
        with transaction.atomic():
            frozen = selectors.freeze(actor=actor, on=on, period=period, as_of=as_of)
            edition = _edition(frozen, seen=seen, reason=reason.strip())
            edition.published_at, edition.published_by = now, actor
            edition.save(force_insert=True)
            audit.record(
                actor=actor,
                verb="editions.published",
                target=edition,
                data={
                    "period": edition.period,
                    "number": edition.number,
                    "as_of": edition.as_of,
                    "digest": edition.digest,
                },
                now=now,
                reason=edition.reason,
                on_behalf_of=verdict.principal,
            )
    except IntegrityError:  # somebody else published the same number at the same moment
        raise PreviewOutdated from None
    return edition


def _edition(frozen: Frozen, *, seen: str, reason: str) -> Edition:
    """The next of its period, not yet stored."""
    if not frozen.rows:
        raise NothingToPublish
    if not _agrees(frozen):
        raise FiguresDisagree
    body = frozen.written()
    digest = digest_of(body)
    if digest != seen:
        raise PreviewOutdated
    last = selectors.editions_of(period=frozen.period).first()
    if last is not None and last.digest == digest:
        raise NothingChanged
    if last is not None and not reason:
        raise ReasonMissing
    return Edition(
        period=frozen.period,
        number=last.number + 1 if last else 1,
        as_of=frozen.as_of,
        body=body,
        digest=digest,
        rule_edition=frozen.rule,
        reason=reason if last else "",
    )


def _agrees(frozen: Frozen) -> bool:
    """Whether the figures, counted by the database, are those of the tasks one by one."""
    counts: dict[int, Counter[str]] = {}
    for task in frozen.tasks:
        counts.setdefault(task.unit, Counter())[task.status] += 1
    told = {unit: Tally.of(each) for unit, each in counts.items()}
    return told == {row.unit: row.tally for row in frozen.rows if row.tally != Tally()}
