"""From the officer to the head, to who receives it, and back."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from giaoban.cycle.reporting import policies
from giaoban.cycle.reporting.models import Obligation, Return, Submission
from giaoban.cycle.reporting.returns import selectors
from giaoban.cycle.reporting.returns.checking import findings_of
from giaoban.cycle.reporting.returns.services.holding import demand_writer, held, writable
from giaoban.cycle.reporting.types import (
    AgainByInThePast,
    ChecksNeedReason,
    NotSent,
    NotWithHead,
    ReasonMissing,
    ReturnState,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post

_HEADS = (Post.HEAD, Post.DEPUTY)
_ALL = (Post.HEAD, Post.DEPUTY, Post.OFFICER, Post.REPORTER)


@transaction.atomic
def hand_to_head(*, actor: User, obligation_id: int, now: datetime) -> None:
    """Tell the head that the return is ready to be signed; it can still be edited."""
    obligation = held(obligation_id)
    principal = demand_writer(actor, obligation, now)
    written = writable(obligation)
    _set(written, ReturnState.WITH_HEAD)
    _tell("reporting.to-sign", obligation, [obligation.unit_id], _HEADS, now)
    audit.record(
        actor=actor,
        verb="reporting.handed-to-head",
        target=obligation,
        now=now,
        on_behalf_of=principal,
    )


@transaction.atomic
def give_back(*, actor: User, obligation_id: int, note: str, now: datetime) -> None:
    """The head gives it back to whoever writes, and says what is lacking."""
    obligation = held(obligation_id)
    principal = _demand_head(actor, obligation, now)
    if not note.strip():
        raise ReasonMissing
    written = writable(obligation)
    if written.state != ReturnState.WITH_HEAD:
        raise NotWithHead
    written.head_note = note.strip()[:1000]
    _set(written, ReturnState.WRITING)
    _tell("reporting.given-back", obligation, [obligation.unit_id], _ALL, now)
    audit.record(
        actor=actor,
        verb="reporting.given-back",
        target=obligation,
        reason=note.strip()[:1000],
        now=now,
        on_behalf_of=principal,
    )


@transaction.atomic
def send_return(*, actor: User, obligation_id: int, now: datetime, reason: str = "") -> Submission:
    """Sign and send: what stands there is frozen with its fingerprint.

    Where the checks find something it goes all the same, with the reason. Raises
    ChecksNeedReason, TooLateToEnter, AlreadySent and PermissionDenied.
    """
    obligation = held(obligation_id)
    demand_writer(actor, obligation, now)
    principal = _demand_head(actor, obligation, now)
    written = writable(obligation)
    on = timezone.localdate(now)
    found = findings_of(actor=actor, obligation=obligation, written=written, on=on)
    if found and not reason.strip():
        raise ChecksNeedReason
    content = selectors.content_of(
        selectors.sections_of(written=written),
        selectors.figures_of(written=written),
        selectors.proposals_of(written=written),
    )
    last = Submission.objects.filter(written=written).aggregate(last=Max("number"))["last"]
    submission = Submission(
        written=written,
        number=(last or 0) + 1,
        sent_on=on,
        sent_at=now,
        sent_by=actor,
        on_behalf_of=principal,
        reason=reason.strip()[:1000] if found else "",
        findings=[each.words for each in found],
        content=content,
        sha256=selectors.fingerprint(content),
    )
    submission.save(force_insert=True)
    written.head_note = ""
    _set(written, ReturnState.SENT)
    if obligation.recipient_id:
        _tell("reporting.sent", obligation, [obligation.recipient_id], _ALL, now)
    audit.record(
        actor=actor,
        verb="reporting.sent",
        target=obligation,
        data={
            "number": submission.number,
            "sha256": submission.sha256,
            "findings": len(found),
        },
        reason=submission.reason,
        now=now,
        on_behalf_of=principal,
    )
    return submission


@transaction.atomic
def return_it(
    *,
    actor: User,
    obligation_id: int,
    comment: str,
    now: datetime,
    again_by: date | None = None,
) -> Submission:
    """Send it back for completion. Sent again by `again_by` it keeps the day of this sending."""
    obligation = held(obligation_id)
    principal = _demand_recipient(actor, obligation, now)
    on = timezone.localdate(now)
    if not comment.strip():
        raise ReasonMissing
    if again_by is not None and again_by < on:
        raise AgainByInThePast
    written, submission = _sent(obligation)
    submission.returned_on, submission.returned_by = on, actor
    submission.comment, submission.again_by = comment.strip()[:4000], again_by
    submission.save(update_fields=["returned_on", "returned_by", "comment", "again_by"])
    _set(written, ReturnState.RETURNED)
    _tell("reporting.returned", obligation, [obligation.unit_id], _ALL, now)
    audit.record(
        actor=actor,
        verb="reporting.returned",
        target=obligation,
        data={"number": submission.number, "again_by": again_by}
        if again_by
        else {"number": submission.number},
        reason=submission.comment,
        now=now,
        on_behalf_of=principal,
    )
    return submission


@transaction.atomic
def accept_return(*, actor: User, obligation_id: int, now: datetime) -> Submission:
    """Take it as it is: it is no longer changed, and the synthesis may use it."""
    obligation = held(obligation_id)
    principal = _demand_recipient(actor, obligation, now)
    written, submission = _sent(obligation)
    submission.accepted_on, submission.accepted_by = timezone.localdate(now), actor
    submission.save(update_fields=["accepted_on", "accepted_by"])
    _set(written, ReturnState.ACCEPTED)
    _tell("reporting.accepted", obligation, [obligation.unit_id], _ALL, now)
    audit.record(
        actor=actor,
        verb="reporting.accepted",
        target=obligation,
        data={"number": submission.number},
        now=now,
        on_behalf_of=principal,
    )
    return submission


def _sent(obligation: Obligation) -> tuple[Return, Submission]:
    """The return that waits to be looked at. Raises NotSent."""
    written = Return.objects.select_for_update().filter(obligation=obligation).first()
    if written is None or written.state != ReturnState.SENT:
        raise NotSent
    return written, Submission.objects.filter(written=written).latest("number")


def _set(written: Return, state: ReturnState) -> None:
    written.state = state
    written.save(update_fields=["state", "head_note"])


def _demand_head(actor: User, obligation: Obligation, now: datetime) -> User | None:
    verdict = policies.may_sign(actor, obligation, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    return verdict.principal


def _demand_recipient(actor: User, obligation: Obligation, now: datetime) -> User | None:
    verdict = policies.may_receive(actor, obligation, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    return verdict.principal


def _tell(
    kind: str, obligation: Obligation, unit_ids: Iterable[int], posts: Iterable[Post], now: datetime
) -> None:
    people = organisations.people_serving_in(
        unit_ids=unit_ids, on=timezone.localdate(now), posts=list(posts)
    )
    notices.notify(kind=kind, recipients=people, about=obligation, now=now)
