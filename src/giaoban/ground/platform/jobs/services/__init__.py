"""Putting jobs into the queue, doing them, and keeping the schedules."""

import uuid

from giaoban.ground.platform.jobs.registry import job_named
from giaoban.ground.platform.jobs.services.doing import StillBeingDone, forget_old_runs, run
from giaoban.ground.platform.jobs.services.queue import put
from giaoban.ground.platform.jobs.services.schedules import keep_schedules

__all__ = ["StillBeingDone", "enqueue", "forget_old_runs", "keep_schedules", "run"]


def enqueue(name: str, **arguments: object) -> str:
    """Let the worker do a job once this transaction is committed. Gives the key of its JobRun.

    The arguments are plain values. Raises NoSuchJob.
    """
    job_named(name)
    key = uuid.uuid4().hex
    put(name=name, key=key, arguments=arguments)
    return key
