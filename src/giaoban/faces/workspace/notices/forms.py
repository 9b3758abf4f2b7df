"""What people choose about notices, checked for its shape."""

from typing import Any

from django import forms
from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _

from giaoban.ground.notices.models import Habits
from giaoban.ground.notices.selectors import Choice
from giaoban.ground.notices.types import Channel

_HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class HabitsForm(ModelForm):  # type: ignore[type-arg]  # Django's own takes no argument at run time
    """When e-mail may come, and in which language."""

    digest_hour = forms.TypedChoiceField(
        label=_("Hour of the daily e-mail"), choices=_HOURS, coerce=int
    )
    quiet_from = forms.TypedChoiceField(label=_("No e-mail from"), choices=_HOURS, coerce=int)
    quiet_to = forms.TypedChoiceField(label=_("until"), choices=_HOURS, coerce=int)

    class Meta:
        model = Habits
        fields = ["digest_hour", "quiet_from", "quiet_to", "on_rest_days", "language"]


class ChannelsForm(forms.Form):
    """A field for each kind, named after it."""

    def __init__(self, choices: list[Choice], data: Any = None) -> None:
        super().__init__(data)
        self.choices = choices
        for choice in choices:
            self.fields[choice.kind.key] = forms.ChoiceField(
                label=str(choice.kind.words),
                choices=[(channel.value, channel.label) for channel in choice.kind.channels],
                initial=choice.channel.value,
                help_text=_("Part of your duties: it cannot be switched off.")
                if choice.kind.is_duty
                else "",
            )

    def changed(self) -> dict[str, Channel]:
        """The kinds for which something else was chosen than held before."""
        return {
            choice.kind.key: Channel(self.cleaned_data[choice.kind.key])
            for choice in self.choices
            if self.cleaned_data[choice.kind.key] != choice.channel
        }
