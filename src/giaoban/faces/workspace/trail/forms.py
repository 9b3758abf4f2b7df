"""What a search through the trail may ask."""

from collections import defaultdict
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from giaoban.faces.workspace.trail.finding import Asked
from giaoban.ground.audit import hooks

ROOMS = {
    "accounts": _("Accounts"),
    "audit": _("Trail"),
    "documents": _("Documents"),
    "intake": _("Reading desk"),
    "organisations": _("Units and people"),
    "tasks": _("Tasks"),
}
DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


class DayField(forms.DateField):
    """A day as offices write it, 31/03/2025."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "size": 10, "autocomplete": "off"}
        widget = forms.DateInput(format=DAYS[0], attrs=attrs)
        # Beyond these a day has no midnight in every zone of time.
        bounds = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))]
        super().__init__(input_formats=DAYS, widget=widget, validators=bounds, **kwargs)


class TrailFilter(forms.Form):
    """All of it is optional, as it stands in addresses. What makes no sense narrows nothing."""

    who = forms.CharField(
        label=_("Who, accents optional"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"size": 24, "autocomplete": "off"}),
    )
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    kind = forms.ChoiceField(label=_("Object"), required=False)
    key = forms.IntegerField(
        label=_("Its number"),
        required=False,
        validators=[MinValueValidator(1)],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 7, "autocomplete": "off"}),
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)
    request = forms.SlugField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.label, kind.words) for kind in hooks.kinds()]
        self._offer("verb", [("", _("Anything")), *_verbs_by_room()])
        self._offer("kind", [("", _("Any")), *kinds])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def asked(self) -> Asked:
        """What was asked and makes sense."""
        self.full_clean()
        answers = self.cleaned_data
        return Asked(
            who=answers.get("who", ""),
            verb=answers.get("verb", ""),
            kind=answers.get("kind", ""),
            key=answers.get("key") if answers.get("kind") else None,
            since=answers.get("since"),
            until=answers.get("until"),
            request=answers.get("request", ""),
        )


def _verbs_by_room() -> list[tuple[Any, list[tuple[str, Any]]]]:
    rooms: defaultdict[str, list[tuple[str, Any]]] = defaultdict(list)
    for verb in hooks.verbs():
        rooms[verb.name.split(".", 1)[0]].append((verb.name, verb.words))
    return [(ROOMS.get(room, room), verbs) for room, verbs in rooms.items()]
