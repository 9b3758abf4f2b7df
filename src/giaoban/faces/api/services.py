"""Carrying a request out once, however often it comes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from giaoban.faces.api.models import KeptAnswer
from giaoban.faces.api.types import Answer, KeyUsedOtherwise
from giaoban.ground.accounts.models import User

KEPT = timedelta(hours=24)


@transaction.atomic
def answer_once(
    *, actor: User, key: str, request_digest: str, now: datetime, work: Callable[[], Answer]
) -> Answer:
    """The answer of `work`, or the one that was given before to the same request of the actor.

    What `work` changes and its answer are kept together or not at all: one that fails leaves the
    key free. Of two that come at once the second waits for the first. Raises KeyUsedOtherwise where
    the key belongs to another request.
    """
    KeptAnswer.objects.filter(owner=actor, at__lte=now - KEPT).delete()
    try:
        with transaction.atomic():
            kept = KeptAnswer.objects.create(
                owner=actor, key=key, request_digest=request_digest, at=now
            )
    except IntegrityError:
        kept = KeptAnswer.objects.get(owner=actor, key=key)
        if kept.request_digest != request_digest:
            raise KeyUsedOtherwise from None
        return Answer(kept.status, kept.headers, kept.body, repeated=True)
    answer = work()
    kept.status, kept.headers, kept.body = answer.status, answer.headers, answer.body
    kept.save(update_fields=["status", "headers", "body"])
    return answer


def forget_old_answers(*, now: datetime) -> int:
    """Let go of what no request may ask for any more, whoever it was kept for; how many."""
    deleted, _by_model = KeptAnswer.objects.filter(at__lte=now - KEPT).delete()
    return deleted
