"""What people type to assign a task by hand."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.records.documents.models import Document
from giaoban.records.organisations.models import Field
from giaoban.records.tasks.due_words import Due
from giaoban.records.tasks.forms import DayField, LongSelect, UnitChoices
from giaoban.records.tasks.forms_steps import DueField, ResultForm, read_due
from giaoban.records.tasks.models import Urgency
from giaoban.records.tasks.types import Share

ROWS, MOST_ROWS = 3, 100
_ROW = re.compile(r"with-(\d{1,3})-unit\Z")


class NewTaskForm(forms.Form):
    """A task assigned by hand; the units that coordinate have rows of their own."""

    title = forms.CharField(
        label=_("Task"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    lead = forms.TypedChoiceField(label=_("Lead unit"), coerce=int, widget=LongSelect)
    due = DueField(
        label=_("Deadline"),
        help_text=_(
            "A day, or words: trong 10 ngày làm việc, quý I, khi Luật có hiệu lực. Without one it"
            " counts in no rate."
        ),
    )
    assigned_on = DayField(
        label=_("Assigned on"),
        required=False,
        help_text=_("Left out, it is the day of the document, or today."),
    )
    product = forms.CharField(label=_("Product expected"), required=False, max_length=500)
    responsibility = forms.CharField(
        label=_("Responsibility"),
        required=False,
        max_length=500,
        help_text=_("What whoever leads answers for."),
    )
    leader = forms.CharField(label=_("Assigned by"), required=False, max_length=150)
    authority = forms.CharField(
        label=_("Authority"),
        required=False,
        max_length=500,
        help_text=_("What the lead may decide by itself, and who signs."),
    )
    symbol = forms.CharField(
        label=_("Number and symbol of the document"), required=False, max_length=80
    )
    point = forms.CharField(label=_("Point of the document"), required=False, max_length=100)
    programme = forms.CharField(label=_("Programme"), required=False, max_length=150)
    field = forms.TypedChoiceField(label=_("Field"), required=False, coerce=int, empty_value=None)
    urgency = forms.ChoiceField(
        label=_("Urgency"), required=False, choices=Urgency, initial=Urgency.ORDINARY
    )

    def __init__(
        self,
        *args: Any,
        units: UnitChoices,
        fields: Iterable[Field],
        documents: Any,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(field.pk, field.name) for field in fields]
        self.fields["lead"].choices = [("", "–"), *units]  # type: ignore[attr-defined]  # a choice
        self.fields["field"].choices = [("", "–"), *named]  # type: ignore[attr-defined]  # a choice
        self._documents = documents
        self._today = today
        self.reckoned = Due(None)

    clean_symbol = ResultForm.clean_symbol
    document: Document | None = None

    @property
    def anchor(self) -> date:
        """From which day words count: that of the assignment, of the document, or today."""
        said: date | None = self.cleaned_data.get("assigned_on")
        issued = self.document.issued_on if self.document else None
        return said or issued or self._today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.reckoned = read_due(self, "due", self.anchor)
        return cleaned

    def said(self) -> dict[str, Any]:
        """What the service is told besides who, when, and the units that coordinate."""
        plain = ("title", "assigned_on", "product", "responsibility", "leader", "authority")
        given = {name: self.cleaned_data[name] for name in (*plain, "point", "programme")}
        return {
            **given,
            "lead_id": self.cleaned_data["lead"],
            "due_on": self.reckoned.on,
            "due_words": self.reckoned.words,
            "due_anchor": self.reckoned.anchor,
            "note": self.reckoned.explanation if self.reckoned.on else "",
            "field_id": self.cleaned_data["field"],
            "document": self.document,
            "urgency": self.cleaned_data["urgency"] or Urgency.ORDINARY.value,
        }


class CoordinatingForm(forms.Form):
    """A row: a unit that coordinates, its part and its own deadline. Without a unit it is empty."""

    unit = forms.TypedChoiceField(
        label=_("Coordinating unit"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=LongSelect,
    )
    part = forms.CharField(label=_("Part of the work"), required=False, max_length=500)
    due = DueField(label=_("Its deadline"))

    def __init__(self, *args: Any, units: UnitChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]  # a choice

    def share(self, form: NewTaskForm) -> Share | None:
        """What is asked of the unit; a deadline that is left out is that of the lead."""
        given = self.cleaned_data
        if given["unit"] is None:
            return None
        due = read_due(self, "due", form.anchor) if given["due"] else form.reckoned
        return Share(given["unit"], due.on, given["part"], due.words, due.anchor)


def rows_of(
    data: Mapping[str, Any] | None, *, units: UnitChoices, rows: int = ROWS
) -> list[CoordinatingForm]:
    """The rows as they were sent, or so many empty ones."""
    if data is None:
        numbers = range(min(max(rows, ROWS), MOST_ROWS))
    else:
        sent = sorted(int(found[1]) for name in data if (found := _ROW.match(name)))
        numbers = range(0) if not sent else range(min(sent[-1] + 1, MOST_ROWS))
    return [row_of(number, data, units=units) for number in numbers]


def row_of(
    number: int, data: Mapping[str, Any] | None = None, *, units: UnitChoices
) -> CoordinatingForm:
    return CoordinatingForm(data, prefix=f"with-{number}", units=units)
