"""The run of a day: it carries out the plan, message by message.

Run again it finds that a rule has already urged a duty for its due day, and that a message of this
day has gone out: nobody gets a second one. So a changed holiday, a new rule or 10,000 imported
tasks make at most one message a day to each unit, to the Office and to each leader.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.records.tasks.urging.models import Message, Rule, Urge
from giaoban.records.tasks.urging.selectors import plan_of
from giaoban.records.tasks.urging.types import Outcome, Planned

_AT_ONE_TIME = 2000


def urge_by_rules(*, now: datetime) -> Outcome:
    """Done by the installation itself, once a working day."""
    plan = plan_of(on=timezone.localdate(now))
    sent = [(planned, _send(planned, now=now)) for planned in plan.messages]
    return Outcome(
        messages=sum(number > 0 and bool(planned.people) for planned, number in sent),
        urges=sum(number for _planned, number in sent),
    )


@transaction.atomic
def _send(planned: Planned, *, now: datetime) -> int:
    """One message with its urges and notices; how many urges, none where it has gone out today.

    A transaction of its own: what is sent stays sent, and nobody else waits for the whole run.
    """
    list(Rule.objects.select_for_update())  # of two runs at once one waits here
    on = timezone.localdate(now)
    same = Message.objects.filter(
        on=on, audience=planned.audience, unit=planned.unit_id, leader=planned.leader_id
    )
    if same.exists():
        return 0
    message = Message.objects.create(
        audience=planned.audience,
        unit_id=planned.unit_id,
        leader_id=planned.leader_id,
        on=on,
        at=now,
    )
    Urge.objects.bulk_create(
        (
            Urge(
                message=message,
                duty_id=line.duty_id,
                due_on=line.due_on,
                audience=planned.audience,
                offset=line.offset,
            )
            for line in planned.lines
        ),
        batch_size=_AT_ONE_TIME,
        ignore_conflicts=True,
    )
    notices.notify(kind="tasks.urged", recipients=planned.people, about=message, now=now)
    data = {
        "audience": planned.audience.value,
        "unit": str(planned.unit_id or ""),
        "duties": len(planned.lines),
        "people": len(planned.people),
    }
    audit.record(actor=None, verb="urging.sent", target=message, data=data, now=now)
    return len(planned.lines)
