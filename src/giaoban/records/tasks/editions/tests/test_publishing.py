from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.ground.audit.models import Entry
from giaoban.kit.periods.period import Between
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks import services as acts
from giaoban.records.tasks.editions import selectors, services
from giaoban.records.tasks.editions.frozen import difference, digest_of, read
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.editions.tests.build import (
    END,
    MARCH,
    PUBLISHED,
    an_edition,
    what_is_seen,
)
from giaoban.records.tasks.editions.types import (
    DayNotOver,
    NothingChanged,
    NothingToPublish,
    PreviewOutdated,
    ReasonMissing,
)
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_leader,
    a_task,
    an_officer,
    at,
    confirmed,
    lead_duty,
)
from giaoban.records.tasks.types import Axis, Share, Tally

pytestmark = pytest.mark.django_db


def test_an_edition_keeps_the_figures_that_the_score_card_shows() -> None:
    lead, beside = a_unit(), a_unit()
    confirmed(a_task(lead=lead, coordinating=[Share(beside.pk)]), on=date(2025, 3, 20))
    a_task(lead=lead, due_on=date(2025, 3, 10))

    frozen = read(an_edition(a_clerk()).body)

    shown = tasks.score_card(
        actor=a_leader(), on=PUBLISHED, as_of=END, days=MARCH.days(), by=Axis.UNIT
    )
    assert frozen.total == shown.total == Tally(done_on_time=1, open_overdue=1)
    assert [row.name for row in frozen.rows] == [
        lead.versions.get().name,
        beside.versions.get().name,
    ]
    assert frozen.coordinating.beside == 1


def test_what_happens_later_changes_nothing_of_an_edition() -> None:
    clerk = a_clerk()
    task = a_task(clerk=clerk, due_on=date(2025, 3, 10))
    edition = an_edition(clerk)
    body = edition.body

    confirmed(task, on=date(2025, 4, 3))

    edition.refresh_from_db()
    assert edition.body == body
    assert digest_of(edition.body) == edition.digest


def test_writing_what_was_read_gives_the_same_text() -> None:
    a_task(due_on=date(2025, 3, 10))
    edition = an_edition(a_clerk())

    assert read(edition.body).written() == edition.body


def test_editions_of_a_period_are_numbered_and_a_correction_has_a_reason() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk)
    an_edition(clerk)
    a_task(clerk=clerk)

    with pytest.raises(ReasonMissing):
        an_edition(clerk)
    second = an_edition(clerk, reason="Bổ sung nhiệm vụ vào sổ muộn")

    assert second.key == "2025-03/2"
    assert Edition.objects.count() == 2


def test_a_correction_shows_which_units_and_tasks_differ() -> None:
    clerk, first, other = a_clerk(), a_unit(), a_unit()
    a_task(clerk=clerk, lead=first)
    was = read(an_edition(clerk).body)
    late = a_task(clerk=clerk, lead=other, due_on=date(2025, 3, 20))

    now = read(an_edition(clerk, reason="Vào sổ muộn").body)

    told = difference(was, now)
    assert (told.was.total, told.now.total) == (1, 2)
    assert [(row.unit, row.now.tally) for row in told.rows] == [(other.pk, Tally(open_overdue=1))]
    assert [(move.task, move.was) for move in told.moves] == [(late.pk, None)]


def test_nothing_differs_between_an_edition_and_itself() -> None:
    a_task()
    frozen = read(an_edition(a_clerk()).body)

    assert not difference(frozen, frozen)


def test_the_same_again_is_no_new_edition() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk)
    an_edition(clerk)

    with pytest.raises(NothingChanged):
        an_edition(clerk, reason="Lần nữa")


def test_nobody_publishes_what_they_did_not_see() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk)
    seen = what_is_seen(clerk)
    a_task(clerk=clerk)

    with pytest.raises(PreviewOutdated):
        services.publish_edition(actor=clerk, period=MARCH, as_of=END, now=at(PUBLISHED), seen=seen)
    assert not Edition.objects.exists()


def test_a_day_that_is_not_over_is_not_published() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk)

    with pytest.raises(DayNotOver):
        an_edition(clerk, as_of=PUBLISHED)
    an_edition(clerk, as_of=PUBLISHED - timedelta(days=1))


def test_nothing_is_not_published() -> None:
    with pytest.raises(NothingToPublish):
        an_edition(a_clerk())


def test_two_days_are_published_like_a_period() -> None:
    a_task()

    edition = an_edition(a_clerk(), period=Between(date(2025, 3, 3), date(2025, 3, 9)))

    assert edition.key == "2025-03-03..2025-03-09/1"


def test_only_the_office_and_administrators_publish() -> None:
    a_task()
    officer = an_officer(a_unit())
    for person in (officer, a_leader()):
        with pytest.raises(PermissionDenied):
            services.publish_edition(
                actor=person, period=MARCH, as_of=END, now=at(PUBLISHED), seen=""
            )


def test_the_trail_keeps_number_and_hash() -> None:
    a_task()
    edition = an_edition(a_clerk())

    entry = Entry.objects.get(verb="editions.published")

    assert edition.digest in str(entry.told)


def test_whoever_serves_sees_the_editions_and_nobody_else() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk)
    edition = an_edition(clerk)
    officer = an_officer(a_unit())

    assert list(selectors.visible_editions(actor=officer, on=PUBLISHED)) == [edition]
    before_they_served = date(1990, 1, 1)
    assert not selectors.visible_editions(actor=officer, on=before_they_served)


def test_suspended_and_cancelled_tasks_are_kept_beside() -> None:
    clerk = a_clerk()
    task, other = a_task(clerk=clerk), a_task(clerk=clerk)
    acts.suspend_duty(
        actor=clerk, duty_id=lead_duty(task).pk, note="Chờ", now=at(date(2025, 3, 10))
    )
    acts.cancel_task(actor=clerk, task_id=other.pk, note="Trùng", now=at(date(2025, 3, 10)))

    frozen = read(an_edition(clerk).body)

    assert frozen.total == Tally(suspended=1, cancelled=1)
