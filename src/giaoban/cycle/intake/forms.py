"""What people type at the reading desk, checked for its shape. The rest is for services."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.intake.dues import read_due
from giaoban.cycle.intake.models import Proposal
from giaoban.cycle.intake.selectors import day_of
from giaoban.cycle.intake.types import Edits
from giaoban.ground.platform.careful_forms import CarefulForm
from giaoban.ground.platform.uploads import UploadField
from giaoban.kit.reader.opening import ENDINGS

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
OTHER = "other"
_LONGEST_DUE = 300  # characters of words that set a deadline


class DayField(forms.DateField):
    """A day as offices write it, 31/03/2025."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(
            format=DAYS[0], attrs={"inputmode": "numeric", "class": "d", "autocomplete": "off"}
        )
        super().__init__(input_formats=DAYS, required=False, widget=widget, **kwargs)


class DueField(DayField):
    """A deadline: a day, or words that set one, reckoned from the date of the document."""

    anchor: date | None = None

    def to_python(self, value: Any) -> date | None:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            deadline = read_due(value[:_LONGEST_DUE], self.anchor) if value else None
            if deadline is None:
                raise
            return deadline.on


class ReadForm(forms.Form):
    """A document to be read: a file, or its text."""

    file = UploadField(
        endings=ENDINGS,
        label=_("File"),
        required=False,
        help_text=_(
            "Word, Excel, OpenDocument, PDF, scans and photographs, e-mail, HTML or plain text, "
            "up to 20 MB."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    symbol = forms.CharField(label=_("Number and symbol"), required=False, max_length=80)
    issued_on = DayField(label=_("Date"))
    subject = forms.CharField(label=_("Subject"), required=False, max_length=1000)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        given = [bool(answers.get("file")), bool((answers.get("text") or "").strip())]
        if "file" in self.errors or (any(given) and not all(given)):
            return answers
        if all(given):
            self.add_error("text", _("Give the file or its text, not both."))
        else:
            self.add_error("file", _("Choose a file or paste its text."))
        return answers

    def uploaded(self) -> "UploadedFile[bytes] | None":
        file: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        return file


class PickedUnits(forms.CheckboxSelectMultiple):
    """Tick boxes, and an empty choice of the list that adds one more unit counts for nothing."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [value for value in super().value_from_datadict(data, files, name) or [] if value]


class ProposalForm(CarefulForm):
    """The proposal at hand as a clerk may change it."""

    watched = ("title", "lead", "other_lead", "coordinating", "due_on", "field")

    title = forms.CharField(
        label=_("Work"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "data-key": "e"}),
    )
    lead = forms.ChoiceField(label=_("Lead"), required=False, widget=forms.RadioSelect)
    other_lead = forms.ChoiceField(label=_("Another unit"), required=False)
    coordinating = forms.TypedMultipleChoiceField(
        label=_("Coordinating"), required=False, coerce=int, widget=PickedUnits
    )
    due_on = DueField(label=_("Deadline"))
    field = forms.TypedChoiceField(label=_("Field"), required=False, coerce=int, empty_value=None)
    reason = forms.CharField(label=_("Why it is no task"), required=False, max_length=500)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        proposal: Proposal,
        units: Iterable[tuple[int, str]],
        fields: Iterable[tuple[int, str]],
        needs_lead: bool = False,
    ) -> None:
        self.candidates = [each["unit"] for each in proposal.candidates]
        self.needs_lead = needs_lead
        super().__init__(data, initial=self._initial(proposal))
        units = list(units)
        due = self.fields["due_on"]
        if isinstance(due, DueField):
            due.anchor = day_of(proposal.reading)
        names = dict(units)
        leads = [(unit, names.get(unit, unit)) for unit in self.candidates]
        leads = [*leads, (OTHER, _("Another unit"))]
        self._offer("lead", leads)
        self._offer("other_lead", [("", _("Choose a unit…")), *units])
        self._offer("coordinating", units)
        self._offer("field", [("", _("No field")), *fields])
        self.settle()

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _initial(self, proposal: Proposal) -> dict[str, Any]:
        other = proposal.lead_id is not None and proposal.lead_id not in self.candidates
        return {
            "title": proposal.title,
            "lead": OTHER if other else proposal.lead_id,
            "other_lead": proposal.lead_id if other else "",
            "coordinating": [unit.pk for unit in proposal.coordinating.all()],
            "due_on": proposal.due_on,
            "field": proposal.field_id,
        }

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        chosen = answers.get("lead") or OTHER
        lead = answers.get("other_lead") if chosen == OTHER else chosen
        answers["lead_id"] = int(lead) if lead else None
        if "lead" in self.errors or "other_lead" in self.errors:
            return answers
        if answers["lead_id"] is None and self.needs_lead:
            self.add_error("lead", _("Choose the lead unit."))
        elif answers["lead_id"] in answers.get("coordinating", []):
            self.add_error("coordinating", _("The lead unit cannot coordinate as well."))
        return answers

    def edits(self) -> Edits:
        """What was typed and makes sense; what does not is left as it was."""
        answers = self.cleaned_data
        edits = Edits()
        if "title" in answers:
            edits["title"] = answers["title"]
        if "due_on" in answers:
            edits["due_on"] = answers["due_on"]
            edits["due_typed"] = str(self.data.get(self.add_prefix("due_on"), ""))[:_LONGEST_DUE]
        if "field" in answers:
            edits["field_id"] = answers["field"]
        if "coordinating" in answers:
            edits["coordinating_ids"] = answers["coordinating"]
        if "lead" in answers and "other_lead" in answers:
            edits["lead_id"] = answers["lead_id"]
        return edits


class TogetherForm(forms.Form):
    """From which sureness on proposals are accepted at one press."""

    at_least = forms.TypedChoiceField(
        label=_("At least this sure"),
        choices=[("0.95", "0,95"), ("0.9", "0,90"), ("0.8", "0,80"), ("0.7", "0,70")],
        coerce=float,
        initial="0.9",
    )

    def at_least_asked(self) -> float:
        """What was asked, else the measure to begin with."""
        if self.is_bound and self.is_valid():
            asked: float = self.cleaned_data["at_least"]
            return asked
        return float(self.fields["at_least"].initial)
