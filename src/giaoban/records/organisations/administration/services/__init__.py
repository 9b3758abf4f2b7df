"""What administrators do beside the register: calendars, Word templates, sheets, packs."""

from giaoban.records.organisations.administration.services.calendars import (
    confirm_year,
    forget_day,
    set_day,
)
from giaoban.records.organisations.administration.services.packs import (
    bring_pack,
    load_brought_pack,
    preview_pack,
)
from giaoban.records.organisations.administration.services.sheets import (
    MAX_SHEET_BYTES,
    bring_sheet,
    load_sheet,
    preview_sheet,
    put_sheet_away,
)
from giaoban.records.organisations.administration.services.word_templates import (
    add_template,
    put_in_force,
    return_to_shipped,
)

__all__ = [
    "MAX_SHEET_BYTES",
    "add_template",
    "bring_pack",
    "bring_sheet",
    "confirm_year",
    "forget_day",
    "load_brought_pack",
    "load_sheet",
    "preview_pack",
    "preview_sheet",
    "put_in_force",
    "put_sheet_away",
    "return_to_shipped",
    "set_day",
]
