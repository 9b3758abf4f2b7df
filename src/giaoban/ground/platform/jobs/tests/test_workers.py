"""Workers that die in the middle of a job: real processes, killed with the signal nobody hears."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from giaoban.ground.platform.jobs.tests.build import (
    Installation,
    an_installation,
    kill_all,
    wait_until,
)

pytestmark = pytest.mark.django_db  # which says on which database these run

# Its first attempt takes longer than any test; each tells in the file who is at it.
WORKER = """
import os, time
from pathlib import Path
from django.utils import timezone
from giaoban.ground.platform.jobs import job
from giaoban.ground.platform.jobs.worker import work

@job("tests.slow", words="Slow")
def slow(path):
    notes = Path(path)
    is_first = not notes.exists()
    with notes.open("a") as text:
        text.write(f"begun {os.getpid()}\\n")
    if is_first:
        time.sleep(60)
    with notes.open("a") as text:
        text.write("done\\n")

work(now=timezone.now())
"""
ASK = """
from giaoban.ground.platform.jobs import job
from giaoban.ground.platform.jobs.services import enqueue
job("tests.slow", words="Slow")(print)
enqueue("tests.slow", path={path!r})
"""
LAST_RUN = """
from giaoban.ground.platform.models import JobRun
run = JobRun.objects.filter(name="tests.slow").first()
print(run.state, run.attempts)
"""
QUEUED = "from django_q.models import OrmQ; print(OrmQ.objects.count())"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with an_installation(tmp_path_factory.mktemp("installation")) as ready:
        yield ready


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes.txt"


def lines(notes: Path) -> list[str]:
    return notes.read_text().splitlines() if notes.exists() else []


def begun(notes: Path) -> int | None:
    """The process that is at the job."""
    told = lines(notes)
    return int(told[-1].split()[1]) if told and told[-1].startswith("begun") else None


def done(notes: Path) -> list[str] | None:
    told = lines(notes)
    return told if told and told[-1] == "done" else None


def test_a_job_whose_worker_was_killed_is_handed_out_again(
    installation: Installation, notes: Path
) -> None:
    installation.run(ASK.format(path=str(notes)))
    with installation.process(WORKER):
        os.kill(wait_until(lambda: begun(notes)), signal.SIGKILL)

        first, second, _ = wait_until(lambda: done(notes))

        assert first != second
        assert wait_until(lambda: installation.run(LAST_RUN) == "done 2")
        assert wait_until(lambda: installation.run(QUEUED) == "0")


def test_a_job_outlives_the_death_of_all_its_processes(
    installation: Installation, notes: Path
) -> None:
    installation.run(ASK.format(path=str(notes)))
    with installation.process(WORKER) as all_of_them:
        wait_until(lambda: begun(notes))
        kill_all(all_of_them)

    with installation.process(WORKER):
        wait_until(lambda: done(notes))
        assert wait_until(lambda: installation.run(LAST_RUN) == "done 2")


def test_a_worker_that_is_told_to_stop_ends_by_itself(installation: Installation) -> None:
    with installation.process(WORKER) as worker:
        wait_until(lambda: has_children(worker))
        worker.send_signal(signal.SIGTERM)

        assert worker.wait(30) == 0


def has_children(process: subprocess.Popen[bytes]) -> bool:
    return bool(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().strip())
