"""What people type about bridges, checked for its shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.meetings.fields import ChoiceOf, Choices, CountField, offer
from giaoban.cycle.meetings.types import FaultKind


class BridgeForm(forms.Form):
    name = forms.CharField(label=_("Bridge"), max_length=200)
    unit = ChoiceOf(
        label=_("Unit that keeps it"),
        required=False,
        help_text=_("Its people test the line, report faults and take the roll there."),
    )
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    contact = forms.CharField(label=_("Contact"), max_length=150, required=False)
    contact_phone = forms.CharField(
        label=_("Telephone of the contact"), max_length=40, required=False
    )
    technician = forms.CharField(label=_("Technician"), max_length=150, required=False)
    technician_phone = forms.CharField(
        label=_("Telephone of the technician"), max_length=40, required=False
    )

    def __init__(self, data: Any, *, units: Choices) -> None:
        super().__init__(data)
        offer(self, "unit", units)

    @property
    def words(self) -> dict[str, Any]:
        """What a bridge is besides its name and unit."""
        return {key: value for key, value in self.cleaned_data.items() if key != "unit"}


class LineForm(forms.Form):
    picture = forms.BooleanField(label=_("Picture is good"), required=False)
    sound = forms.BooleanField(label=_("Sound is good"), required=False)
    delay_ms = CountField(label=_("Delay, milliseconds"), required=False)
    loss_percent = forms.DecimalField(
        label=_("Loss, %"), min_value=0, max_value=100, decimal_places=2, required=False
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class FaultForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is wrong"), choices=FaultKind)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class RollForm(forms.Form):
    attending = CountField(label=_("Number attending"), required=False)
    names = forms.CharField(
        label=_("or their names, one a line"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
