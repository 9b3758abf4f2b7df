"""Files with pages that are pictures: handed in, recognised apart from the page, then read."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation

from giaoban.cycle.intake import policies
from giaoban.cycle.intake.models import Recognition, StoredReading
from giaoban.cycle.intake.proposing import LANGUAGES
from giaoban.cycle.intake.services.reading import read_document
from giaoban.cycle.intake.types import AlreadyRecognising
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.jobs import services as jobs
from giaoban.kit.reader.opening import Unreadable

JOB = "intake.recognise"


@transaction.atomic
def wait_for_recognition(
    *,
    actor: User,
    now: datetime,
    data: bytes,
    file_name: str,
    symbol: str = "",
    subject: str = "",
    issued_on: date | None = None,
) -> Recognition:
    """Keep a file until a job has recognised its pages and read it."""
    today = timezone.localdate(now)
    if not policies.may_read(actor, today):
        raise PermissionDenied
    waiting = Recognition(
        data=data,
        file_name=file_name[:255] or "?",
        symbol=symbol,
        subject=subject,
        issued_on=issued_on,
        asked_by=actor,
        asked_at=now,
    )
    waiting.full_clean(exclude=["data", "refusal", "begun_at", "reading"])
    waiting.save()
    audit.record(
        actor=actor,
        verb="intake.handed-in",
        target=waiting,
        data={"file": waiting.file_name},
        now=now,
        on_behalf_of=policies.for_whom(actor, today),
    )
    jobs.enqueue(JOB, recognition_id=waiting.pk)
    return waiting


@transaction.atomic
def drop_recognition(*, actor: User, recognition_id: int, now: datetime) -> None:
    """Let go of a file that has not been read: its bytes are deleted, the trail keeps its name."""
    today = timezone.localdate(now)
    if not policies.may_read(actor, today):
        raise PermissionDenied
    waiting = Recognition.objects.select_for_update(of=("self",)).get(pk=recognition_id)
    if _is_at_work(waiting, now) or waiting.reading_id:
        raise AlreadyRecognising
    audit.record(
        actor=actor,
        verb="intake.dropped",
        target=waiting,
        data={"file": waiting.file_name},
        now=now,
        on_behalf_of=policies.for_whom(actor, today),
    )
    waiting.delete()


def go_on_recognising(*, recognition_id: int, now: datetime) -> StoredReading | None:
    """Recognise and read a file that waits, in the name of whoever handed it in.

    None where it is refused, which is then written down, or where there is nothing to do: done
    already, or taken back. Raises AlreadyRecognising while somebody else is at work on it.
    """
    waiting = _taken_up(recognition_id, now)
    if waiting is None:
        return None

    def progress(done: int, of: int) -> None:
        Recognition.objects.filter(pk=waiting.pk).update(pages_done=done, pages=of)

    try:
        reading = read_document(
            actor=waiting.asked_by,
            now=now,
            data=bytes(waiting.data),
            file_name=waiting.file_name,
            symbol=waiting.symbol,
            subject=waiting.subject,
            issued_on=waiting.issued_on,
            progress=progress,
        )
    except Unreadable as refused:
        _over(waiting, refusal={each: refused.text(each) for each in LANGUAGES})
        return None
    except RuleBroken as refused:
        _over(waiting, refusal={each: _said(refused, each) for each in LANGUAGES})
        return None
    except BaseException:
        # Whatever it was, it may be tried again by the next who comes.
        Recognition.objects.filter(pk=waiting.pk).update(begun_at=None)
        raise
    _over(waiting, reading=reading)
    return reading


@transaction.atomic
def _taken_up(recognition_id: int, now: datetime) -> Recognition | None:
    """The file, marked as being at work on; None where nothing is to be done with it."""
    rows = Recognition.objects.select_for_update(of=("self",)).select_related("asked_by")
    waiting = rows.filter(pk=recognition_id).first()
    if waiting is None or waiting.is_over:
        return None
    if _is_at_work(waiting, now):
        raise AlreadyRecognising
    waiting.begun_at = now
    waiting.save(update_fields=["begun_at"])
    return waiting


def _is_at_work(waiting: Recognition, now: datetime) -> bool:
    """Whether somebody began and may still be at it: a job lives no longer than it may."""
    longest = timedelta(seconds=settings.JOB_SECONDS)
    return waiting.begun_at is not None and now - waiting.begun_at < longest


def _over(
    waiting: Recognition,
    *,
    reading: StoredReading | None = None,
    refusal: dict[str, str] | None = None,
) -> None:
    """Say what it came to and let go of the bytes."""
    waiting.reading, waiting.refusal, waiting.data = reading, refusal or {}, b""
    waiting.save(update_fields=["reading", "refusal", "data"])


def _said(refused: RuleBroken, language: str) -> str:
    with translation.override(language):
        return str(refused)
