"""The kinds of fields that the forms about meetings share."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone

from giaoban.records.organisations.types import Node

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
HOURS = ["%H:%M", "%Hh%M", "%H.%M"]
MOST = 100_000  # of anything that is counted

Choices = Sequence[tuple[int | str, str]]


class DayField(forms.DateField):
    """A day as offices write it, 31/03/2025."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "size": 10, "autocomplete": "off"}
        widget = forms.DateInput(format=DAYS[0], attrs=attrs)
        super().__init__(input_formats=DAYS, widget=widget, **kwargs)


class HourField(forms.TimeField):
    """An hour as offices write it, 08:30 or 8h30."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"size": 5, "autocomplete": "off"}
        super().__init__(
            input_formats=HOURS, widget=forms.TimeInput(format=HOURS[0], attrs=attrs), **kwargs
        )


class CountField(forms.IntegerField):
    """A number from 0 on, not beyond what anybody counts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, validators=[MaxValueValidator(MOST)], **kwargs)


class ChoiceOf(forms.TypedChoiceField):
    """One of the register: its choices are given to `offer`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **kwargs)

    def offer(self, choices: Iterable[tuple[int | str, str]]) -> None:
        self.choices = [("", "—"), *choices]


class SeveralOf(forms.TypedMultipleChoiceField):
    """Several of the register."""

    def __init__(self, *, rows: int = 8, **kwargs: Any) -> None:
        widget = forms.SelectMultiple(attrs={"size": rows})
        super().__init__(coerce=int, empty_value=[], widget=widget, **kwargs)

    def offer(self, choices: Iterable[tuple[int | str, str]]) -> None:
        self.choices = list(choices)


def offer(form: forms.Form, name: str, choices: Iterable[tuple[int | str, str]]) -> None:
    """Let a field of the form be chosen from these."""
    field = form.fields[name]
    if not isinstance(field, ChoiceOf | SeveralOf):
        raise TypeError(f"{name} is not chosen from a register")
    field.offer(choices)


def in_tree(nodes: Iterable[Node]) -> list[tuple[int | str, str]]:
    """Units to choose from, each under the one above it."""
    return [(node.unit_id, "\N{EN SPACE}" * node.depth + node.name) for node in nodes]


def moment_of(day: date, hour: time) -> datetime:
    """That hour of that day in Viet Nam."""
    return timezone.make_aware(datetime.combine(day, hour))
