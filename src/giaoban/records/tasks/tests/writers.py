"""Twenty people who write on one task at the same moment, each in a connection of their own."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

from django.db import connection

from giaoban.ground.accounts.models import User
from giaoban.records.tasks import services
from giaoban.records.tasks.models import Event
from giaoban.records.tasks.tests.build import a_task, at, lead_duty, someone_acting_for
from giaoban.records.tasks.types import EventKind

WRITERS = 20
DAY = date(2025, 3, 10)


def at_once(act: Callable[[int], object]) -> Counter[str]:
    """What became of each writer: the name of the refusal, or nothing where it was done."""
    start = Barrier(WRITERS)
    outcomes: Counter[str] = Counter()

    def run(number: int) -> None:
        told = ""
        try:
            start.wait(timeout=60)
            act(number)
        except Exception as error:
            told = type(error).__name__
        finally:
            outcomes[told] += 1
            connection.close()

    threads = [Thread(target=run, args=[number]) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return outcomes


def all_note_and_one_reports() -> None:
    """Each of twenty notes is kept once, and of twenty reports one is. Raises AssertionError."""
    task = a_task()
    officer, duty_id = someone_acting_for(task), lead_duty(task).pk

    noted = at_once(lambda number: note(officer, duty_id, f"Bước {number}"))
    reported = at_once(lambda number: report(officer, duty_id, f"Kết quả {number}"))

    assert noted == {"": WRITERS}, noted
    assert reported == {"": 1, "ResultAwaitsConfirmation": WRITERS - 1}, reported
    told = Event.objects.filter(duty=duty_id, kind=EventKind.PROGRESS).values_list(
        "note", flat=True
    )
    assert sorted(told) == sorted(f"Bước {number}" for number in range(WRITERS)), told
    assert Event.objects.filter(duty=duty_id, kind=EventKind.REPORTED).count() == 1
    assert services.rebuild_spans(task_ids=[task.pk]) == 0


def note(officer: User, duty_id: int, words: str) -> object:
    return services.note_progress(actor=officer, duty_id=duty_id, note=words, now=at(DAY))


def report(officer: User, duty_id: int, words: str) -> object:
    return services.report_result(actor=officer, duty_id=duty_id, note=words, now=at(DAY))
