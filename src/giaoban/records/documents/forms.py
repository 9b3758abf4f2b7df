"""What people ask of the register, checked for its shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class RegisterFilter(forms.Form):
    """What the list is narrowed to. What is no choice narrows nothing."""

    q = forms.CharField(
        label=_("Words, accents optional"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"size": 36}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, kinds: list[str], years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kind", [("", _("All kinds")), *((each, each) for each in kinds)])
        self._offer("year", [("", _("All years")), *((each, each) for each in years)])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def asked(self) -> dict[str, Any]:
        """What was asked and makes sense, under the names of the selector's arguments."""
        self.full_clean()
        answers = self.cleaned_data
        return {
            "words": answers.get("q", ""),
            "kind": answers.get("kind", ""),
            "year": answers.get("year"),
        }
