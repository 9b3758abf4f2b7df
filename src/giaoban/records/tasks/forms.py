"""What people type about tasks, checked for its shape. Whether it may be done, services decide."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from giaoban.records.organisations.types import Node

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
ROWS = (25, 50, 100)
# What a row may be numbered by; the database takes nothing larger.
NUMBERS = [MinValueValidator(0), MaxValueValidator(2**63 - 1)]

UnitChoices = Sequence[tuple[int | str, str]]


class DayField(forms.DateField):
    """A day as offices write it, 31/03/2025."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "size": 10, "autocomplete": "off"}
        widget = forms.DateInput(format=DAYS[0], attrs=attrs)
        super().__init__(input_formats=DAYS, widget=widget, **kwargs)


class LongSelect(forms.Select):
    """A list of many choices, which Django would make a template of each."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]
        groups = [
            format_html('<optgroup label="{}">{}</optgroup>', group, _options(options))
            if group
            else _options(options)
            for group, options, _index in widget["optgroups"]
        ]
        inside = format_html_join("", "{}", ((each,) for each in groups))
        return format_html(
            '<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), inside
        )


def _options(options: Iterable[dict[str, Any]]) -> SafeString:
    told = ((each["value"], flatatt(each["attrs"]), each["label"]) for each in options)
    return format_html_join("", '<option value="{}"{}>{}</option>', told)


def in_tree(nodes: Iterable[Node]) -> list[tuple[int | str, str]]:
    """Units to choose from, each under the one above it."""
    return [(node.unit_id, "\N{EN SPACE}" * node.depth + node.name) for node in nodes]
