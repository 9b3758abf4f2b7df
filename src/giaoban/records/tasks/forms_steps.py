"""What people type to let something happen to a duty. Whether it may, services decide."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.careful_forms import CarefulForm
from giaoban.records.documents.models import Document
from giaoban.records.organisations.models import Field
from giaoban.records.tasks.due_words import Due, due_said
from giaoban.records.tasks.forms import DayField, LongSelect, UnitChoices
from giaoban.records.tasks.models import Urgency
from giaoban.records.tasks.services import PartAsked

_MOST_WORDS = 300  # that a deadline may be told in
NO_DAY_IN_IT = _(
    "No deadline can be read in this. Write a day, such as 31/03/2025, or words such as"
    " “trong 10 ngày làm việc” or “quý I”."
)


class DueField(forms.CharField):
    """A deadline: a day, or words. The page tells meanwhile what they come to."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off"}
        super().__init__(
            max_length=_MOST_WORDS, required=False, widget=forms.TextInput(attrs=attrs), **kwargs
        )


def read_due(form: forms.Form, name: str, anchor: date) -> Due:
    """The deadline typed into a field of the form; what cannot be read is said beside it."""
    due = due_said(form.cleaned_data.get(name, ""), anchor)
    if due is None:
        form.add_error(name, forms.ValidationError(str(NO_DAY_IN_IT)))
    return due or Due(None)


class StepForm(forms.Form):
    """A step that needs no words. `note` is what the event says."""

    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def given(self) -> dict[str, Any]:
        """What the service is told besides who, what and when."""
        return dict(self.cleaned_data)


class ReasonForm(StepForm):
    """A step that has to be explained."""

    note = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class ResultForm(StepForm):
    """Progress or a result, and the document that shows it, told by its symbol."""

    note = forms.CharField(
        label=_("What has been done"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    symbol = forms.CharField(
        label=_("Number and symbol of the document"),
        required=False,
        max_length=80,
        help_text=_("A document of the register, such as 12/BC-VP. It can be left out."),
    )

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._documents = documents

    def clean_symbol(self) -> str:
        symbol: str = self.cleaned_data["symbol"].strip()
        self.document: Document | None = None
        if symbol:
            self.document = self._documents.filter(symbol__iexact=symbol).first()
            if self.document is None:
                raise forms.ValidationError(
                    _now("No document with this symbol is in the register, or you may not see it.")
                )
        return symbol

    def given(self) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"], "document": self.document}


class DifficultyForm(ResultForm):
    note = forms.CharField(
        label=_("What hinders the work, and what is proposed"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DeadlineForm(ResultForm):
    note = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    due_on = DayField(label=_("New deadline"))
    field_order = ["due_on", "note", "symbol"]

    def given(self) -> dict[str, Any]:
        return {**super().given(), "due_on": self.cleaned_data["due_on"]}


class GrantForm(DeadlineForm):
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DayField(
        label=_("Extended until"), help_text=_("It may be another day than was asked for.")
    )


class ResumeForm(StepForm):
    due_on = DayField(
        label=_("Deadline from now on"),
        required=False,
        help_text=_(
            "Moved on by the days for which the clock stood still. Left out, it stays as it was."
        ),
    )
    field_order = ["due_on", "note"]


class TransferForm(ReasonForm):
    unit = forms.TypedChoiceField(label=_("To the unit"), coerce=int, widget=LongSelect)
    field_order = ["unit", "note"]

    def __init__(self, *args: Any, units: UnitChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]  # a choice

    def given(self) -> dict[str, Any]:
        return {"unit_id": self.cleaned_data["unit"], "note": self.cleaned_data["note"]}


class DeclineForm(TransferForm):
    unit = forms.TypedChoiceField(
        label=_("Whose it is"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=LongSelect,
        help_text=_("It can be left out; whoever assigned it decides."),
    )
    field_order = ["note", "unit"]


class PartForm(forms.Form):
    """A part of a duty, asked onwards."""

    part = forms.CharField(
        label=_("Part of the work"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int, widget=LongSelect)
    officer = forms.TypedChoiceField(
        label=_("Officer"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=LongSelect,
        help_text=_("Needed for a part that stays in the unit itself."),
    )
    due = DueField(label=_("Deadline"), help_text=_("A day, or words: trong 5 ngày làm việc."))
    note = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where the part is due after the whole."),
    )

    def __init__(
        self,
        *args: Any,
        units: UnitChoices,
        officers: Sequence[tuple[int, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]  # a choice
        self.fields["officer"].choices = [("", "–"), *officers]  # type: ignore[attr-defined]  # a choice
        self._today = today
        self.reckoned = Due(None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.reckoned = read_due(self, "due", self._today)
        return cleaned

    def asked(self) -> PartAsked:
        given = self.cleaned_data
        return PartAsked(
            part=given["part"],
            unit_id=given["unit"],
            officer_id=given["officer"],
            due_on=self.reckoned.on,
            words=self.reckoned.words,
            anchor=self.reckoned.anchor,
            note=given["note"],
        )


class EditForm(CarefulForm):
    """What a task says besides its duties and where it came from."""

    title = forms.CharField(
        label=_("Task"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    product = forms.CharField(label=_("Product expected"), required=False, max_length=500)
    responsibility = forms.CharField(label=_("Responsibility"), required=False, max_length=500)
    authority = forms.CharField(label=_("Authority"), required=False, max_length=500)
    leader = forms.CharField(label=_("Assigned by"), required=False, max_length=150)
    point = forms.CharField(label=_("Point of the document"), required=False, max_length=100)
    programme = forms.CharField(label=_("Programme"), required=False, max_length=150)
    field = forms.TypedChoiceField(label=_("Field"), required=False, coerce=int, empty_value=None)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency)

    def __init__(self, *args: Any, fields: Iterable[Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(field.pk, field.name) for field in fields]
        self.fields["field"].choices = [("", "–"), *named]  # type: ignore[attr-defined]  # a choice
        self.settle()

    def said(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        given["field_id"] = given.pop("field")
        return given


class FollowerForm(forms.Form):
    follower = forms.TypedChoiceField(
        label=_("Who follows it"), required=False, coerce=int, empty_value=None, widget=LongSelect
    )

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["follower"].choices = [("", _now("Whoever assigned it")), *people]  # type: ignore[attr-defined]  # a choice


class NoteForm(forms.Form):
    """A note of the Office beside a task."""

    text = forms.CharField(
        label=_("Note of the Office"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
