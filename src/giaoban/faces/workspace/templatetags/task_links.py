"""Addresses of the list of tasks, narrowed: every figure leads to what it counts."""

from datetime import date
from urllib.parse import urlencode

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
def tasks_where(**wanted: object) -> str:
    """The list of tasks that are so; what is None narrows nothing, a day is written as it is."""
    return address_of_tasks(**wanted)


def address_of_tasks(**wanted: object) -> str:
    asked = {name: _written(value) for name, value in wanted.items() if value is not None}
    address = reverse("tasks:list")
    return f"{address}?{urlencode(asked, doseq=True)}" if asked else address


def _written(value: object) -> str | list[str]:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, (list, tuple, set, frozenset)):
        return sorted(str(each) for each in value)
    return str(value)
