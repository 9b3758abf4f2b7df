"""Keeping the list of browsers in which a person is signed in, and ending what is in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from giaoban.ground.accounts.models import OpenSession, User
from giaoban.ground.accounts.types import Way
from giaoban.ground.audit import services as audit


@dataclass(frozen=True)
class Browser:
    """From where, and with what, a request came."""

    address: str | None
    agent: str


@transaction.atomic
def open_session(
    *, actor: User, session_key: str, browser: Browser, way: Way, now: datetime
) -> OpenSession:
    """Note that a person is signed in, and by what."""
    session = OpenSession.objects.create(
        user=actor,
        session_key=session_key,
        began_at=now,
        seen_at=now,
        address=browser.address,
        agent=browser.agent[:200],
        way=way,
    )
    data = {"way": str(way)}
    audit.record(actor=actor, verb="accounts.signed-in", target=actor, data=data, now=now)
    return session


def see_session(*, session_key: str, address: str | None, now: datetime) -> bool:
    """Note that a session is in use; whether it is still one."""
    found = OpenSession.objects.filter(session_key=session_key)
    return bool(found.update(seen_at=now, address=address))


@transaction.atomic
def end_session(*, actor: User, session_id: int, now: datetime) -> None:
    """End one of one's own sessions. Raises OpenSession.DoesNotExist for any other."""
    session = OpenSession.objects.select_for_update().get(pk=session_id, user=actor)
    _end([session.session_key])
    audit.record(
        actor=actor, verb="accounts.sessions-ended", target=actor, data={"count": 1}, now=now
    )


@transaction.atomic
def end_sessions(*, actor: User | None, account: User, but: str | None, now: datetime) -> int:
    """End all sessions of an account but the one with that key; says how many were ended.

    Who may is asked by whoever calls: the account's owner, or a service that changes how they
    sign in.
    """
    others = OpenSession.objects.select_for_update().filter(user=account)
    keys = list(others.exclude(session_key=but or "").values_list("session_key", flat=True))
    _end(keys)
    if keys:
        data = {"count": len(keys)}
        audit.record(
            actor=actor, verb="accounts.sessions-ended", target=account, data=data, now=now
        )
    return len(keys)


def rename_session(*, old: str, new: str) -> None:
    """A session goes on under a new key."""
    OpenSession.objects.filter(session_key=old).update(session_key=new)


def close_session(*, session_key: str) -> None:
    """Take a session from the list: its person signed out of it, or it was too old."""
    OpenSession.objects.filter(session_key=session_key).delete()


def forget_ended_sessions(*, longest: timedelta, now: datetime) -> int:
    """Take from the list what nobody can use any more."""
    OpenSession.objects.filter(began_at__lt=now - longest).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    there = Session.objects.values("session_key")
    return OpenSession.objects.exclude(session_key__in=there).delete()[0]


def _end(keys: list[str]) -> None:
    Session.objects.filter(session_key__in=keys).delete()
    OpenSession.objects.filter(session_key__in=keys).delete()
