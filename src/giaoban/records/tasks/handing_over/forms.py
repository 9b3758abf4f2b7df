"""What people type about handovers, checked for its shape."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.tasks.forms import DayField, LongSelect
from giaoban.records.tasks.handing_over.types import GiverReceives, HandoverKind, How, Parties

Choices = Sequence[tuple[int | str, str]]


def _choice(label: Any, *, required: bool = True) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=required, coerce=int, empty_value=None, widget=LongSelect
    )


class _TwoSides(forms.Form):
    """Nobody stands on both sides."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        giver = given.get("giver")
        if giver and giver in {given.get(name) for name in ("receiver", "second", "third")}:
            raise forms.ValidationError(str(GiverReceives()))
        return given


class UnitsForm(_TwoSides):
    """Between which units. A split passes to several at once."""

    giver = _choice(_("Hands over"))
    receiver = _choice(_("Receives"))
    second = _choice(_("Also receives"), required=False)
    third = _choice(_("Also receives"), required=False)

    def __init__(self, data: Any, *, givers: Choices, receivers: Choices) -> None:
        super().__init__(data, auto_id="units-%s")
        self.fields["giver"].choices = [("", "—"), *givers]  # type: ignore[attr-defined]  # a choice
        for name in ("receiver", "second", "third"):
            self.fields[name].choices = [("", "—"), *receivers]  # type: ignore[attr-defined]  # too

    @property
    def parties(self) -> Parties:
        given = self.cleaned_data
        named = [given[name] for name in ("receiver", "second", "third") if given.get(name)]
        return Parties(HandoverKind.UNITS, (given["giver"],), tuple(dict.fromkeys(named)))


class PersonsForm(_TwoSides):
    """Between which persons, and the unit whose head changes, if one does."""

    giver = _choice(_("Hands over"))
    receiver = _choice(_("Receives"))
    unit = _choice(_("Head of the unit"), required=False)

    def __init__(self, data: Any, *, people: Iterable[User], units: Choices) -> None:
        super().__init__(data, auto_id="persons-%s")
        named = [("", "—"), *((person.pk, str(person)) for person in people)]
        self.fields["giver"].choices = named  # type: ignore[attr-defined]  # a choice
        self.fields["receiver"].choices = named  # type: ignore[attr-defined]  # a choice
        self.fields["unit"].choices = [("", "—"), *units]  # type: ignore[attr-defined]  # a choice

    @property
    def parties(self) -> Parties:
        given = self.cleaned_data
        return Parties(
            HandoverKind.PERSONS, (given["giver"],), (given["receiver"],), given.get("unit")
        )


class HowForm(forms.Form):
    how = forms.ChoiceField(label=_("To whom the duties go"), choices=How, required=False)


class MinutesForm(forms.Form):
    """What the minutes say. `seen` is what the preview showed, and is compared before anything."""

    minutes = forms.CharField(
        label=_("Number of the minutes"),
        max_length=80,
        help_text=_("As the minutes of the handover are numbered, such as 12/BB-VP."),
    )
    day = DayField(label=_("Day of the minutes"))
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: Any, *, day: date, seen: str) -> None:
        super().__init__(data, initial={"day": day, "seen": seen})


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
