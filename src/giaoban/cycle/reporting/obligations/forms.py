"""What the Office types about what a unit owes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.reporting.forms import DayField


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReopenForm(ReasonForm):
    until = DayField(label=_("May enter until"))

    field_order = ["until", "reason"]
