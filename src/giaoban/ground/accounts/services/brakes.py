"""Slowing down whoever guesses, without stopping whoever does not.

What fails is counted by side, never by account alone: an account and a place, an account and a
browser that signed in with it before, a place. So a stranger who fails on purpose brakes himself;
the owner comes in from the known browser, or from another place. Each attempt is counted before it
is judged, in a transaction that holds the row: any number of them at once count one by one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from giaoban.ground.accounts.models import Brake

FORGOTTEN_AFTER = timedelta(hours=12)
LONGEST = timedelta(minutes=15)
FREE_FOR_ONE = 5
FREE_FOR_A_PLACE = 50  # an office of hundreds may reach the program from one address
FREE_FOR_CODES = 30


@dataclass(frozen=True)
class Side:
    """What attempts are counted against. `free` of them may fail before each waits, twice as long
    as the one before, from one second up to `longest`."""

    parts: tuple[str, ...]
    free: int = FREE_FOR_ONE
    longest: timedelta = LONGEST
    forgiven: bool = True  # a success forgets the failures before it

    @property
    def key(self) -> str:
        told = "\x1f".join(self.parts)
        return salted_hmac("giaoban.brake", told, algorithm="sha256").hexdigest()


def sides_of_sign_in(*, name: str, address: str, device: str) -> list[Side]:
    """Against what a name and a password count. `device` is what a known browser shows, if any."""
    name = name.strip().casefold()
    if device:
        return [Side(("device", name, device), free=FREE_FOR_ONE * 2)]
    return [
        Side(("account", name, address)),
        # Who has one account of their own must not free the place to guess at others.
        Side(("place", address), FREE_FOR_A_PLACE, timedelta(minutes=1), forgiven=False),
    ]


def sides_of_code(*, account_id: int, address: str, device: str) -> list[Side]:
    """Against what a code counts. Whoever comes so far knows the password: codes have few digits,
    so strangers' attempts from all places count together as well."""
    whose = str(account_id)
    if device:
        return [Side(("code", whose, "device", device))]
    return [
        Side(("code", whose, address)),
        Side(("codes", whose), FREE_FOR_CODES, forgiven=False),
    ]


def sides_of_mail(*, email: str, address: str) -> list[Side]:
    """Against what it counts to have a link sent. Nothing is ever right here, so all count."""
    return [
        Side(("mail", email.strip().casefold()), free=3, forgiven=False),
        Side(("mails", address), free=20, forgiven=False),
    ]


@transaction.atomic
def begin_attempt(*, sides: Iterable[Side], now: datetime) -> timedelta | None:
    """Count an attempt; None where it may go on, else how long to wait."""
    held = [(side, _held(side, now)) for side in sorted(sides, key=lambda side: side.key)]
    waits = [brake.free_at - now for _, brake in held if brake.free_at > now]
    # More than the longest wait away is no wait: the clock was set back.
    waits = [wait for wait in waits if wait <= LONGEST]
    if waits:
        return max(waits)
    for side, brake in held:
        brake.failures += 1
        brake.last_at = now
        brake.free_at = now + _wait_after(brake.failures, side)
        brake.save()
    return None


@transaction.atomic
def forgive(*, sides: Iterable[Side], now: datetime) -> None:
    """The attempt was right: it does not count, and those before it are forgotten if they may."""
    for side in sides:
        found = Brake.objects.select_for_update().filter(key=side.key).first()
        if found is None:
            continue
        if side.forgiven:
            found.delete()
        elif found.failures:
            found.failures -= 1
            found.free_at = now
            found.save(update_fields=["failures", "free_at"])


def forget_old_brakes(*, now: datetime) -> int:
    return Brake.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()[0]


def _held(side: Side, now: datetime) -> Brake:
    Brake.objects.bulk_create(
        [Brake(key=side.key, last_at=now, free_at=now)], ignore_conflicts=True
    )
    brake = Brake.objects.select_for_update().get(key=side.key)
    if brake.last_at < now - FORGOTTEN_AFTER:
        brake.failures = 0
    return brake


def _wait_after(failures: int, side: Side) -> timedelta:
    beyond = failures - side.free
    if beyond < 0:
        return timedelta()
    return min(timedelta(seconds=2 ** min(beyond, 20)), side.longest)
