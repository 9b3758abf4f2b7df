"""Two people at the same moment, each in a connection of their own."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.handing_over import services
from giaoban.records.tasks.handing_over.models import Handover
from giaoban.records.tasks.handing_over.tests.build import DAY, Change, sides
from giaoban.records.tasks.handing_over.types import Part, PreviewOutdated, State
from giaoban.records.tasks.models import Event, Span
from giaoban.records.tasks.tests.build import at, lead_duty
from giaoban.records.tasks.types import EventKind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def two_connections() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("a SQLite database in memory has one connection, so nothing happens at once")


def at_once(*acts: Callable[[], object]) -> list[Exception | None]:
    """What became of each: nothing where it was done, else why not."""
    start = Barrier(len(acts))
    outcomes: list[Exception | None] = [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            act()
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def signed_by_the_giver(change: Change) -> Handover:
    handover = change.prepare([change.first], [change.third])
    (giver,) = sides(handover, Part.GIVER)
    services.sign_handover(
        actor=change.heads[change.first.pk],
        handover_id=handover.pk,
        side_id=giver.pk,
        now=at(DAY, 10),
    )
    return handover


def signing(change: Change, handover: Handover) -> Callable[[], object]:
    (receiver,) = sides(handover, Part.RECEIVER)
    return lambda: services.sign_handover(
        actor=change.heads[change.third.pk],
        handover_id=handover.pk,
        side_id=receiver.pk,
        now=at(DAY, 11),
    )


def test_a_signature_given_twice_at_once_passes_everything_once() -> None:
    change = Change()
    duty = lead_duty(change.task())
    handover = signed_by_the_giver(change)
    sign = signing(change, handover)

    outcomes = at_once(sign, sign)

    assert sum(outcome is None for outcome in outcomes) == 1
    assert Event.objects.filter(duty=duty, kind=EventKind.HANDED_OVER).count() == 1


def test_an_event_at_the_moment_of_signing_is_before_it_or_after_it_and_never_lost() -> None:
    change = Change()
    duty = lead_duty(change.task())
    handover = signed_by_the_giver(change)
    head = change.heads[change.first.pk]

    def note() -> object:
        return tasks.note_progress(actor=head, duty_id=duty.pk, now=at(DAY, 11), note="Bước hai")

    signed, noted = at_once(signing(change, handover), note)

    handover.refresh_from_db()
    passed = handover.state == State.DONE
    # Who was second saw what the first did: the signature an event after the preview, the unit
    # that the duty is no longer its own.
    assert passed == (signed is None)
    assert passed == (noted is not None)
    assert signed is None or isinstance(signed, PreviewOutdated)
    span = Span.objects.get(duty=duty, valid_to=None)
    assert span.unit == (change.third if passed else change.first)
