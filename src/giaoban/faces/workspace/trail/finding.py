"""Finding entries by what people type."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import selectors
from giaoban.ground.audit.models import Entry
from giaoban.kit.vntext.folding import fold


@dataclass(frozen=True)
class Asked:
    """What a search asks; what is empty narrows nothing."""

    who: str = ""
    verb: str = ""
    kind: str = ""
    key: int | None = None
    since: date | None = None
    until: date | None = None
    request: str = ""

    @property
    def narrows(self) -> bool:
        return self != Asked()

    @property
    def target(self) -> str:
        return f"{self.kind}:{self.key or ''}" if self.kind else ""

    def to_json(self) -> dict[str, object]:
        """What was asked, for the entry that tells of an export."""
        told = {
            "person": self.who,
            "verb": self.verb,
            "target": self.target,
            "since": self.since,
            "until": self.until,
            "request": self.request,
        }
        return {key: value for key, value in told.items() if value}


def entries_asked_for(asked: Asked) -> QuerySet[Entry]:
    return selectors.entries_like(
        people=people_called(asked.who) if asked.who else None,
        verb=asked.verb,
        target=asked.target,
        since=asked.since,
        until=asked.until,
        request=asked.request,
    )


def people_called(words: str) -> list[int]:
    """Whoever has all the words in their name, accents optional, or signs in with that name.

    By the name they have today: the trail itself keeps names where they can be erased.
    """
    wanted = fold(words).split()
    names = User.objects.order_by().values_list("pk", "full_name", "username")
    return [
        pk
        for pk, full_name, username in names
        if all(word in fold(full_name) for word in wanted) or username == words.strip()
    ]
