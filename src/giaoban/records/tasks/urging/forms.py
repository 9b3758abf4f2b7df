"""What people type about urging, checked for its shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.forms import DayField
from giaoban.records.tasks.urging.types import EARLIEST, LATEST, Audience

_WHEN = [
    ("before", _("before the due day")),
    ("on", _("on the due day")),
    ("after", _("after the due day")),
]


class PlanForm(forms.Form):
    on = DayField(label=_("Day"), required=False)


class RuleForm(forms.Form):
    days = forms.IntegerField(
        label=_("Working days"), min_value=0, max_value=max(-EARLIEST, LATEST), initial=1
    )
    when = forms.ChoiceField(label=_("When"), choices=_WHEN)
    audience = forms.ChoiceField(label=_("Who is told"), choices=Audience.choices)

    @property
    def offset(self) -> int:
        """Working days from the due day; `on the due day` whatever the number says."""
        days: int = self.cleaned_data["days"]
        return {"before": -days, "on": 0, "after": days}[self.cleaned_data["when"]]


class CalendarForm(forms.Form):
    day = DayField(label=_("Day"))
    is_worked = forms.TypedChoiceField(
        label=_("That day is"),
        choices=[("0", _("a day of rest")), ("1", _("worked"))],
        coerce=lambda value: value == "1",
    )
    name = forms.CharField(label=_("Why"), max_length=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
