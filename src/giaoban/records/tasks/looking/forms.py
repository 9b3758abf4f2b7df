"""What people ask of the ways to look at tasks, checked for its shape."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.forms import LongSelect


class StretchForm(forms.Form):
    """The period that a page counts."""

    period = forms.ChoiceField(label=_("Period"), required=False, widget=LongSelect)

    def __init__(self, chosen: str, *, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__({"period": chosen})
        self.fields["period"].choices = choices  # type: ignore[attr-defined]  # a choice
