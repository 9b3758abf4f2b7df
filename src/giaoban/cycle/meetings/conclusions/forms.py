"""What is typed about conclusions, checked for its shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.meetings.fields import ChoiceOf, Choices, DayField, SeveralOf, offer


class WriteForm(forms.Form):
    text = forms.CharField(
        label=_("Conclusion"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Type it, or paste several at once: each piece of work becomes one."),
    )


class LandForm(forms.Form):
    """What was read from a conclusion, to be landed as it is or changed before."""

    title = forms.CharField(
        label=_("Task"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    lead = ChoiceOf(label=_("Lead unit"), required=False)
    coordinating = SeveralOf(label=_("Coordinating"), required=False, rows=5)
    due_on = DayField(label=_("Deadline"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, data: Any, *, units: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(self, "lead", units)
        offer(self, "coordinating", units)
