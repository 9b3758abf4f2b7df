"""What people type when they prepare a meeting, checked for its shape."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.meetings.fields import (
    ChoiceOf,
    Choices,
    CountField,
    DayField,
    HourField,
    SeveralOf,
    moment_of,
    offer,
)
from giaoban.cycle.meetings.models import Meeting
from giaoban.cycle.meetings.types import Answer, MeetingKind, Role
from giaoban.ground.accounts.models import User
from giaoban.ground.platform.careful_forms import CarefulForm
from giaoban.ground.platform.uploads import UploadField
from giaoban.kit.reader.opening import ENDINGS
from giaoban.records.organisations.types import Post


class SeriesForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the series"),
        max_length=200,
        help_text=_("Such as: Monthly briefing of state management."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind)


class MeetingForm(CarefulForm):
    """What a meeting is: its name, hour, place and chair."""

    title = forms.CharField(label=_("Title"), max_length=300)
    day = DayField(label=_("Day"))
    hour = HourField(label=_("Begins at"))
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    chair = ChoiceOf(
        label=_("Chair"),
        required=False,
        help_text=_("Whoever chairs can run the floor beside the Office."),
    )
    chaired_by = forms.CharField(
        label=_("The chair as papers name them"), max_length=200, required=False
    )
    requirements = forms.CharField(
        label=_("What to note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the invitation, one note a line."),
    )

    def __init__(self, data: Any, *, people: Iterable[User], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        offer(self, "chair", ((person.pk, str(person)) for person in people))
        self.settle()

    @property
    def starts_at(self) -> datetime:
        return moment_of(self.cleaned_data["day"], self.cleaned_data["hour"])

    @property
    def words(self) -> dict[str, Any]:
        """What services take besides the hour and the chair."""
        given = self.cleaned_data
        return {key: given[key] for key in ("title", "place", "chaired_by", "requirements")}


def as_shown(meeting: Meeting) -> dict[str, Any]:
    """What is stored of a meeting, as its form shows it."""
    begins = timezone.localtime(meeting.starts_at)
    return {
        "title": meeting.title,
        "day": begins.date(),
        "hour": begins.time(),
        "place": meeting.place,
        "chair": meeting.chair_id,
        "chaired_by": meeting.chaired_by,
        "requirements": meeting.requirements,
    }


class ItemForm(forms.Form):
    title = forms.CharField(label=_("Item"), max_length=300)
    minutes = CountField(label=_("Minutes"), initial=15)
    speaker_minutes = CountField(label=_("Minutes for each speaker"), initial=3)
    unit = ChoiceOf(label=_("Presented by the unit"), required=False)
    presenter = forms.CharField(label=_("or by"), max_length=200, required=False)
    parent = ChoiceOf(label=_("Part of"), required=False)

    def __init__(self, data: Any, *, units: Choices, items: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name, choices in (("unit", units), ("parent", items)):
            offer(self, name, choices)


class InviteForm(forms.Form):
    units = SeveralOf(label=_("Units"), help_text=_("Hold Ctrl to choose several."))
    post = forms.ChoiceField(label=_("In the post"), choices=Post, initial=Post.HEAD)
    role = forms.ChoiceField(
        label=_("Takes part as"), choices=Role, help_text=_("Members vote, guests do not.")
    )

    def __init__(self, data: Any, *, units: Choices) -> None:
        super().__init__(data)
        offer(self, "units", units)


class AnswerForm(forms.Form):
    invitee = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    answer = forms.ChoiceField(
        label=_("Answer"), choices=[each for each in Answer.choices if each[0] != Answer.WAITING]
    )
    substitute = forms.CharField(label=_("Substitute"), max_length=200, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class PaperForm(forms.Form):
    """A paper: a file, or a document of the register; for all, or for some units alone."""

    file = UploadField(
        endings=ENDINGS,
        label=_("File"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    subject = forms.CharField(label=_("Called"), max_length=1000, required=False)
    document = ChoiceOf(label=_("or a document of the register"), required=False)
    item = ChoiceOf(label=_("For the item"), required=False)
    replaces = ChoiceOf(label=_("New edition of"), required=False)
    units = SeveralOf(
        label=_("Only for these units"),
        required=False,
        rows=5,
        help_text=_("Leave it free for everybody who takes part."),
    )

    def __init__(
        self, data: Any, files: Any = None, *, units: Choices, offered: dict[str, Choices]
    ) -> None:
        super().__init__(data, files)
        offer(self, "units", units)
        for name, choices in offered.items():
            offer(self, name, choices)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "file" not in self.errors and bool(given.get("file")) == bool(given.get("document")):
            self.add_error("file", _("Give a file or choose a document, one of the two."))
        return given


class AskForm(forms.Form):
    unit = ChoiceOf(label=_("Asked by"))
    text = forms.CharField(
        label=_("Question or recommendation"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any, *, units: Choices) -> None:
        super().__init__(data)
        offer(self, "unit", units)


class AssignForm(forms.Form):
    question = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    unit = ChoiceOf(label=_("Answered by"))
    answer_by = DayField(label=_("Until"), required=False)

    def __init__(self, data: Any, *, units: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(self, "unit", units)


class ReplyForm(forms.Form):
    question = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    text = forms.CharField(
        label=_("Answer"), max_length=8000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SignerForm(forms.Form):
    """Who signs a numbered paper; the post goes on as many lines as it has."""

    signer_authority = forms.CharField(
        label=_("Signed as"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    signer_name = forms.CharField(label=_("Signed by"), max_length=150, required=False)

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        lines = given["signer_authority"].splitlines()
        return {
            "signer_authority": tuple(line.strip() for line in lines if line.strip()),
            "signer_name": given["signer_name"].strip(),
        }
