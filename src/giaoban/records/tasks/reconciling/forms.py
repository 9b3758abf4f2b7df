"""What people bring to be reconciled, and what they decide about a row."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.uploads import UploadField
from giaoban.records.tasks.forms import NUMBERS, DayField, LongSelect
from giaoban.records.tasks.reconciling.columns import COLUMNS
from giaoban.records.tasks.reconciling.models import Session
from giaoban.records.tasks.reconciling.types import Choice

ENDINGS = (".xlsx", ".xls", ".docx", ".doc", ".csv", ".txt")


class ExportForm(forms.Form):
    """A file that the other system exported."""

    file = UploadField(
        endings=ENDINGS,
        label=_("Export of the e-office: Excel, Word or CSV"),
        help_text=_("At most 20,000 rows and 20 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    as_of = DayField(label=_("As of (the day of the export)"), required=False)


class ColumnsForm(forms.Form):
    """Which column of the export holds what."""

    def __init__(self, data: Any, *, session: Session) -> None:
        super().__init__(data)
        places: list[tuple[str, Any]] = [("", _("not in the file"))]
        places += [(str(at), head or f"({at + 1})") for at, head in enumerate(session.heads)]
        for column in COLUMNS:
            self.fields[column.name] = forms.TypedChoiceField(
                label=column.heading,
                choices=places,
                coerce=int,
                empty_value=None,
                required=column.name == "title",
                initial=session.columns.get(column.name),
                widget=LongSelect,
            )

    def given(self) -> Mapping[str, int]:
        return {name: at for name, at in self.cleaned_data.items() if at is not None}


class DecisionForm(forms.Form):
    """What is decided about a row: a choice, or which task it means."""

    line = forms.IntegerField(validators=NUMBERS)
    choice = forms.ChoiceField(choices=Choice, required=False)
    task = forms.IntegerField(validators=NUMBERS, required=False)
    reason = forms.CharField(max_length=500, required=False)
