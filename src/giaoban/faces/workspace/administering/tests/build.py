"""Builders of what the administration's pages need."""

from django.test import Client

from giaoban.ground.accounts import services
from giaoban.ground.accounts.http import FRESH, RAISED
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import with_session
from giaoban.ground.platform import clock  # noqa: TID251 (a browser's session is of this moment)


def a_raised_visit(administrator: User) -> Client:
    """A browser whose administrator raised the rights just now, on the day that is set."""
    client = Client()
    client.force_login(administrator)
    now = clock.now()
    key = client.session.session_key or ""
    box = services.raise_rights(actor=administrator, session_key=key, now=now)
    return with_session(client, **{FRESH: now.timestamp(), RAISED: box.ends_at.timestamp()})
