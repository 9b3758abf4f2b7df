"""Forms over a record that others may change while the page is open.

What each field held when the page was shown travels with the form, hidden. When it comes back,
three versions are known: what was seen, what is stored now, and what was typed. A field that only
others changed keeps what they wrote; one that only the reader changed takes what was typed; where
both did, and differ, nothing is saved and both versions are shown side by side. Sending the form
once more is then a choice made with open eyes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

LONGEST = 100_000  # characters of what was seen; more is no form of ours


@dataclass(frozen=True)
class Conflict:
    """A field that two people changed at once, each version in words."""

    label: str
    stored: str
    typed: str


class CarefulForm(forms.Form):
    """A form whose `initial` is what is stored now.

    Build it for a POST in the transaction that saves, with the record held, so that nobody comes
    between the comparison and the save. `watched` names the fields to compare; all, where empty.
    """

    watched: tuple[str, ...] = ()

    seen = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.initial["seen"] = ""
        self.conflicts: list[Conflict] = []

    def settle(self) -> None:
        """Bring the three versions together. Call it once choices are offered, at the end of init.

        Without what was seen, as from a script, what was typed counts.
        """
        stored = {name: self._plain(name, self._stored(name)) for name in self._compared()}
        self.initial["seen"] = json.dumps(stored, ensure_ascii=False)
        if not self.is_bound:
            return
        seen = _read(self.data.get(self.add_prefix("seen")))
        typed = _copied(self.data)
        for name in stored.keys() & seen.keys():
            self._settle_field(name, seen[name], stored[name], typed)
        typed[self.add_prefix("seen")] = self.initial["seen"]
        self.data = typed
        self.conflicts.sort(key=lambda each: each.label)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if self.conflicts:
            self.add_error(
                None,
                forms.ValidationError(
                    _(
                        "Somebody has changed this while you had it open. Nothing is saved yet:"
                        " compare both versions, and save again what is to hold."
                    ),
                    code="changed-meanwhile",
                ),
            )
        return answers

    def _settle_field(
        self, name: str, seen: object, stored: object, typed: "MultiValueDict[str, Any]"
    ) -> None:
        if seen == stored:
            return
        mine = self._plain(name, self._typed(name))
        if mine == stored:
            return
        if mine == seen:
            values = stored if isinstance(stored, list) else [stored]
            typed.setlist(self.add_prefix(name), [str(value) for value in values])
            return
        label = str(self[name].label)
        self.conflicts.append(Conflict(label, self._words(name, stored), self._words(name, mine)))

    def _compared(self) -> Iterable[str]:
        return self.watched or [name for name in self.fields if name != "seen"]

    def _stored(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)

    def _typed(self, name: str) -> Any:
        widget = self.fields[name].widget
        return widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _plain(self, name: str, value: Any) -> str | list[str]:
        """The value as the page writes it, whichever way it came."""
        field = self.fields[name]
        if isinstance(value, list | tuple | set | frozenset):
            return sorted(str(each) for each in value)
        if isinstance(field.widget, forms.CheckboxSelectMultiple | forms.SelectMultiple):
            return [] if not value else [str(value)]
        shown = field.widget.format_value(field.prepare_value(value))
        if isinstance(shown, list | tuple):
            shown = shown[0] if shown else None
        if isinstance(field.widget, forms.CheckboxInput):
            return "on" if value and str(value) != "False" else ""
        return "" if shown is None else " ".join(str(shown).split())

    def _words(self, name: str, plain: object) -> str:
        """A version as its reader knows it: choices by their names."""
        field = self.fields[name]
        keys = plain if isinstance(plain, list) else [plain]
        if isinstance(field, forms.ChoiceField):
            offered: Any = field.choices
            names = {str(key): str(label) for key, label in _flat(offered)}
            return "; ".join(names.get(str(key), str(key)) for key in keys if key != "")
        return "; ".join(str(key) for key in keys)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def _read(text: object) -> dict[str, Any]:
    """What the page says was seen; nothing where it is not what a page of ours says."""
    if not isinstance(text, str) or not text or len(text) > LONGEST:
        return {}
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _copied(data: Mapping[str, Any]) -> "MultiValueDict[str, Any]":
    if isinstance(data, QueryDict):
        return data.copy()
    values = {
        name: list(value) if isinstance(value, list | tuple) else [value]
        for name, value in data.items()
    }
    return MultiValueDict(values)
