"""What administrators type about fields of work."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.faces.workspace.administering.choosing import units_to_choose
from giaoban.faces.workspace.trail.forms import DayField


class FieldForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class ChargeForm(forms.Form):
    """The unit that is in charge of a field from a day on."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    valid_from = DayField(label=_("From"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units_to_choose(on=on)  # type: ignore[attr-defined]  # a choice
