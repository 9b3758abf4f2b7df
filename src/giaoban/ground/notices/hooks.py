"""Where rooms say of what they tell people, and how it is called.

A room declares in its `notice_kinds.py`, which is found and loaded by itself at the start.
"""

from collections.abc import Iterable

from giaoban.ground.notices.types import KINDS, TELLINGS, Kind, KindNotDeclared, Telling


def declare(kinds: Iterable[Kind]) -> None:
    KINDS.update({kind.key: kind for kind in kinds})


def tell_of(label: str, telling: Telling) -> None:
    """Let `telling(reader, keys, on)` say what notices about rows such as `tasks.task` are about.

    It leaves out what the reader may not see; a notice of it is then shown to nobody.
    """
    TELLINGS[label] = telling


def kind_named(key: str) -> Kind:
    """Raises KindNotDeclared."""
    try:
        return KINDS[key]
    except KeyError:
        raise KindNotDeclared(key) from None


def kinds() -> list[Kind]:
    """All kinds, duties first."""
    return sorted(KINDS.values(), key=lambda kind: (not kind.is_duty, kind.key))
