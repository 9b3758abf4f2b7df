"""Where every room says what can be done in it, and whose history it has.

A room declares in its `audit_verbs.py`, which is found and loaded by itself at the start.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.utils.functional import Promise

from giaoban.ground.audit.models import Verification
from giaoban.ground.audit.types import ObjectKind, Verb, VerbNotDeclared

_VERBS: dict[str, Verb] = {}
_KINDS: dict[str, ObjectKind] = {}
_FACTS: dict[tuple[str, str], Promise] = {}

# Called with the verification that found the chain broken, and the moment.
Alarm = Callable[[Verification, datetime], None]
_ALARMS: list[Alarm] = []


def declare(
    room: str,
    *,
    verbs: Iterable[Verb],
    kinds: Iterable[ObjectKind] = (),
    facts: Mapping[str, Promise] | None = None,
) -> None:
    """Make verbs and object kinds of a room known; `facts` are words for what its entries tell.

    Raises ValueError for a verb that does not begin with the name of the room.
    """
    for verb in verbs:
        if not verb.name.startswith(f"{room}."):
            raise ValueError(f'"{verb.name}" is no verb of {room}')
        _VERBS[verb.name] = verb
    _KINDS.update({kind.label: kind for kind in kinds})
    _FACTS.update({(room, key): words for key, words in (facts or {}).items()})


def verb_named(name: str) -> Verb:
    """The verb; raises VerbNotDeclared."""
    try:
        return _VERBS[name]
    except KeyError:
        raise VerbNotDeclared(name) from None


def verbs() -> list[Verb]:
    """All verbs, by name."""
    return [_VERBS[name] for name in sorted(_VERBS)]


def kinds() -> list[ObjectKind]:
    """All kinds of objects that have a history, by label."""
    return [_KINDS[label] for label in sorted(_KINDS)]


def kind_labelled(label: str) -> ObjectKind | None:
    return _KINDS.get(label)


def words_for(verb: str, key: str) -> str:
    """What a page calls something that an entry tells; its key where nobody gave it words."""
    return str(_FACTS.get((verb.split(".", 1)[0], key), key))


def tell_when_broken(alarm: Alarm) -> None:
    """Let a room above tell people when the nightly verification finds the chain broken."""
    if alarm not in _ALARMS:
        _ALARMS.append(alarm)


def alarms() -> tuple[Alarm, ...]:
    return tuple(_ALARMS)
