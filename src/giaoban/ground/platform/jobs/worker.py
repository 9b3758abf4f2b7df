"""The process that does the jobs."""

import os
import signal
import threading
from datetime import datetime

from django_q.cluster import Cluster

from giaoban.ground.platform.jobs.services import keep_schedules

_LOOKING_ROUND = 0.5  # seconds between two looks at whether to go on


def work(*, now: datetime, beside: int | None = None) -> None:
    """Do jobs until told to stop by a signal, or until the process `beside`, our parent, is gone.

    What is being done then is finished first.
    """
    keep_schedules(now=now)
    told_to_stop = threading.Event()
    cluster = Cluster()
    # Its own handler would stop the cluster from within a signal, where it can wait for itself.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told_to_stop.set())
    cluster.start()
    while not told_to_stop.wait(_LOOKING_ROUND):
        if not cluster.sentinel.is_alive():
            raise RuntimeError("the process that guards the workers has died")
        if beside is not None and os.getppid() != beside:
            break
    # A signal for all our processes ends the guard as well, and then there is nobody to wait for.
    cluster.sentinel.join(_LOOKING_ROUND)
    if cluster.sentinel.is_alive():
        cluster.stop()
