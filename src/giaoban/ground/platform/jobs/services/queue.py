"""The queue, which django-q2 keeps in the database.

A job is put into it by a row in the caller's transaction: no commit, no job. The row stays until
the work is done; whoever takes it locks it for `retry` seconds, so that a job whose worker was
killed is handed out again.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django_q.exceptions import TimeoutException
from django_q.models import OrmQ
from django_q.signals import pre_execute
from django_q.tasks import async_task

# What a worker calls, by name: the name is written into the queue, so it stays.
RUN = "giaoban.ground.platform.jobs.services.run"
TimedOut: type[SystemExit] = TimeoutException

_delivery: ContextVar[int | None] = ContextVar("giaoban_delivery", default=None)


def _remember_delivery(*, task: Mapping[str, Any], **_about: object) -> None:
    _delivery.set(task.get("ack_id"))


pre_execute.connect(_remember_delivery, dispatch_uid="giaoban.jobs")


def put(*, name: str, key: str, arguments: Mapping[str, object]) -> None:
    """Put a job into the queue, in this transaction."""
    async_task(RUN, name=name, key=key, arguments=dict(arguments), q_options={"group": name})


def postpone(until: datetime) -> None:
    """Hand the job that is being done out again from then on, unless it ends well."""
    delivery = _delivery.get()
    if delivery is not None:
        OrmQ.objects.filter(pk=delivery).update(lock=until)
