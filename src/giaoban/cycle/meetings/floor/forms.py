"""What chair, secretary and delegates type on the floor, checked for its shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.meetings.fields import DayField, HourField, moment_of


class VoteForm(forms.Form):
    text = forms.CharField(label=_("Put to the vote"), max_length=500)
    secret = forms.BooleanField(label=_("Secret"), required=False)
    late_day = DayField(label=_("Absent members vote until"), required=False)
    late_hour = HourField(label=_("at"), required=False)

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        both = given["late_day"] and given["late_hour"]
        return {
            "text": given["text"],
            "secret": given["secret"],
            "late_until": moment_of(given["late_day"], given["late_hour"]) if both else None,
        }


class SpeakerForm(forms.Form):
    """Somebody without an account who asks to speak."""

    speaker = forms.CharField(label=_("Name"), max_length=300)
