"""What people type about a regime: its nine parts, on one page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from giaoban.cycle.reporting.forms import DayField, in_tree
from giaoban.cycle.reporting.models import Level, RegimeVersion
from giaoban.cycle.reporting.regimes.types import (
    FigureTold,
    LevelTold,
    SectionTold,
    VersionTold,
)
from giaoban.cycle.reporting.types import (
    Counted,
    DueKind,
    Frequency,
    Prefill,
    RegimeKind,
    Roll,
)
from giaoban.ground.platform.templatetags.figures import WEEKDAYS
from giaoban.records.organisations.models import Field
from giaoban.records.organisations.types import Node, UnitKind

_CUT_OFFS = [
    ("calendar", _("Calendar: from the 1st to the last day")),
    ("mid-month", _("Decree 09/2019: from the 15th of the month before to the 14th")),
    ("own", _("Other: first day and months before, as given below")),
]
_WINDOWS = {"calendar": (1, 0), "mid-month": (15, 1)}
ROWS = 40  # of each list on the page, at most


class RegimeForm(forms.Form):
    """The parts of a version that are one each."""

    name = forms.CharField(label=_("Name of the report"), max_length=300)
    valid_from = DayField(label=_("Holds from"))
    kind = forms.ChoiceField(label=_("Kind"), choices=RegimeKind)
    content = forms.CharField(
        label=_("What it has to contain"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    basis = forms.CharField(label=_("Legal basis"), required=False, max_length=300)
    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency)
    cut_off = forms.ChoiceField(label=_("Cut-off"), choices=_CUT_OFFS)
    window_day = forms.IntegerField(
        label=_("First day counted"), min_value=1, max_value=28, required=False
    )
    months_before = forms.IntegerField(
        label=_("Months before"), min_value=0, max_value=6, required=False
    )
    week_starts = forms.TypedChoiceField(
        label=_("First day of a week"), choices=list(enumerate(WEEKDAYS)), coerce=int
    )
    opens_before = forms.IntegerField(
        label=_("Window opens so many working days before the cut-off"),
        min_value=0,
        max_value=60,
    )
    entry_days = forms.IntegerField(
        label=_("Entry closes so many days after the last day"),
        help_text=_("Left empty, one may always enter late."),
        min_value=0,
        max_value=366,
        required=False,
    )
    jump_percent = forms.IntegerField(
        label=_("A figure jumps from so many percent on"), min_value=1, max_value=1000
    )
    form = forms.CharField(label=_("Form of the report"), required=False, max_length=300)
    channel = forms.CharField(label=_("How it is sent"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        own = answers.get("cut_off") == "own"
        if own and None in {answers.get("window_day"), answers.get("months_before")}:
            self.add_error("window_day", _("Please give the first day and the months before."))
        return answers

    @property
    def columns(self) -> dict[str, Any]:
        """What `VersionTold` is told besides the lists."""
        given = dict(self.cleaned_data)
        given.pop("valid_from")
        window = _WINDOWS.get(given.pop("cut_off"))
        if window:
            given["window_day"], given["months_before"] = window
        given["kind"] = RegimeKind(given["kind"])
        given["frequency"] = Frequency(given["frequency"])
        return given


class LevelForm(forms.Form):
    """Who reports to whom by when."""

    name = forms.CharField(label=_("Level"), max_length=150)
    kinds = forms.MultipleChoiceField(
        label=_("Who reports: kinds of units"),
        choices=UnitKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    unit_ids = forms.TypedMultipleChoiceField(
        label=_("Besides them"), coerce=int, required=False, help_text=_("Several with Ctrl.")
    )
    left_out = forms.TypedMultipleChoiceField(
        label=_("Without"), coerce=int, required=False, help_text=_("Several with Ctrl.")
    )
    recipient_id = forms.TypedChoiceField(
        label=_("To whom"), coerce=int, empty_value=None, required=False
    )
    due_number = forms.IntegerField(label=_("Sent by: number"), min_value=1, max_value=90)
    due_kind = forms.ChoiceField(label=_("counted as"), choices=DueKind, initial=DueKind.DAY)
    months_after = forms.TypedChoiceField(
        label=_("of which month"),
        choices=[
            (-1, _("the month before the last one of the period")),
            (0, _("the last month of the period")),
            (1, _("the month after the period")),
        ],
        coerce=int,
        initial=0,
    )
    # What a browser sends of an untouched row is what it began with, so the row counts as empty.
    roll = forms.ChoiceField(label=_("On a day of rest"), choices=Roll, initial=Roll.STAYS)

    def __init__(self, *args: Any, units: Sequence[Node] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = in_tree(units)
        for name in ("unit_ids", "left_out"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a field with choices
            self.fields[name].widget.attrs["size"] = 4
        above: list[tuple[int | str, Any]] = [("", _("the unit right above"))]
        self.fields["recipient_id"].choices = above + choices  # type: ignore[attr-defined]  # the same

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if not self.errors and not (answers.get("kinds") or answers.get("unit_ids")):
            self.add_error("kinds", _("Please say who reports."))
        return answers

    @property
    def told(self) -> LevelTold:
        given = self.cleaned_data
        return LevelTold(
            name=given["name"],
            due_kind=DueKind(given["due_kind"]),
            due_number=given["due_number"],
            kinds=tuple(given["kinds"]),
            unit_ids=tuple(given["unit_ids"]),
            left_out=tuple(set(given["left_out"]) - set(given["unit_ids"])),
            recipient_id=given["recipient_id"],
            months_after=given["months_after"],
            roll=Roll(given["roll"]),
        )


class SectionForm(forms.Form):
    key = forms.SlugField(required=False, max_length=60, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Section"), max_length=300)
    field_id = forms.TypedChoiceField(
        label=_("Field"), coerce=int, empty_value=None, required=False
    )
    prefill = forms.ChoiceField(
        label=_("Proposed from the register"), choices=Prefill, required=False
    )
    guidance = forms.CharField(label=_("Guidance"), required=False, max_length=1000)
    is_required = forms.BooleanField(label=_("Must not be empty"), required=False)

    def __init__(self, *args: Any, fields: Sequence[Field] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[int | str, Any]] = [("", _("all fields"))]
        choices += [(each.pk, each.name) for each in fields]
        self.fields["field_id"].choices = choices  # type: ignore[attr-defined]  # a field with choices

    @property
    def told(self) -> SectionTold:
        given = self.cleaned_data
        return SectionTold(
            title=given["title"],
            key=given["key"],
            field_id=given["field_id"],
            guidance=given["guidance"],
            is_required=given["is_required"],
            prefill=Prefill(given["prefill"]),
        )


class FigureForm(forms.Form):
    """A figure; its parts are the numbers of the rows that add up to it."""

    key = forms.SlugField(required=False, max_length=60, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Figure"), max_length=300)
    measure = forms.CharField(label=_("Unit of measure"), required=False, max_length=60)
    parts = forms.RegexField(
        r"^\s*(\d{1,2}(\s*[,;+ ]\s*\d{1,2})*)?\s*$",
        label=_("Sum of rows"),
        required=False,
        help_text=_("Numbers of rows of this list, such as 2, 3."),
    )
    counted = forms.ChoiceField(label=_("Agrees with"), choices=Counted, required=False)

    @property
    def rows(self) -> list[int]:
        text: str = self.cleaned_data["parts"]
        return [
            int(each) for each in text.replace(",", " ").replace(";", " ").replace("+", " ").split()
        ]


def _factory(form: type[forms.Form], *, extra: int) -> "type[BaseFormSet[Any]]":
    # A row more than is taken is refused in words, many more are not even looked at.
    return formset_factory(
        form, extra=extra, can_delete=True, max_num=ROWS, absolute_max=ROWS + 10, validate_max=True
    )


LevelRows = _factory(LevelForm, extra=1)
SectionRows = _factory(SectionForm, extra=3)
FigureRows = _factory(FigureForm, extra=3)


class Page:
    """The form of a version with its three lists, empty, from a version, or as posted."""

    def __init__(
        self,
        data: Any,
        *,
        units: Sequence[Node],
        fields: Sequence[Field],
        of: RegimeVersion | None,
        initial: dict[str, Any],
    ) -> None:
        self.form = RegimeForm(data, initial=initial | (_of_version(of) if of else _USUAL))
        self.levels = LevelRows(
            data,
            prefix="levels",
            initial=[_of_level(each) for each in of.levels.all()] if of else None,
            form_kwargs={"units": units},
        )
        self.sections = SectionRows(
            data,
            prefix="sections",
            initial=[_of_section(each) for each in of.sections.all()] if of else None,
            form_kwargs={"fields": fields},
        )
        self.figures = FigureRows(data, prefix="figures", initial=_of_figures(of) if of else None)

    @property
    def lists(self) -> "tuple[BaseFormSet[Any], ...]":
        return self.levels, self.sections, self.figures

    def is_valid(self) -> bool:
        """All of it is looked at, so that every mistake is told at once."""
        return all([self.form.is_valid(), *(each.is_valid() for each in self.lists)])

    @property
    def mistakes(self) -> str:
        """In how many rows something is wrong."""
        count = sum(bool(errors) for each in self.lists for errors in each.errors)
        told = ngettext("%(n)s row needs a look.", "%(n)s rows need a look.", count) % {"n": count}
        return told if count else ""

    @property
    def told(self) -> VersionTold:
        return VersionTold(
            levels=tuple(row.told for row in _rows(self.levels)),
            sections=tuple(row.told for row in _rows(self.sections)),
            figures=self._figures(),
            **self.form.columns,
        )

    def _figures(self) -> tuple[FigureTold, ...]:
        """Rows are named by their numbers on the page; what is kept are keys."""
        numbered = {
            number: row for number, row in enumerate(self.figures.forms, start=1) if _counts(row)
        }
        keys = {n: row.cleaned_data["key"] or f"so-lieu-{n}" for n, row in numbered.items()}
        return tuple(
            FigureTold(
                name=row.cleaned_data["name"],
                key=keys[number],
                measure=row.cleaned_data["measure"],
                parts=tuple(keys.get(each, str(each)) for each in row.rows),
                counted=Counted(row.cleaned_data["counted"]),
            )
            for number, row in numbered.items()
        )


def _counts(row: forms.Form) -> bool:
    return (row.has_changed() and not row.cleaned_data.get("DELETE")) or _stays(row)


def _stays(row: forms.Form) -> bool:
    """A row that was there before and was left as it is."""
    return bool(row.initial) and not row.cleaned_data.get("DELETE") and bool(row.cleaned_data)


def _rows(formset: "BaseFormSet[Any]") -> list[Any]:
    return [row for row in formset.forms if _counts(row)]


_USUAL: dict[str, Any] = {
    "kind": RegimeKind.PERIODIC,
    "frequency": Frequency.MONTH,
    "cut_off": "mid-month",
    "opens_before": 5,
    "jump_percent": 50,
    "week_starts": 0,
}


def _of_version(version: RegimeVersion) -> dict[str, Any]:
    window = (version.window_day, version.months_before)
    ready = next((key for key, value in _WINDOWS.items() if value == window), "own")
    names = (
        *("name", "kind", "content", "basis", "frequency", "window_day", "months_before"),
        *("week_starts", "opens_before", "entry_days", "jump_percent", "form", "channel"),
    )
    return {name: getattr(version, name) for name in names} | {"cut_off": ready}


def _of_level(level: Level) -> dict[str, Any]:
    units = list(level.units.all())
    return {
        "name": level.name,
        "kinds": level.kinds,
        "unit_ids": [each.unit_id for each in units if each.is_included],
        "left_out": [each.unit_id for each in units if not each.is_included],
        "recipient_id": level.recipient_id or "",
        "due_number": level.due_number,
        "due_kind": level.due_kind,
        "months_after": level.months_after,
        "roll": level.roll,
    }


def _of_section(section: Any) -> dict[str, Any]:
    names = ("key", "title", "field_id", "prefill", "guidance", "is_required")
    return {name: getattr(section, name) for name in names}


def _of_figures(version: RegimeVersion) -> list[dict[str, Any]]:
    rows = list(version.figures.all())
    number = {row.key: str(place) for place, row in enumerate(rows, start=1)}
    return [
        {
            "key": row.key,
            "name": row.name,
            "measure": row.measure,
            "parts": ", ".join(number[key] for key in row.parts if key in number),
            "counted": row.counted,
        }
        for row in rows
    ]


class AskForm(forms.Form):
    """The days of a report that is asked for once."""

    start = DayField(label=_("First day counted"))
    last = DayField(label=_("Last day counted"))
    due_on = DayField(label=_("To be sent by"))


class PeriodForm(forms.Form):
    """The key of a period, as the button sends it."""

    key = forms.CharField(label=_("Period"), max_length=40)
