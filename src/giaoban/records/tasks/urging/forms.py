"""What people type about urging, checked for its shape."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.forms import DayField
from giaoban.records.tasks.urging.selectors import Owed
from giaoban.records.tasks.urging.types import EARLIEST, LATEST, Audience

_WHEN = [
    ("before", _("before the due day")),
    ("on", _("on the due day")),
    ("after", _("after the due day")),
]


class PlanForm(forms.Form):
    on = DayField(
        label=_("Day"),
        required=False,
        # Rules count weeks back and on from it, and years have an end.
        validators=[MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))],
    )


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


class LetterForm(forms.Form):
    """What a letter is about and who signs it; what is late is chosen unless nothing is."""

    duties = forms.TypedMultipleChoiceField(
        label=_("Duties"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one duty.")},
    )
    report_by = DayField(label=_("Report by"))
    signer_authority = forms.CharField(
        label=_("Signed as"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        help_text=_("A line for each post, as it stands above the signature."),
    )
    signer_name = forms.CharField(
        label=_("Name of the signer"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("May be left open for the pen."),
    )

    def __init__(self, data: Any, *, duties: Sequence[Owed], usual: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(usual))
        late = [each.duty_id for each in duties if each.days_late]
        self.fields["duties"].initial = late or [each.duty_id for each in duties]
        self.fields["duties"].choices = [(each.duty_id, each.task) for each in duties]  # type: ignore[attr-defined]  # a field with choices

    @property
    def duty_ids(self) -> frozenset[int]:
        return frozenset(self.cleaned_data["duties"])

    @property
    def words(self) -> dict[str, Any]:
        """What else the service and the draft are told."""
        lines = self.cleaned_data["signer_authority"].splitlines()
        return {
            "report_by": self.cleaned_data["report_by"],
            "signer_authority": tuple(line.strip() for line in lines if line.strip()),
            "signer_name": self.cleaned_data["signer_name"].strip(),
        }

    def is_chosen(self, duty_id: int) -> bool:
        """Whether the duty is ticked as the page shows it."""
        return str(duty_id) in {str(each) for each in self["duties"].value() or ()}
