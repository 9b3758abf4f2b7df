"""Who may read the whole trail. The history of an object is for whoever may see the object."""

from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post

READERS = frozenset({Post.ADMINISTRATOR, Post.AUDITOR})


def may_read_trail(actor: User, *, on: date) -> bool:
    return not organisations.scope_of(actor=actor, on=on).posts.isdisjoint(READERS)
