"""The nightly walk along the chain, and what is kept of what it found."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from giaoban.ground.audit import hooks, selectors
from giaoban.ground.audit.models import Chain, Verification
from giaoban.ground.audit.services.sealing import seal
from giaoban.ground.audit.types import SealedDay, Verdict

KEPT = timedelta(days=400)

_log = logging.getLogger(__name__)


def check_trail(*, now: datetime) -> Verification:
    """Seal what waits, go along the chain, keep what was found; if it is broken, raise the alarm.

    The end of the chain is also written into the log, which lies outside of the database: whoever
    may rewrite every row cannot take that back.
    """
    seal()
    verdict = selectors.verify()
    remembered = _remembered()
    lost = selectors.first_lost_seal(remembered) if verdict.holds and remembered else None
    found = _keep(verdict, lost, now=now)
    if found.holds:
        _log.info("the trail holds: %s entries, seal %s", found.entries, found.seal)
    else:
        _log.critical("the trail is broken: %s", found.words)
    return found


@transaction.atomic
def _keep(verdict: Verdict, lost: SealedDay | None, *, now: datetime) -> Verification:
    chain = Chain.objects.filter(pk=Chain.THE_ONE).first()
    last = verdict.days[-1] if verdict.days else None
    found = Verification.objects.create(
        at=now,
        holds=verdict.holds and lost is None,
        entries=verdict.entries,
        waiting=verdict.waiting,
        guarded=verdict.guarded,
        length=chain.length if chain else 0,
        seal=last.seal if last else "",
        day=last.day if last else None,
        words=_words(verdict, lost),
    )
    Verification.objects.filter(at__lt=now - KEPT).delete()
    if not found.holds:
        for alarm in hooks.alarms():
            alarm(found, now)
    return found


def _remembered() -> list[SealedDay]:
    """Where the chain ended the last time it held."""
    last = Verification.objects.filter(holds=True).exclude(seal="").first()
    return [SealedDay(last.day, last.entries, last.seal)] if last and last.day else []


def _words(verdict: Verdict, lost: SealedDay | None) -> str:
    """For the log and the machine: place, kind and entry; pages say it in their own words."""
    if broken := verdict.broken:
        entry = f" entry {broken.entry_id} {broken.verb}" if broken.entry_id else ""
        return f"place {broken.number}, {broken.day}: {broken.kind.value}{entry}"[:500]
    return f"the seal of {lost.day} is no longer in it" if lost else ""
