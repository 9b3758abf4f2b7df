from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import transaction
from django_q.models import OrmQ, Schedule
from django_q.signing import SignedPackage

from giaoban.ground.platform.jobs import Daily, Every, NoSuchJob, job, registry, services
from giaoban.ground.platform.jobs.selectors import state_of_jobs
from giaoban.ground.platform.jobs.services import queue
from giaoban.ground.platform.models import JobRun, JobState

NOW = datetime(2025, 3, 31, 2, 0, tzinfo=UTC)  # 9:00 in Viet Nam

pytestmark = pytest.mark.django_db


class Fails(Exception):
    pass


@pytest.fixture(autouse=True)
def jobs_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_JOBS", {})


@pytest.fixture
def done() -> list[str]:
    """What the job `tests.note` was given each time."""
    given: list[str] = []

    @job("tests.note", words="Note", attempts=3)
    def note(*, what: str = "") -> str:
        given.append(what)
        if what == "fail":
            raise Fails("no such thing")
        return f"noted {what}"

    return given


@pytest.fixture
def delivered() -> Iterator[OrmQ]:
    """A row of the queue that a worker has just taken."""
    row = OrmQ.objects.create(key="giaoban", payload="", lock=NOW)
    token = queue._delivery.set(row.pk)  # noqa: SLF001 - as the queue hands it out
    yield row
    queue._delivery.reset(token)  # noqa: SLF001


def handed_out() -> dict[str, object]:
    [row] = OrmQ.objects.all()
    told: dict[str, object] = SignedPackage.loads(row.payload)["kwargs"]
    return told


def test_what_is_put_into_the_queue_is_done_with_its_arguments(done: list[str]) -> None:
    key = services.enqueue("tests.note", what="this")

    services.run(**handed_out())  # type: ignore[arg-type]  # as the queue gives it

    assert done == ["this"]
    run = JobRun.objects.get()
    assert (run.key, run.state, run.told) == (key, JobState.DONE, "noted this")


def test_what_is_rolled_back_is_never_done(done: list[str]) -> None:
    def change_of_mind() -> None:
        with transaction.atomic():
            services.enqueue("tests.note", what="this")
            raise Fails

    with pytest.raises(Fails):
        change_of_mind()

    assert not OrmQ.objects.exists()


def test_a_job_that_nobody_declares_is_refused_when_asked_for() -> None:
    with pytest.raises(NoSuchJob):
        services.enqueue("tests.unheard-of")


def test_what_is_done_and_handed_out_again_is_not_done_twice(done: list[str]) -> None:
    services.run(name="tests.note", key="a")
    services.run(name="tests.note", key="a")

    assert len(done) == 1


def test_a_moment_of_a_schedule_is_worked_off_once(done: list[str]) -> None:
    for slot in ("2025-03-31T02:00", "2025-03-31T02:00", "2025-03-31T02:01"):
        services.run(name="tests.note", slot=slot)

    assert len(done) == 2


def test_a_failure_is_handed_out_again_later_and_later(done: list[str], delivered: OrmQ) -> None:
    waits = []
    for _ in range(2):
        with pytest.raises(Fails):
            services.run(name="tests.note", key="a", arguments={"what": "fail"})
        delivered.refresh_from_db()
        ended = JobRun.objects.get().ended_at
        assert ended is not None
        waits.append(round((delivered.lock - ended).total_seconds()))

    assert waits == [60, 300]
    assert JobRun.objects.get().state == JobState.WAITING


def test_after_its_last_attempt_it_is_given_up_with_what_went_wrong(
    done: list[str], delivered: OrmQ
) -> None:
    for _ in range(2):
        with pytest.raises(Fails):
            services.run(name="tests.note", key="a", arguments={"what": "fail"})

    assert services.run(name="tests.note", key="a", arguments={"what": "fail"}) == "given up"
    run = JobRun.objects.get()
    assert (run.state, run.attempts) == (JobState.GIVEN_UP, 3)
    assert run.told.endswith("Fails: no such thing\n")


def test_what_another_worker_may_still_be_at_is_left_alone(
    done: list[str], delivered: OrmQ
) -> None:
    run = a_run(started=timedelta(seconds=0))

    with pytest.raises(services.StillBeingDone):
        services.run(name="tests.note", key=run.key)

    delivered.refresh_from_db()
    assert not done
    assert delivered.lock > NOW


