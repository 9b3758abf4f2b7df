"""Which papers are asked for: of which unit, of which period, as of which day."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.forms import DayField, LongSelect, UnitChoices
from giaoban.records.tasks.types import Measure


def _number(value: Any) -> int:
    return int(value)


class PapersForm(forms.Form):
    """What narrows the papers; without a unit they are about all that one sees."""

    unit = forms.TypedChoiceField(
        label=_("Unit"), required=False, coerce=_number, empty_value=None, widget=LongSelect
    )
    period = forms.ChoiceField(label=_("Period"), required=False, widget=LongSelect)
    as_of = DayField(label=_("As of"), required=False)
    measure = forms.ChoiceField(label=_("Overdue by"), required=False, choices=Measure)

    def __init__(
        self, data: Any, *, units: UnitChoices, periods: Sequence[tuple[str, Any]]
    ) -> None:
        super().__init__(data)
        every: list[tuple[int | str, str]] = [("", str(_("All units")))]
        self.fields["unit"].choices = every + list(units)  # type: ignore[attr-defined]  # a choice
        self.fields["period"].choices = periods  # type: ignore[attr-defined]  # a choice
