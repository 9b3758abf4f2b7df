"""Where upper rooms say which rights people have in their records, for the page that explains."""

from giaoban.records.organisations.types import RightIn, Rule

_RIGHTS: dict[str, RightIn] = {}
_RULES: dict[str, Rule] = {}


def declare_rule(rule: Rule) -> Rule:
    """Make a rule known under its name, which no other may have. It comes back to be kept."""
    if rule.name in _RULES:
        raise ValueError(f'there is a rule "{rule.name}" already')
    _RULES[rule.name] = rule
    return rule


def rules() -> list[Rule]:
    """All rules, by name."""
    return [_RULES[name] for name in sorted(_RULES)]


def explain(label: str, rights: RightIn) -> None:
    """Let `rights` explain what people may do with rows such as `tasks.task`."""
    _RIGHTS[label] = rights


def explained(label: str) -> RightIn | None:
    return _RIGHTS.get(label)
