"""What administrators type about a unit."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.faces.workspace.administering.choosing import units_to_choose
from giaoban.faces.workspace.trail.forms import DayField
from giaoban.ground.platform.careful_forms import CarefulForm
from giaoban.records.organisations.types import UnitKind


class TreeForm(forms.Form):
    """Which units are shown: of a day, and with some words in their names."""

    on = DayField(label=_("Day"), required=False)
    q = forms.CharField(
        label=_("Name, code, accents optional"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"size": 28, "autocomplete": "off"}),
    )


class UnitForm(forms.Form):
    """A unit as it is from a day on. Its parent is chosen among the units of `on`."""

    name = forms.CharField(
        label=_("Name"), max_length=250, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=100,
        required=False,
        help_text=_("As texts write it, such as Vụ BC."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind.choices)
    code = forms.CharField(
        label=_("Code"),
        max_length=35,
        required=False,
        help_text=_("Its identification code, where it has one."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    parent = forms.TypedChoiceField(
        label=_("Stands under"), coerce=int, empty_value=None, required=False
    )
    valid_from = DayField(
        label=_("From"), help_text=_("The first day on which this holds, such as 01/07/2025.")
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = units_to_choose(on=on, none=str(_("Under no other unit")))
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]  # a choice


class ChangeUnitForm(CarefulForm, UnitForm):
    """The same over a unit that another administrator may have changed meanwhile."""

    watched = ("name", "short_name", "kind", "code", "parent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle()


class CloseForm(forms.Form):
    valid_to = DayField(
        label=_("Closed from"), help_text=_("The first day on which the unit is no more.")
    )


class AliasForm(forms.Form):
    text = forms.CharField(
        label=_("As written"),
        max_length=250,
        help_text=_("Accents, capitals and signs make no difference."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
