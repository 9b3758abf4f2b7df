"""An import whose process is killed with the signal nobody hears: all or nothing, then the rest."""

import os
import signal
from collections.abc import Iterator

import pytest

from giaoban.ground.platform.jobs.tests.build import Installation, an_installation, wait_until

pytestmark = pytest.mark.django_db  # which says on which database these run

COUNT = 1000
BRING = f"""
from giaoban.records.tasks.importing import services
from giaoban.records.tasks.importing.tests.build import DAY, a_batch, comma_separated, rows, units
from giaoban.records.tasks.tests.build import at
units()
batch = a_batch(comma_separated(rows({COUNT})), name="mot-nghin.csv")
services.start_import(actor=batch.brought_by, batch_id=batch.pk, now=at(DAY))
print(batch.pk)
"""
# The worker tells who it is, so that the test can end it in the middle of a portion.
WORK = """
import os, sys
from giaoban.records.tasks.importing import services
from giaoban.records.tasks.importing.services import taking
whole = taking.assign_many
def half(**given):
    tasks = whole(**given)
    from giaoban.records.tasks.importing.models import Row
    if Row.objects.filter(task__isnull=False).exists():
        print(os.getpid(), flush=True)
        open({path!r}, "w").write(str(os.getpid()))
        import time; time.sleep(60)
    return tasks
taking.assign_many = half
services.import_rows(batch_id={batch})
"""
GO_ON = """
from giaoban.records.tasks.importing import services
print(services.import_rows(batch_id={batch}))
"""
STANDING = """
from giaoban.ground.audit.models import Entry
from giaoban.records.tasks.importing.models import Batch, Row
from giaoban.records.tasks.models import Duty, Event, Span, Task
titles = Task.objects.values_list("title", flat=True)
print(
    Task.objects.count(), len(set(titles)), Duty.objects.count(), Event.objects.count(),
    Span.objects.count(), Entry.objects.filter(verb="tasks.assigned").count(),
    Row.objects.filter(task__isnull=False).count(), Batch.objects.get().done_count,
)
"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with an_installation(tmp_path_factory.mktemp("installation")) as ready:
        yield ready


def standing(installation: Installation) -> list[int]:
    return [int(each) for each in installation.run(STANDING).split()]


def test_an_import_that_is_killed_leaves_whole_portions_and_goes_on_behind_them(
    installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("told") / "who.txt"
    batch = installation.run(BRING).split()[-1]
    with installation.process(WORK.format(batch=batch, path=str(path))):
        who = wait_until(lambda: path.read_text() if path.exists() else "")
        os.kill(int(who), signal.SIGKILL)

    cut_off = standing(installation)
    assert 0 < cut_off[0] < COUNT
    assert len(set(cut_off)) == 1  # what is there is there whole: no task without its duty

    assert int(installation.run(GO_ON.format(batch=batch))) == COUNT - cut_off[0]
    assert set(standing(installation)) == {COUNT}
    assert installation.run(GO_ON.format(batch=batch)) == "0"  # done again it changes nothing
