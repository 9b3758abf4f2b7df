"""What people type about a return."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.reporting.forms import DayField
from giaoban.cycle.reporting.types import Decision
from giaoban.ground.platform.uploads import UploadField

ENDINGS = (".docx", ".odt", ".txt")


class TextForm(forms.Form):
    """The text of a section, the one with which the writer began, and what others have stored.

    `over`: the writer has seen what is stored and saves over it.
    """

    text = forms.CharField(required=False, strip=False, max_length=120_000)
    seen = forms.CharField(required=False, strip=False, max_length=120_000)
    stored = forms.CharField(required=False, strip=False, max_length=120_000)
    over = forms.BooleanField(required=False)


class FiguresForm(forms.Form):
    """Each figure as typed, and as it was when the page was shown."""

    def __init__(self, data: Any, *, figure_ids: list[int]) -> None:
        super().__init__(data)
        for each in figure_ids:
            for name in (f"figure-{each}", f"seen-{each}"):
                self.fields[name] = forms.CharField(required=False, max_length=200)
        self._ids = figure_ids

    @property
    def typed(self) -> dict[int, str]:
        """Only what was sent: a page without a figure does not empty it."""
        return {
            each: self.cleaned_data[f"figure-{each}"]
            for each in self._ids
            if f"figure-{each}" in self.data
        }

    @property
    def seen(self) -> dict[int, str]:
        return {
            each: self.cleaned_data[f"seen-{each}"]
            for each in self._ids
            if f"seen-{each}" in self.data
        }


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=Decision)
    section = forms.IntegerField(required=False, min_value=1, max_value=2**31)


class FileForm(forms.Form):
    file = UploadField(
        endings=ENDINGS,
        label=_("Report as a file"),
        help_text=_("Word, OpenDocument or plain text, up to 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("What is lacking"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SendForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is sent as it is"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReturnForm(forms.Form):
    comment = forms.CharField(
        label=_("What has to be completed"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    again_by = DayField(
        label=_("To be sent again by"),
        required=False,
        help_text=_("Sent by that day it counts as sent on the day of the first sending."),
    )
