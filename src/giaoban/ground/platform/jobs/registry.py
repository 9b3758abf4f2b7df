"""Which jobs there are. A room declares its own in its `jobs.py`, which is loaded at the start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from django.utils.functional import Promise

ATTEMPTS = 5

Work = Callable[..., str | None]


@dataclass(frozen=True)
class Every:
    """So many minutes after the time before."""

    minutes: int


@dataclass(frozen=True)
class Daily:
    """Once a day at that time of the clock in Viet Nam."""

    at: time


@dataclass(frozen=True)
class Job:
    """Something that is done apart from any page. `work` returns what is to be told of it.

    The same work may be handed out twice (a worker dies after it is done and before it says so):
    whoever writes a job makes the second time change nothing.
    """

    name: str
    words: str | Promise
    work: Work
    schedule: Every | Daily | None
    attempts: int


_JOBS: dict[str, Job] = {}


class NoSuchJob(LookupError):
    """No room declares a job with this name."""


def job(
    name: str,
    *,
    words: str | Promise,
    schedule: Every | Daily | None = None,
    attempts: int = ATTEMPTS,
) -> Callable[[Work], Work]:
    """Declare the function below as a job: `@job("notices.deliver", words=_("Send e-mail"))`.

    With a `schedule` the worker does it by itself; then it takes no arguments. `attempts` is how
    often it is tried, each time after a longer wait, before it is given up.
    """

    def declare(work: Work) -> Work:
        _JOBS[name] = Job(name, words, work, schedule, attempts)
        return work

    return declare


def job_named(name: str) -> Job:
    try:
        return _JOBS[name]
    except KeyError:
        raise NoSuchJob(name) from None


def jobs() -> list[Job]:
    """All jobs, by name."""
    return [_JOBS[name] for name in sorted(_JOBS)]