def test_what_a_dead_worker_left_is_done_by_another(done: list[str]) -> None:
    run = a_run(started=timedelta(hours=1))

    services.run(name="tests.note", key=run.key)

    run.refresh_from_db()
    assert (len(done), run.state, run.attempts) == (1, JobState.DONE, 2)


def test_what_kills_its_worker_each_time_is_given_up(done: list[str]) -> None:
    run = a_run(started=timedelta(hours=1), attempts=3)

    services.run(name="tests.note", key=run.key)

    run.refresh_from_db()
    assert (done, run.state) == ([], JobState.GIVEN_UP)


def test_a_job_of_another_version_does_not_block_the_queue() -> None:
    assert services.run(name="tests.unheard-of", key="a") == "unknown"


def a_run(*, started: timedelta, attempts: int = 1) -> JobRun:
    """A run that some worker began that long ago, in real time, and never ended."""
    return JobRun.objects.create(
        key="a",
        name="tests.note",
        state=JobState.RUNNING,
        attempts=attempts,
        started_at=datetime.now(UTC) - started,  # noqa: TID251 - workers live by the real time
    )


def test_schedules_are_those_that_are_declared() -> None:
    a_schedule("tests.hourly", Every(60))
    a_schedule("tests.daily", Daily(time(7, 30)))
    services.keep_schedules(now=NOW)
    registry._JOBS.pop("tests.hourly")  # noqa: SLF001
    services.keep_schedules(now=NOW)

    [row] = Schedule.objects.all()
    # 7:30 of this day is over.
    assert (row.name, row.next_run) == ("tests.daily", datetime(2025, 4, 1, 0, 30, tzinfo=UTC))


def test_a_worker_that_starts_again_changes_no_schedule() -> None:
    a_schedule("tests.hourly", Every(60))
    services.keep_schedules(now=NOW)
    services.keep_schedules(now=NOW + timedelta(minutes=20))

    assert Schedule.objects.get().next_run == NOW


def test_another_hour_of_the_day_moves_a_schedule() -> None:
    a_schedule("tests.daily", Daily(time(7, 30)))
    services.keep_schedules(now=NOW)
    a_schedule("tests.daily", Daily(time(17, 0)))
    services.keep_schedules(now=NOW)

    assert Schedule.objects.get().next_run == datetime(2025, 3, 31, 10, 0, tzinfo=UTC)


def a_schedule(name: str, schedule: Every | Daily) -> None:
    @job(name, words=name, schedule=schedule)
    def work() -> None:
        pass


def test_the_state_tells_queue_failures_and_when_each_schedule_last_ran(done: list[str]) -> None:
    a_schedule("tests.hourly", Every(60))
    services.keep_schedules(now=NOW)
    services.run(name="tests.hourly", slot="x")
    services.enqueue("tests.note")
    OrmQ.objects.update(lock=NOW)
    for _ in range(2):
        with pytest.raises(Fails):
            services.run(name="tests.note", key="b", arguments={"what": "fail"})

    state = state_of_jobs(now=NOW)

    assert (state.queue.waiting, state.queue.taken) == (1, 0)
    assert [run.key for run in state.failures] == ["b"]
    [line] = state.schedules
    assert line.last is not None
    assert (line.name, line.last.key) == ("tests.hourly", "tests.hourly@x")


def test_a_missing_worker_is_noticed_by_what_it_leaves_undone() -> None:
    a_schedule("tests.hourly", Every(60))
    services.keep_schedules(now=NOW)

    assert not state_of_jobs(now=NOW + timedelta(minutes=2)).worker_is_missing
    assert state_of_jobs(now=NOW + timedelta(minutes=4)).worker_is_missing


def test_old_runs_are_forgotten_but_the_last_of_each_job(done: list[str]) -> None:
    for key in ("old", "older", "new"):
        services.run(name="tests.note", key=key)
    JobRun.objects.filter(key__startswith="old").update(started_at=NOW - timedelta(days=60))
    services.forget_old_runs(now=NOW)
    assert [run.key for run in JobRun.objects.all()] == ["new"]

    JobRun.objects.update(started_at=NOW - timedelta(days=60))
    services.forget_old_runs(now=NOW)
    assert JobRun.objects.count() == 1
