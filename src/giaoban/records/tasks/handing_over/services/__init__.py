"""Handing over. Nothing passes before both sides have signed what they saw."""

from giaoban.records.tasks.handing_over.services.preparing import (
    prepare_handover,
    renew_handover,
    withdraw_handover,
)
from giaoban.records.tasks.handing_over.services.signing import sign_handover
from giaoban.records.tasks.handing_over.services.undoing import undo_handover

__all__ = [
    "prepare_handover",
    "renew_handover",
    "sign_handover",
    "undo_handover",
    "withdraw_handover",
]
