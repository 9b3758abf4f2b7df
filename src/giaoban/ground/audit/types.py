"""The words of the trail: what rooms declare, and what a verification finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Who acts where no person does: a command run on the machine of the installation.
INSTALLATION = "giaoban"


@dataclass(frozen=True)
class Verb:
    """Something that can be done, as a room declares it.

    `personal` names what is told of the person whom it is done to, under `data`, `before` and
    `after`, or "reason": these values can be erased. `whose(person_id)` gives the references of the
    objects that tell of that person. What nobody names stays; the name of who acted can always go.
    """

    name: str
    words: Promise
    personal: frozenset[str] = frozenset()
    whose: Callable[[int], Iterable[str]] | None = None


@dataclass(frozen=True)
class ObjectKind:
    """A kind of object that has a history. `visible(actor, on)` are those that a person may see.

    `called(object, on)` is its name on a page; `page` the name of the address of its own page,
    which takes the object's key and nothing else.
    """

    label: str
    words: Promise
    visible: Callable[[Any, date], QuerySet[Any]]
    page: str = ""
    called: Callable[[Any, date], str] = lambda row, _on: str(row)


class VerbNotDeclared(LookupError):
    """A mistake of ours, not of whoever asks: nobody would know what of the entry can be erased."""

    def __init__(self, name: str) -> None:
        room = name.split(".", 1)[0]
        super().__init__(f'declare the verb "{name}" in the audit_verbs.py of {room}')


class Part(TextChoices):
    """The parts of an entry that are about a person, each erased for itself."""

    ACTOR = "actor", _("Who")
    ON_BEHALF_OF = "on_behalf_of", _("For whom")
    SUBJECT = "subject", _("About whom")


class Break(TextChoices):
    """What was done to the trail behind the program's back."""

    CHANGED = "changed", _("changed after it was sealed")
    DELETED = "deleted", _("deleted")
    INSERTED = "inserted", _("put in between others")
    REORDERED = "reordered", _("moved from its place")
    ERASED = "erased", _("emptied of personal data without an act of erasure")


@dataclass(frozen=True)
class Broken:
    """The first place where the chain does not hold; of a deleted entry only the place is known."""

    kind: Break
    number: int
    day: date
    entry_id: int | None = None
    verb: str = ""
    target: str = ""


@dataclass(frozen=True)
class SealedDay:
    """A day of the chain. On `seal`, that of its last entry, the next day builds."""

    day: date
    entries: int
    seal: str


@dataclass(frozen=True)
class Verdict:
    """What a verification found. `entries` were read; `waiting` are written and not yet sealed."""

    entries: int
    erased: int
    waiting: int
    guarded: bool
    days: tuple[SealedDay, ...]
    broken: Broken | None = None

    @property
    def holds(self) -> bool:
        return self.broken is None
