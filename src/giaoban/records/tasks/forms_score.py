"""Which score-card is asked for, as it stands in addresses, checked for its shape."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.forms import DayField, LongSelect
from giaoban.records.tasks.types import Axis, Measure, UnitsAs, Versus

TWO_DAYS = "days"


class Against(TextChoices):
    """Against which deadline the duties of a score-card are held."""

    CURRENT = Measure.CURRENT.value, Measure.CURRENT.label
    ORIGINAL = Measure.ORIGINAL.value, Measure.ORIGINAL.label
    BOTH = "both", _("Both, side by side")

    @property
    def measure(self) -> Measure:
        return Measure.ORIGINAL if self == Against.ORIGINAL else Measure.CURRENT


class Roles(TextChoices):
    """Which duties of the units are shown."""

    LEAD = "lead", _("Lead only")
    APART = "apart", _("Lead, and coordinating apart")


class ScoreCardForm(forms.Form):
    """Which score-card is shown. `was` is the period that stood in the form when it was sent."""

    period = forms.ChoiceField(label=_("Period"), required=False, widget=LongSelect)
    by = forms.ChoiceField(label=_("By"), required=False, choices=Axis)
    as_of = DayField(label=_("As of"), required=False)
    versus = forms.ChoiceField(label=_("Compared with"), required=False, choices=Versus)
    units = forms.ChoiceField(label=_("Units"), required=False, choices=UnitsAs)
    against = forms.ChoiceField(label=_("Held against"), required=False, choices=Against)
    roles = forms.ChoiceField(label=_("Roles"), required=False, choices=Roles)
    first = DayField(label=_("From the day"), required=False)
    last = DayField(label=_("to the day"), required=False)
    was = forms.CharField(required=False, max_length=24, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, periods: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data)
        choices = [*periods, (TWO_DAYS, _("From one day to another"))]
        self.fields["period"].choices = choices  # type: ignore[attr-defined]  # a choice
