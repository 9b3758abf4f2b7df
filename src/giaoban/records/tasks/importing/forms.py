"""What people bring to be imported, and what they say about its columns and names."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.uploads import UploadField
from giaoban.records.tasks.forms import DayField, LongSelect, UnitChoices
from giaoban.records.tasks.importing.columns import COLUMNS, NEEDED
from giaoban.records.tasks.importing.models import Batch

ENDINGS = (".xlsx", ".xls", ".docx", ".doc", ".csv", ".txt")
MOST_NAMES = 50
_KINDS = ",".join(ENDINGS)


class TableForm(forms.Form):
    """A file with a table of tasks."""

    file = UploadField(
        endings=ENDINGS,
        label=_("Excel, Word or CSV file"),
        help_text=_(
            "At most 20,000 rows and 20 MB. The first table whose headings are known is read."
        ),
        widget=forms.FileInput(attrs={"accept": _KINDS}),
    )
    assigned_on = DayField(
        label=_("Assigned on, where neither row nor document says"), required=False
    )
    registers_documents = forms.BooleanField(
        label=_("Register documents that the register lacks, by number and date"),
        required=False,
        initial=True,
    )


class ColumnsForm(forms.Form):
    """Which column of the file holds what; one field for each thing that a task may say."""

    def __init__(self, data: Any, *, batch: Batch) -> None:
        super().__init__(data)
        places: list[tuple[str, Any]] = [("", _("not in the file"))]
        places += [(str(at), head or f"({at + 1})") for at, head in enumerate(batch.heads)]
        for column in COLUMNS:
            self.fields[column.name] = forms.TypedChoiceField(
                label=column.heading,
                choices=places,
                coerce=int,
                empty_value=None,
                required=column.name in NEEDED,
                initial=batch.columns.get(column.name),
                widget=LongSelect,
            )

    def given(self) -> Mapping[str, int]:
        return {name: at for name, at in self.cleaned_data.items() if at is not None}


class NamesForm(forms.Form):
    """Which unit each name means that the register does not know."""

    def __init__(self, data: Any, *, names: Sequence[str], units: UnitChoices) -> None:
        super().__init__(data)
        self._names = {f"name-{at}": name for at, name in enumerate(names[:MOST_NAMES])}
        for key, name in self._names.items():
            self.fields[key] = forms.TypedChoiceField(
                label=name,
                choices=[("", _("not said")), *units],
                coerce=int,
                empty_value=None,
                required=False,
                widget=LongSelect,
            )

    def given(self) -> Mapping[str, int]:
        """The units that were chosen, by name. The name is told back, since rows may go."""
        chosen = {self._names[key]: unit for key, unit in self.cleaned_data.items()}
        return {name: unit for name, unit in chosen.items() if unit is not None}


class UndoForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=500)


class CopyForm(forms.Form):
    """Which tasks are the pattern of new ones, and how far their days move."""

    period = forms.ChoiceField(label=_("Tasks due in the period"), required=False)
    document = forms.IntegerField(
        label=_("Or tasks of the document"), required=False, widget=LongSelect
    )
    unit = forms.TypedChoiceField(
        label=_("Only those led by"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=LongSelect,
    )
    months = forms.TypedChoiceField(
        label=_("Their days move on by"),
        coerce=int,
        choices=[
            (1, _("a month")),
            (3, _("a quarter")),
            (6, _("half a year")),
            (12, _("a year")),
        ],
    )
    assigned_on = DayField(label=_("Assigned on"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        periods: Sequence[tuple[str, Any]],
        documents: Sequence[tuple[int | str, str]],
        units: UnitChoices,
    ) -> None:
        super().__init__(data)
        self.fields["period"].choices = [("", _("no period")), *periods]  # type: ignore[attr-defined]  # a choice
        self.fields["document"].widget.choices = [("", _("no document")), *documents]
        self.fields["unit"].choices = [("", _("any unit")), *units]  # type: ignore[attr-defined]  # a choice

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not (data.get("period") or data.get("document")):
            raise forms.ValidationError(_("Say which tasks: a period, or a document."))
        return data
