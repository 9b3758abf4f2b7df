"""Changing the register of units. Without an actor it is the installation itself: a command.

`valid_from` is the first day that counts, `valid_to` the first that no longer does.
"""

from giaoban.records.organisations.reference_packs import shipped_pack, shipped_packs
from giaoban.records.organisations.services.fields import add_field, put_in_charge
from giaoban.records.organisations.services.packs import load_pack
from giaoban.records.organisations.services.people import appoint, end_appointment
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
    "end_appointment",
    "establish_unit",
    "load_pack",
    "put_in_charge",
    "shipped_pack",
    "shipped_packs",
]
