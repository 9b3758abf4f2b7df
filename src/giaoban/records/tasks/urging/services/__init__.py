"""Urging by the rules or by a letter, and changing the rules and the days they count by."""

from giaoban.records.tasks.urging.services.letters import issue_letter
from giaoban.records.tasks.urging.services.rules import (
    add_rule,
    forget_day,
    remove_rule,
    set_day,
)
from giaoban.records.tasks.urging.services.running import urge_by_rules

__all__ = ["add_rule", "forget_day", "issue_letter", "remove_rule", "set_day", "urge_by_rules"]
