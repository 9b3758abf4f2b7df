"""How an entry is written to be hashed: the same on every database and on every day to come.

A change here breaks every chain that was made before it.
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from json.encoder import encode_basestring as quoted

from django.core.serializers.json import DjangoJSONEncoder

# What the first entry of all has before it.
BEGINNING = "0" * 64

_encoder = DjangoJSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def written(value: object) -> str:
    """JSON with sorted keys and no blanks; days, moments and decimals as ISO text.

    Raises TypeError for what is no JSON value, ValueError for what is no number.
    """
    return _encoder.encode(value)


def seal_of(
    *,
    previous: str,
    entry_id: int,
    at: datetime,
    actor_id: int | None,
    on_behalf_of_id: int | None,
    verb: str,
    target: str,
    told: str,
    request: str,
    commitments: str,
    day: date,
) -> str:
    """The SHA-256 of an entry together with the seal of the one before it."""
    # Put together by hand: a million entries are to be verified while somebody waits.
    moment = (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat(timespec="microseconds")
    text = (
        f'["{previous}",{entry_id},"{moment}",{actor_id or "null"},{on_behalf_of_id or "null"},'
        f"{quoted(verb)},{quoted(target)},{quoted(told)},{quoted(request)},{quoted(commitments)},"
        f'"{day.isoformat()}"]'
    )
    return hashlib.sha256(text.encode()).hexdigest()


def salt() -> str:
    return secrets.token_hex(16)


def commitment(salt: str, value: object) -> str:
    """What the chain hashes for a value: proof of it with its salt, and nothing without."""
    return hashlib.sha256((salt + written(value)).encode()).hexdigest()


def commitments_to(people: Mapping[str, tuple[str, object] | list[object]]) -> str:
    """The canonical JSON of the commitments to what is kept of people: salt and value by part."""
    promised = (
        f'"{part}":"{commitment(str(kept[0]), kept[1])}"' for part, kept in sorted(people.items())
    )
    return f"{{{','.join(promised)}}}"
