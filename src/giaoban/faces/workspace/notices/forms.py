"""What people choose about notices, checked for its shape."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField, ModelForm
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


PUSH = "push:"


class ChannelsForm(forms.Form):
    """A field for each kind, named after it; where devices are told, another for these."""

    def __init__(
        self, choices: list[Choice], data: Any = None, *, with_devices: bool = False
    ) -> None:
        super().__init__(data)
        self.choices = choices
        self.with_devices = with_devices
        for choice in choices:
            self.fields[choice.kind.key] = forms.ChoiceField(
                label=str(choice.kind.words),
                choices=[(channel.value, channel.label) for channel in choice.kind.channels],
                initial=choice.channel.value,
                help_text=_("Part of your duties: it cannot be switched off.")
                if choice.kind.is_duty
                else "",
            )
            if with_devices:
                self.fields[PUSH + choice.kind.key] = forms.BooleanField(
                    label=_("Show on devices: %(kind)s") % {"kind": choice.kind.words},
                    initial=choice.is_pushed,
                    required=False,
                )

    def rows(self) -> Iterator[tuple[BoundField, BoundField | None]]:
        """For each kind the field for e-mail and, where devices are told, the one for these."""
        for choice in self.choices:
            key = choice.kind.key
            yield self[key], self[PUSH + key] if self.with_devices else None

    def changed_push(self) -> dict[str, bool]:
        """The kinds that devices are to show from now on, or no longer."""
        if not self.with_devices:
            return {}
        return {
            choice.kind.key: self.cleaned_data[PUSH + choice.kind.key]
            for choice in self.choices
            if self.cleaned_data[PUSH + choice.kind.key] != choice.is_pushed
        }

    def changed(self) -> dict[str, Channel]:
        """The kinds for which something else was chosen than held before."""
        return {
            choice.kind.key: Channel(self.cleaned_data[choice.kind.key])
            for choice in self.choices
            if self.cleaned_data[choice.kind.key] != choice.channel
        }


class DeviceForm(forms.Form):
    """What a browser tells of itself when it is to be shown notices."""

    endpoint = forms.CharField(max_length=1000)
    key = forms.CharField(max_length=100)
    secret = forms.CharField(max_length=40)


_BROWSERS = (
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Macintosh", "Linux")


def device_name(user_agent: str) -> str:
    """`Firefox, Windows`: enough for its owner to know it by."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for name in _SYSTEMS if name in user_agent), "")
    return ", ".join(filter(None, (browser, system))) or str(_("Another browser"))
