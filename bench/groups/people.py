"""Who did what, who is told and who sees what: a trail of 1,000,000 entries, urging over 100,000
tasks, and the list of somebody with three appointments."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from time import perf_counter

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import connection, transaction
from django.utils.timezone import make_aware

from bench import sight, urging
from bench.harness import Bench, Row
from giaoban.ground.audit import selectors, services
from giaoban.ground.audit.models import Entry

DATABASES = ("sqlite", "postgresql")

ENTRIES = 1_000_000
CHUNK = 10_000
DAYS = 365
VERIFY_S = 60
NOW = make_aware(datetime(2025, 12, 31, 9))  # noqa: DTZ001 - made so by make_aware


def run(bench: Bench) -> Iterable[Row]:
    clerk = get_user_model().objects.create_user("bench-trail", full_name="Lý Thị Đo")
    few = bench.time("writing one entry, sealed", partial(write, clerk), rows=0)
    bench.say(f"storing {ENTRIES:,} entries")
    for start in range(0, ENTRIES, CHUNK):
        store(clerk, start)
        services.seal()
    settle_down()
    yield few
    yield bench.time("writing one entry, sealed", partial(write, clerk), rows=ENTRIES)
    began = perf_counter()
    verdict = selectors.verify()
    seconds = perf_counter() - began
    if not verdict.holds or verdict.entries < ENTRIES:
        raise RuntimeError(f"the chain does not hold: {verdict.broken}")
    yield bench.row(
        "trail verified", [seconds], unit="s", better="lower", bar=VERIFY_S, rows=verdict.entries
    )
    yield from urging.run(bench)
    settle_down()
    yield from sight.run(bench)


def write(clerk: AbstractUser) -> None:
    with transaction.atomic():
        services.record(
            actor=clerk,
            verb="accounts.password-changed",
            target=clerk,
            data={"note": "Đã trình dự thảo", "due_on": "2020-07-20"},
            now=NOW,
        )


@transaction.atomic
def store(clerk: AbstractUser, start: int) -> None:
    first = NOW - timedelta(days=DAYS)
    step = timedelta(days=DAYS) / ENTRIES
    Entry.objects.bulk_create(
        services.new_entry(
            actor=clerk,
            verb="accounts.password-changed",
            target=clerk,
            told={"data": {"note": "Đã trình dự thảo", "due_on": "2020-07-20", "duty": number}},
            now=first + step * number,
        )
        for number in range(start, start + CHUNK)
    )


def settle_down() -> None:
    """Let the database look at what it has, as it would have overnight."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
