"""What people type about tasks, checked for its shape. Whether it may be done, services decide."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from giaoban.records.documents.models import Document
from giaoban.records.organisations.models import Field
from giaoban.records.organisations.types import Node
from giaoban.records.tasks.models import Urgency
from giaoban.records.tasks.types import Axis, DutyRole, Stage, TaskOrder, UnitsAs, Versus
from giaoban.records.tasks.wording import STATUS_CHOICES

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
ROWS = (25, 50, 100)
# What a row may be numbered by; the database takes nothing larger.
NUMBERS = [MinValueValidator(0), MaxValueValidator(2**63 - 1)]

UnitChoices = Sequence[tuple[int | str, str]]


class DayField(forms.DateField):
    """A day as offices write it, 31/03/2025."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "size": 10, "autocomplete": "off"}
        widget = forms.DateInput(format=DAYS[0], attrs=attrs)
        super().__init__(input_formats=DAYS, widget=widget, **kwargs)


class LongSelect(forms.Select):
    """A list of many choices, which Django would make a template of each."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]
        groups = [
            format_html('<optgroup label="{}">{}</optgroup>', group, _options(options))
            if group
            else _options(options)
            for group, options, _index in widget["optgroups"]
        ]
        inside = format_html_join("", "{}", ((each,) for each in groups))
        return format_html(
            '<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), inside
        )


def _options(options: Iterable[dict[str, Any]]) -> SafeString:
    told = ((each["value"], flatatt(each["attrs"]), each["label"]) for each in options)
    return format_html_join("", '<option value="{}"{}>{}</option>', told)


def in_tree(nodes: Iterable[Node]) -> list[tuple[int | str, str]]:
    """Units to choose from, each under the one above it."""
    return [(node.unit_id, "\N{EN SPACE}" * node.depth + node.name) for node in nodes]


# What is shown


class ListForm(forms.Form):
    """What the list of tasks is narrowed to. All of it is optional, as it stands in addresses."""

    words = forms.CharField(label=_("Words or number"), required=False, max_length=200)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=STATUS_CHOICES, widget=LongSelect
    )
    unit = forms.TypedChoiceField(
        label=_("Unit"), required=False, coerce=int, empty_value=None, widget=LongSelect
    )
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("Any")), *DutyRole.choices]
    )
    field = forms.IntegerField(
        label=_("Field"), required=False, validators=NUMBERS, widget=LongSelect
    )
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[("", _("Any")), *Stage.choices],
        widget=LongSelect,
    )
    due_from = DayField(label=_("Due from"), required=False)
    due_to = DayField(label=_("Due until"), required=False)
    as_of = DayField(label=_("As of"), required=False)
    source = forms.IntegerField(required=False, validators=NUMBERS, widget=forms.HiddenInput)
    period = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    own = forms.BooleanField(required=False, widget=forms.HiddenInput)
    units = forms.ChoiceField(required=False, choices=UnitsAs, widget=forms.HiddenInput)
    order = forms.ChoiceField(label=_("Order"), required=False, choices=TaskOrder.choices)
    rows = forms.ChoiceField(
        required=False, choices=[(rows, rows) for rows in ROWS], widget=forms.HiddenInput
    )

    def __init__(self, data: Any, *, units: UnitChoices, fields: Iterable[Field]) -> None:
        super().__init__(_with_defaults(data))
        self.fields["unit"].choices = [("", _("All")), *units]  # type: ignore[attr-defined]  # a choice
        named = [(field.pk, field.name) for field in fields]
        self.fields["field"].widget.choices = [("", _("All")), *named, (0, _("None"))]


def _with_defaults(data: Any) -> dict[str, Any]:
    """What an address leaves out: lead duties, and what is open unless it asks for something."""
    given = {name: value for name, value in data.items() if name in ListForm.base_fields}
    narrowed = set(given) - {"order", "rows", "role", "as_of", "units"}
    status = "four" if given.get("period") else "all" if narrowed else "open"
    order = TaskOrder.NEWEST if given.get("status", status) == "all" else TaskOrder.DUE
    return {"role": DutyRole.LEAD.value, "status": status, "order": order, **given}


class ScoreCardForm(forms.Form):
    """Which score-card is shown. `was` is the period that stood in the form when it was sent."""

    period = forms.ChoiceField(label=_("Period"), required=False, widget=LongSelect)
    by = forms.ChoiceField(label=_("By"), required=False, choices=Axis)
    as_of = DayField(label=_("As of"), required=False)
    versus = forms.ChoiceField(label=_("Compared with"), required=False, choices=Versus)
    units = forms.ChoiceField(label=_("Units"), required=False, choices=UnitsAs)
    was = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, periods: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data)
        self.fields["period"].choices = periods  # type: ignore[attr-defined]  # a choice


# What is changed


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


class DeadlineForm(ResultForm):
    note = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    due_on = DayField(label=_("New deadline"))
    field_order = ["due_on", "note", "symbol"]

    def given(self) -> dict[str, Any]:
        return {**super().given(), "due_on": self.cleaned_data["due_on"]}


class TransferForm(ReasonForm):
    unit = forms.TypedChoiceField(label=_("To the unit"), coerce=int)
    field_order = ["unit", "note"]

    def __init__(self, *args: Any, units: UnitChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]  # a choice

    def given(self) -> dict[str, Any]:
        return {"unit_id": self.cleaned_data["unit"], "note": self.cleaned_data["note"]}


class NewTaskForm(forms.Form):
    """A task assigned by hand."""

    title = forms.CharField(
        label=_("Task"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    lead = forms.TypedChoiceField(label=_("Lead unit"), coerce=int)
    due_on = DayField(
        label=_("Deadline"), required=False, help_text=_("Without one it counts in no rate.")
    )
    coordinating = forms.TypedMultipleChoiceField(
        label=_("Coordinating units"),
        required=False,
        coerce=int,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    coordinating_due_on = DayField(
        label=_("Their deadline"), required=False, help_text=_("Left out, it is that of the lead.")
    )
    assigned_on = DayField(
        label=_("Assigned on"),
        required=False,
        help_text=_("Left out, it is the day of the document, or today."),
    )
    leader = forms.CharField(label=_("Assigned by"), required=False, max_length=150)
    symbol = forms.CharField(
        label=_("Number and symbol of the document"), required=False, max_length=80
    )
    field = forms.TypedChoiceField(label=_("Field"), required=False, coerce=int, empty_value=None)
    product = forms.CharField(label=_("Product expected"), required=False, max_length=500)
    urgency = forms.ChoiceField(
        label=_("Urgency"), required=False, choices=Urgency, initial=Urgency.ORDINARY
    )

    def __init__(
        self, *args: Any, units: UnitChoices, fields: Iterable[Field], documents: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(field.pk, field.name) for field in fields]
        self.fields["lead"].choices = [("", "–"), *units]  # type: ignore[attr-defined]  # a choice
        self.fields["coordinating"].choices = units  # type: ignore[attr-defined]  # a choice
        self.fields["field"].choices = [("", "–"), *named]  # type: ignore[attr-defined]  # a choice
        self._documents = documents

    clean_symbol = ResultForm.clean_symbol
    document: Document | None

    @property
    def due_of_coordinating(self) -> date | None:
        due: date | None = self.cleaned_data["coordinating_due_on"] or self.cleaned_data["due_on"]
        return due
