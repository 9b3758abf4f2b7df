"""The worker as a command, beside the pages or alone, and how the jobs stand, in lines."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from giaoban.ground.platform.jobs import Every
from giaoban.ground.platform.jobs.selectors import JobsState, ScheduleLine, state_of_jobs
from giaoban.ground.platform.jobs.worker import work as work_on
from giaoban.ground.platform.models import JobRun, JobState

_SECONDS_TO_STOP = 20


def work(*, beside: int | None) -> None:
    work_on(now=timezone.now(), beside=beside)


@contextmanager
def worker_beside() -> Iterator[None]:
    """A worker of this installation for as long as the block runs; it ends when we are killed."""
    command = [sys.executable, "-m", "giaoban", "jobs", "run", "--beside", str(os.getpid())]
    # Of a group of its own: Ctrl+C at the pages must not reach what it is doing.
    worker = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - ourselves
    try:
        yield
    finally:
        worker.send_signal(signal.SIGTERM)
        try:
            worker.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            # What it was doing is handed out again by the next worker.
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()


def tell(*, language: str) -> int:
    with translation.override(language):
        state = state_of_jobs(now=timezone.now())
        print("\n".join(_lines(state)))
    given_up = any(run.state == JobState.GIVEN_UP for run in state.failures)
    return 1 if given_up or state.worker_is_missing else 0


def _lines(state: JobsState) -> Iterator[str]:
    counts = {"waiting": state.queue.waiting, "taken": state.queue.taken}
    yield _("Queue: %(waiting)s waiting, %(taken)s taken or to be tried again.") % counts
    if state.worker_is_missing:
        yield _("No worker seems to run: start one with “giaoban jobs run”.")
    yield _("By itself:")
    yield from (f"  {_schedule(line)}" for line in state.schedules)
    yield _("Being done:") if state.running else _("Nothing is being done now.")
    yield from (f"  {_run(run)}" for run in state.running)
    yield _("Failed:") if state.failures else _("Nothing failed.")
    yield from (f"  {_run(run)}" for run in state.failures)


def _schedule(line: ScheduleLine) -> str:
    if isinstance(line.schedule, Every):
        when = _("every %(n)s min") % {"n": line.schedule.minutes}
    else:
        when = _("daily at %(time)s") % {"time": f"{line.schedule.at:%H:%M}"}
    last = _run(line.last) if line.last else _("never yet")
    coming = f"{timezone.localtime(line.next_at):%d/%m/%Y %H:%M}" if line.next_at else "–"
    told = {"name": line.name, "when": when, "last": last, "coming": coming}
    return _("%(name)s, %(when)s; next %(coming)s; last: %(last)s") % told


def _run(run: JobRun) -> str:
    moment = f"{timezone.localtime(run.started_at):%d/%m/%Y %H:%M:%S}"
    last_line = run.told.strip().rsplit("\n", 1)[-1]
    parts = [moment, run.name, str(run.get_state_display())]
    if run.attempts > 1:
        parts.append(_("attempt %(n)s") % {"n": run.attempts})
    return ", ".join([*parts, last_line] if last_line else parts)
