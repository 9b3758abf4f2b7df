"""Fields that the forms of reporting share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from giaoban.records.organisations.types import Node

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


class DayField(forms.DateField):
    """A day as offices write it, 31/03/2025. Rules count months and years from it."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "size": 10, "autocomplete": "off"}
        widget = forms.DateInput(format=DAYS[0], attrs=attrs)
        limits = [MinValueValidator(date(1990, 1, 1)), MaxValueValidator(date(2100, 12, 31))]
        super().__init__(input_formats=DAYS, widget=widget, validators=limits, **kwargs)


def in_tree(nodes: Iterable[Node]) -> list[tuple[int | str, str]]:
    """Units to choose from, each under the one above it."""
    return [(node.unit_id, "\N{EN SPACE}" * node.depth + node.name) for node in nodes]
