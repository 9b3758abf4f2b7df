"""What people type about series of tasks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.careful_forms import CarefulForm
from giaoban.records.documents.models import Document
from giaoban.records.organisations.models import Field
from giaoban.records.tasks.forms import DayField, LongSelect, UnitChoices
from giaoban.records.tasks.forms_steps import ResultForm
from giaoban.records.tasks.models import Urgency
from giaoban.records.tasks.recurring.selectors import coming
from giaoban.records.tasks.recurring.services import Told
from giaoban.records.tasks.recurring.types import MOST_DAYS_AHEAD, NotRecurring


class RhythmForm(forms.Form):
    """When something comes back, and how long before it is due its task is made."""

    words = forms.CharField(
        label=_("When it comes back"),
        max_length=300,
        help_text=_("Such as: ngày 20 hằng tháng; hằng quý; thứ Năm hằng tuần."),
    )
    starts_on = DayField(label=_("From"))
    days_ahead = forms.IntegerField(
        label=_("Made so many days before it is due"),
        min_value=0,
        max_value=MOST_DAYS_AHEAD,
        initial=14,
    )

    def clean_words(self) -> str:
        words = " ".join(self.cleaned_data["words"].split())
        try:
            coming(words, since=date(2000, 1, 1), days_ahead=0, count=1)
        except NotRecurring as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return words


class SeriesForm(CarefulForm, RhythmForm):
    """A task that comes back."""

    title = forms.CharField(
        label=_("Task"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    lead = forms.TypedChoiceField(label=_("Lead unit"), coerce=int, widget=LongSelect)
    coordinating = forms.TypedMultipleChoiceField(
        label=_("Coordinating units"),
        required=False,
        coerce=int,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    product = forms.CharField(label=_("Product expected"), required=False, max_length=500)
    responsibility = forms.CharField(label=_("Responsibility"), required=False, max_length=500)
    authority = forms.CharField(label=_("Authority"), required=False, max_length=500)
    leader = forms.CharField(label=_("Assigned by"), required=False, max_length=150)
    symbol = forms.CharField(
        label=_("Number and symbol of the document"), required=False, max_length=80
    )
    programme = forms.CharField(label=_("Programme"), required=False, max_length=150)
    field = forms.TypedChoiceField(label=_("Field"), required=False, coerce=int, empty_value=None)
    urgency = forms.ChoiceField(
        label=_("Urgency"), required=False, choices=Urgency, initial=Urgency.ORDINARY
    )
    field_order = ["title", "words", "starts_on", "days_ahead", "lead", "coordinating"]

    def __init__(
        self,
        *args: Any,
        units: UnitChoices,
        fields: Iterable[Field],
        documents: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(field.pk, field.name) for field in fields]
        self.fields["lead"].choices = [("", "–"), *units]  # type: ignore[attr-defined]  # a choice
        self.fields["coordinating"].choices = units  # type: ignore[attr-defined]  # a choice
        self.fields["field"].choices = [("", "–"), *named]  # type: ignore[attr-defined]  # a choice
        self._documents = documents
        self.settle()

    clean_symbol = ResultForm.clean_symbol
    document: Document | None = None

    def told(self) -> Told:
        given = self.cleaned_data
        plain = ("title", "words", "starts_on", "days_ahead", "product", "responsibility")
        more = ("authority", "leader", "programme")
        return Told(
            **{name: given[name] for name in (*plain, *more)},
            lead_id=given["lead"],
            coordinating=tuple(given["coordinating"]),
            urgency=given["urgency"] or Urgency.ORDINARY.value,
            field_id=given["field"],
            document=self.document,
        )


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
