"""What the list of tasks is narrowed to, as it stands in addresses, checked for its shape."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.records.organisations.models import Field
from giaoban.records.organisations.types import UnitKind
from giaoban.records.tasks.forms import NUMBERS, ROWS, DayField, LongSelect, UnitChoices
from giaoban.records.tasks.selectors.lists import NO_WORDS
from giaoban.records.tasks.types import Awaiting, DutyRole, Measure, Stage, TaskOrder, UnitsAs
from giaoban.records.tasks.wording import STATUS_CHOICES

MOST_DAYS = 9999  # past a deadline
# What does not narrow a list, but says how it is read.
MANNERS = frozenset({"order", "rows", "role", "as_of", "units", "measure"})

Named = Iterable[tuple[Any, str]]


class ListForm(forms.Form):
    """What the list of tasks is narrowed to. All of it is optional."""

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
    programme = forms.CharField(
        label=_("Programme"), required=False, max_length=150, widget=LongSelect
    )
    leader = forms.CharField(
        label=_("Assigned by"), required=False, max_length=150, widget=LongSelect
    )
    officer = forms.IntegerField(
        label=_("Officer who follows"), required=False, validators=NUMBERS, widget=LongSelect
    )
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[("", _("Any")), *Stage.choices],
        widget=LongSelect,
    )
    awaits = forms.ChoiceField(
        label=_("Awaiting a decision"),
        required=False,
        choices=[("", _("Does not matter")), *Awaiting.choices],
        widget=LongSelect,
    )
    due_from = DayField(label=_("Due from"), required=False)
    due_to = DayField(label=_("Due until"), required=False)
    late_from = forms.IntegerField(
        label=_("Days overdue, from"), required=False, min_value=0, max_value=MOST_DAYS
    )
    late_to = forms.IntegerField(
        label=_("Days overdue, to"), required=False, min_value=0, max_value=MOST_DAYS
    )
    measure = forms.ChoiceField(
        label=_("Class by"), required=False, choices=Measure, widget=LongSelect
    )
    as_of = DayField(label=_("As of"), required=False)
    order = forms.ChoiceField(label=_("Order"), required=False, choices=TaskOrder.choices)
    source = forms.IntegerField(required=False, validators=NUMBERS, widget=forms.HiddenInput)
    period = forms.CharField(required=False, max_length=24, widget=forms.HiddenInput)
    kind = forms.ChoiceField(required=False, choices=UnitKind, widget=forms.HiddenInput)
    own = forms.BooleanField(required=False, widget=forms.HiddenInput)
    units = forms.ChoiceField(required=False, choices=UnitsAs, widget=forms.HiddenInput)
    rows = forms.ChoiceField(
        required=False, choices=[(rows, rows) for rows in ROWS], widget=forms.HiddenInput
    )

    def __init__(
        self,
        data: Any,
        *,
        units: UnitChoices,
        fields: Iterable[Field],
        programmes: Sequence[str] = (),
        leaders: Sequence[str] = (),
        officers: Named = (),
    ) -> None:
        super().__init__(_with_defaults(data))
        for name in ("late_from", "late_to"):
            self.fields[name].widget.attrs |= {"size": 4, "inputmode": "numeric"}
        self.fields["unit"].choices = [("", _("All")), *units]  # type: ignore[attr-defined]  # a choice
        self._offer("field", ((field.pk, field.name) for field in fields), none=0)
        self._offer("programme", ((words, words) for words in programmes), none=NO_WORDS)
        self._offer("leader", ((words, words) for words in leaders), none=NO_WORDS)
        self._offer("officer", officers)

    def _offer(self, name: str, choices: Named, *, none: Any = None) -> None:
        """What there is to choose from. An address may name what is no more: it stays chosen."""
        offered = [("", _("All")), *choices]
        if none is not None:
            offered.append((none, _("None")))
        given = self.data.get(name)
        if given and str(given) not in {str(value) for value, _words in offered}:
            offered.append((given, str(given)))
        self.fields[name].widget.choices = offered


def given_by(data: Any) -> dict[str, str]:
    """As much of an address as the list of tasks understands."""
    return {name: value for name, value in data.items() if name in ListForm.base_fields}


def _with_defaults(data: Any) -> dict[str, Any]:
    """What an address leaves out: lead duties, and what is open unless it asks for something."""
    given = given_by(data)
    narrowed = set(given) - MANNERS
    status = "all" if narrowed else "open"
    if given.get("period"):
        status = "four"
    if given.get("late_from") or given.get("late_to"):
        status = "open_overdue"
    order = TaskOrder.NEWEST if given.get("status", status) == "all" else TaskOrder.DUE
    return {"role": DutyRole.LEAD.value, "status": status, "order": order, **given}
