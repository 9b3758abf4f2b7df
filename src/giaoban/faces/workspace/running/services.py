"""What administrators do about how the installation runs."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.faces.workspace.running.policies import may_run
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.ground.notices.models import Mail


@transaction.atomic
def send_mail_again(*, actor: User, mail: Mail, now: datetime) -> bool:
    """Send an e-mail that was refused, or may be lost, once more: its reader may get it twice.

    False where it waits already, as where somebody was quicker.
    """
    verdict = may_run(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    if not notices.send_again(mail_id=mail.pk, now=now):
        return False
    audit.record(
        actor=actor,
        verb="workspace.mail-sent-again",
        target=mail,
        data={"state": mail.state},
        now=now,
        on_behalf_of=verdict.principal,
    )
    return True
