"""Looking up in templates what a page was given by number."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def named(names: Mapping[int, Any], key: int | None) -> Any:
    """What stands under the number; nothing where nothing does."""
    return names.get(key, "") if key is not None else ""
