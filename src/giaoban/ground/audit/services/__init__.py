"""Adding to the trail, sealing it, and erasing from it what it tells of a person."""

from giaoban.ground.audit.services.checking import check_trail
from giaoban.ground.audit.services.erasing import erase_personal_data
from giaoban.ground.audit.services.recording import new_entry, note_export, record, record_many
from giaoban.ground.audit.services.sealing import seal, seal_what_waits

__all__ = [
    "check_trail",
    "erase_personal_data",
    "new_entry",
    "note_export",
    "record",
    "record_many",
    "seal",
    "seal_what_waits",
]
