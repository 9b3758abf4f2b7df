"""What administrators type about a person, an account, an appointment."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.faces.workspace.administering.choosing import fields_to_choose, units_to_choose
from giaoban.faces.workspace.trail.forms import DayField
from giaoban.ground.platform.careful_forms import CarefulForm
from giaoban.records.organisations.types import Post


class Which(TextChoices):
    """Which people are listed."""

    OPEN = "open", _("Accounts that are open")
    NOWHERE = "nowhere", _("Serving nowhere")
    NO_PASSWORD = "no-password", _("Unable to sign in yet")
    CLOSED = "closed", _("Closed accounts")
    ALL = "all", _("All")


class PeopleForm(forms.Form):
    q = forms.CharField(
        label=_("Name or user name, accents optional"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"size": 28, "autocomplete": "off"}),
    )
    which = forms.ChoiceField(label=_("Which"), choices=Which.choices, required=False)


def _text(**kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)


class AccountForm(forms.Form):
    full_name = _text(label=_("Full name"), max_length=150)
    username = _text(
        label=_("User name"),
        max_length=150,
        help_text=_("What the person signs in with: letters, digits and . _ - @"),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Notices and links for a new password go there."),
    )


class CorrectForm(CarefulForm):
    full_name = _text(label=_("Full name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle()


class CloseAccountForm(forms.Form):
    reason = _text(
        label=_("Reason"),
        max_length=300,
        help_text=_("It stays in the trail: has left, moved elsewhere, a lost telephone."),
    )


class AppointForm(forms.Form):
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    post = forms.ChoiceField(
        label=_("Post"),
        choices=Post.choices,
        initial=Post.OFFICER,
        help_text=_("What the person may see and do follows from it."),
    )
    title = _text(
        label=_("Post as the unit calls it"),
        max_length=150,
        required=False,
        help_text=_("Such as Chuyên viên chính."),
    )
    valid_from = DayField(label=_("From"))
    valid_to = DayField(
        label=_("No longer from"),
        required=False,
        help_text=_("The first day on which the person no longer serves; empty while it is open."),
    )
    fields_in_charge = forms.TypedMultipleChoiceField(
        label=_("Fields in charge"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For leaders alone; a leader without any sees everything."),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("unit", units_to_choose(on=on))
        self._offer("fields_in_charge", fields_to_choose())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        start, end = told.get("valid_from"), told.get("valid_to")
        if start and end and end <= start:
            self.add_error("valid_to", _("It would end before it began."))
        return told

    def _offer(self, name: str, choices: Iterable[tuple[int | str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice


class EndForm(forms.Form):
    valid_to = DayField(
        label=_("No longer from"),
        help_text=_("The first day on which it no longer holds."),
    )
