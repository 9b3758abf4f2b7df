"""What is asked before an act on many duties; a form for each act, checked for its shape."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.forms import DayField, LongSelect, UnitChoices
from giaoban.records.tasks.forms_list import MOST_DAYS
from giaoban.records.tasks.together.types import Act, Asked


class ActForm(forms.Form):
    """An act that needs no words, such as a confirmation."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def asked(self, act: Act, duty_ids: Iterable[int]) -> Asked:
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return Asked(act, tuple(duty_ids), **given)


class ReasonForm(ActForm):
    note = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class DeadlineForm(ReasonForm):
    """One new day for all, or each its own day so many days later."""

    due_on = DayField(label=_("New deadline, the same for all"), required=False)
    days = forms.IntegerField(
        label=_("or each so many days later"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"size": 4}),
    )
    field_order = ["due_on", "days", "note"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if bool(given.get("due_on")) == bool(given.get("days")) and not self.errors:
            raise forms.ValidationError(_now("Give either a day or a number of days."))
        return given


class TransferForm(ReasonForm):
    unit_id = forms.TypedChoiceField(label=_("To the unit"), coerce=int, widget=LongSelect)
    field_order = ["unit_id", "note"]

    def __init__(self, *args: Any, units: UnitChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = [("", "–"), *units]  # type: ignore[attr-defined]  # a choice


class OfficerForm(forms.Form):
    """Who follows from now on."""

    officer_id = forms.TypedChoiceField(
        label=_("Officer who follows"), coerce=int, widget=LongSelect
    )

    def __init__(self, *args: Any, people: UnitChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer_id"].choices = [("", "–"), *people]  # type: ignore[attr-defined]  # a choice

    asked = ActForm.asked
