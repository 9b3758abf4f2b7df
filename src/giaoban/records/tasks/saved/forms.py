"""What people type about saved lists and columns, checked for its shape."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.forms_list import given_by


class SaveForm(forms.Form):
    """A name for what the list shows. `address` stands in the form, hidden."""

    name = forms.CharField(label=_("Name of the list"), max_length=120)
    shared = forms.BooleanField(label=_("Share it with the Office"), required=False)
    address = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def clean_address(self) -> str:
        """As much of it as the list of tasks understands, in one writing."""
        kept = QueryDict(mutable=True)
        kept.update(given_by(QueryDict(self.cleaned_data["address"])))
        return kept.urlencode()


class ColumnsForm(forms.Form):
    """Which columns one reads, and where one was when choosing."""

    columns = forms.MultipleChoiceField(label=_("Columns"), required=False)
    address = SaveForm.base_fields["address"]

    clean_address = SaveForm.clean_address

    def __init__(self, data: Any, *, choices: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data)
        self.fields["columns"].choices = choices  # type: ignore[attr-defined]  # a choice
