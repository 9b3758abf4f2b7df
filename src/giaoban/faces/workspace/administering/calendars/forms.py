"""What administrators type about the calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.faces.workspace.trail.forms import DayField

FIRST_YEAR, LAST_YEAR = 1996, 2199  # holidays are known from the year before on


class YearForm(forms.Form):
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class DayForm(forms.Form):
    """A day that is otherwise than the calendar of the country says."""

    day = DayField(label=_("Day"))
    is_worked = forms.TypedChoiceField(
        label=_("That day is"),
        choices=[("0", _("a day of rest")), ("1", _("worked"))],
        coerce=lambda value: value == "1",
        help_text=_("A swap is two rows: the day off, and the Saturday that is worked for it."),
    )
    name = forms.CharField(
        label=_("Why"),
        max_length=150,
        help_text=_("The notice or decision, such as Thông báo 123/TB-ABC."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    moves = forms.BooleanField(
        label=_("Move the deadlines that were computed by working days as well"),
        required=False,
        help_text=_("Each change stays in the ledger of its task, with this reason."),
    )

    def clean_day(self) -> Any:
        given = self.cleaned_data["day"]
        if not FIRST_YEAR <= given.year <= LAST_YEAR:
            raise forms.ValidationError(_("There is no calendar for that year."))
        return given


class ForgetForm(forms.Form):
    """Nothing is asked; what it changes is shown."""
