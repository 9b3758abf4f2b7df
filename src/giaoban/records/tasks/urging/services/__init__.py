"""Urging by the rules, and changing the rules and the working days they count by."""

from giaoban.records.tasks.urging.services.rules import (
    add_rule,
    forget_day,
    remove_rule,
    set_day,
)
from giaoban.records.tasks.urging.services.running import urge_by_rules

__all__ = ["add_rule", "forget_day", "remove_rule", "set_day", "urge_by_rules"]
