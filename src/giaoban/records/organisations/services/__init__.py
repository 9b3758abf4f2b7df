"""Changing the register of units. Without an actor it is the installation itself: a command.

`valid_from` is the first day that counts, `valid_to` the first that no longer does.
"""

from giaoban.records.organisations.reference_packs import shipped_pack, shipped_packs
from giaoban.records.organisations.services.correcting import (
    correct_alias,
    end_charge,
    remove_alias,
    rename_field,
)
from giaoban.records.organisations.services.delegating import delegate, end_delegation
from giaoban.records.organisations.services.fields import add_field, put_in_charge
from giaoban.records.organisations.services.packs import load_pack, preview_pack
from giaoban.records.organisations.services.people import (
    appoint,
    end_appointment,
    set_fields_of_leader,
)
from giaoban.records.organisations.services.succeeding import rename_unit, succeed
from giaoban.records.organisations.services.units import (
    add_alias,
    change_unit,
    close_unit,
    establish_unit,
)

__all__ = [
    "add_alias",
    "add_field",
    "appoint",
    "change_unit",
    "close_unit",
    "correct_alias",
    "delegate",
    "end_appointment",
    "end_charge",
    "end_delegation",
    "establish_unit",
    "load_pack",
    "preview_pack",
    "put_in_charge",
    "remove_alias",
    "rename_field",
    "rename_unit",
    "set_fields_of_leader",
    "shipped_pack",
    "shipped_packs",
    "succeed",
]
