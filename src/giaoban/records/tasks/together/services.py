"""One act on many duties, in one transaction: what a rule forbids is told, the rest is done."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.requests import remembering
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.models import Duty, Span
from giaoban.records.tasks.services.extending import grant_extension
from giaoban.records.tasks.services.keeping import set_follower
from giaoban.records.tasks.together import policies
from giaoban.records.tasks.together.types import (
    MOST,
    Act,
    Asked,
    NoDeadlineToMove,
    NothingChosen,
    Outcome,
    TooMany,
)


def preview(*, actor: User, asked: Asked, now: datetime) -> list[Outcome]:
    """What would become of each duty. It is done and taken back, so that it is what will be."""
    with transaction.atomic():
        outcomes = _carry_out(actor, asked, now)
        transaction.set_rollback(True)
    return outcomes


@transaction.atomic
def carry_out(*, actor: User, asked: Asked, now: datetime) -> list[Outcome]:
    """Do it to each duty, all in one transaction. One that a rule refuses stays as it was."""
    return _carry_out(actor, asked, now)


def _carry_out(actor: User, asked: Asked, now: datetime) -> list[Outcome]:
    on = timezone.localdate(now)
    verdict = policies.may_act_together(actor, on=on)
    if not verdict:
        raise PermissionDenied
    if not asked.duty_ids:
        raise NothingChosen
    if len(asked.duty_ids) > MOST:
        raise TooMany
    seen = selectors.visible_duties(actor=actor, on=on).filter(pk__in=asked.duty_ids)
    # In the order of their numbers, so that two acts at once never wait for one another.
    duties = list(seen.order_by("pk"))
    with remembering():
        outcomes = [_outcome(actor, asked, duty, now) for duty in duties]
    done = sum(1 for each in outcomes if not each.refusal)
    data = {"act": asked.act.value, "done": str(done), "refused": str(len(outcomes) - done)}
    audit.record(
        actor=actor,
        verb="together.done",
        target=actor,
        data=data,
        now=now,
        on_behalf_of=verdict.principal,
    )
    return outcomes


def _outcome(actor: User, asked: Asked, duty: Duty, now: datetime) -> Outcome:
    try:
        with transaction.atomic():  # what is refused half way leaves nothing behind
            _ACTS[asked.act](actor, asked, duty, now)
    except RuleBroken as refusal:
        return Outcome(duty.pk, str(refusal))
    except PermissionDenied:
        return Outcome(duty.pk, _("This is not yours to decide."))
    return Outcome(duty.pk)


def _confirm(actor: User, asked: Asked, duty: Duty, now: datetime) -> None:
    services.confirm_result(actor=actor, duty_id=duty.pk, now=now, note=asked.note)


def _deadline(actor: User, asked: Asked, duty: Duty, now: datetime) -> None:
    services.change_deadline(
        actor=actor, duty_id=duty.pk, due_on=_new_day(asked, duty), now=now, note=asked.note
    )


def _new_day(asked: Asked, duty: Duty) -> date:
    if asked.due_on:
        return asked.due_on
    due_on = Span.objects.values_list("due_on", flat=True).get(duty=duty, valid_to=None)
    if due_on is None:
        raise NoDeadlineToMove
    return due_on + timedelta(days=asked.days or 0)


def _transfer(actor: User, asked: Asked, duty: Duty, now: datetime) -> None:
    services.transfer_duty(
        actor=actor, duty_id=duty.pk, unit_id=asked.unit_id or 0, now=now, note=asked.note
    )


def _extend(actor: User, asked: Asked, duty: Duty, now: datetime) -> None:
    grant_extension(actor=actor, duty_id=duty.pk, now=now, note=asked.note)


def _officer(actor: User, asked: Asked, duty: Duty, now: datetime) -> None:
    set_follower(actor=actor, task_id=duty.task_id, user_id=asked.officer_id, now=now)


_ACTS: dict[Act, Callable[[User, Asked, Duty, datetime], None]] = {
    Act.CONFIRM: _confirm,
    Act.DEADLINE: _deadline,
    Act.EXTEND: _extend,
    Act.TRANSFER: _transfer,
    Act.OFFICER: _officer,
}
