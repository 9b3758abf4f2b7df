"""Accepting many proposals at one press, all of them or none."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from giaoban.cycle.intake.models import Proposal
from giaoban.cycle.intake.services.deciding import accept_proposal
from giaoban.cycle.intake.types import Decision, NothingChosen
from giaoban.ground.accounts.models import User
from giaoban.ground.platform.requests import remembering
from giaoban.records.tasks.models import Task


@transaction.atomic
def accept_together(
    *, actor: User, reading_id: int, proposal_ids: Sequence[int], now: datetime
) -> list[Task]:
    """Accept these proposals of a reading as they stand, in its order; one undo takes all back.

    One that was decided meanwhile is left as it is. Raises NothingChosen where none is left, and
    LeadMissing, with nothing accepted, where one of them has no lead.
    """
    chosen = Proposal.objects.filter(
        reading=reading_id, pk__in=list(proposal_ids), decision=Decision.WAITING
    )
    batch = str(uuid4())
    with remembering():
        made = [
            accept_proposal(actor=actor, proposal_id=proposal_id, now=now, batch=batch)
            for proposal_id in chosen.order_by("position").values_list("pk", flat=True)
        ]
    if not made:
        raise NothingChosen
    return made
