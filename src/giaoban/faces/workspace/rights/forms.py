"""What people type about rights, checked for its shape. Whether it may be, services decide."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


class DayField(forms.DateField):
    """A day as offices write it, 31/03/2025."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "size": 10, "autocomplete": "off"}
        widget = forms.DateInput(format=DAYS[0], attrs=attrs)
        super().__init__(input_formats=DAYS, widget=widget, **kwargs)


class DelegationForm(forms.Form):
    """Who is to act by which appointment. The last day counts, as people say it."""

    appointment = forms.TypedChoiceField(label=_("By the appointment"), coerce=int)
    to = forms.ModelChoiceField(
        label=_("Who acts"), queryset=User.objects.none(), empty_label=_("Choose a person")
    )
    first = DayField(label=_("From"))
    last = DayField(label=_("To and including"))
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(
        self,
        data: Any,
        *,
        appointments: Sequence[tuple[int, str]],
        people: Any,
        today: date,
    ) -> None:
        super().__init__(data, initial={"first": today})
        self.fields["appointment"].choices = appointments  # type: ignore[attr-defined]  # of a choice field
        self.fields["to"].queryset = people  # type: ignore[attr-defined]  # of a model choice field

    @property
    def valid_to(self) -> date:
        last: date = self.cleaned_data["last"]
        return last + timedelta(days=1)


class WhoForm(forms.Form):
    """Whose rights to show."""

    person = forms.TypedChoiceField(label=_("Of whom"), coerce=int, required=False)

    def __init__(self, data: Any, *, people: Iterable[User]) -> None:
        super().__init__(data)
        choices = [(each.pk, str(each)) for each in people]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]  # of a choice field
