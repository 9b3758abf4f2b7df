"""Reading the trail. Whether one may see it is decided above, where objects and roles are known."""

from giaoban.ground.audit.selectors.finding import (
    entries_about,
    entries_like,
    last_verification,
)
from giaoban.ground.audit.selectors.verifying import first_lost_seal, sealed_days, verify

__all__ = [
    "entries_about",
    "entries_like",
    "first_lost_seal",
    "last_verification",
    "sealed_days",
    "verify",
]
