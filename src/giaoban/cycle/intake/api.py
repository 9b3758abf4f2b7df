"""The JSON API of the reader: what a text says, before anything of it is kept."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _
from ninja import Router

from giaoban.cycle.intake import policies
from giaoban.cycle.intake.schemas import PreviewBody, ReadingAnswer
from giaoban.cycle.intake.words import own_words
from giaoban.ground.accounts.http import ApiRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.kit.reader import read
from giaoban.kit.reader.opening import Unreadable, open_file
from giaoban.records.documents.types import registered_form

router = Router(tags=["readings"])


class TextRefused(RuleBroken):
    """The reader does not open this; it says why in both languages."""

    message = _("This text cannot be read.")

    def __init__(self, refusal: Unreadable) -> None:
        super().__init__()
        self._refusal = refusal

    def __str__(self) -> str:
        return self._refusal.text(get_language() or "vi")


MISTAKES = (TextRefused,)


@router.post(
    "/preview",
    response=ReadingAnswer,
    by_alias=True,
    summary=gettext_noop("Read a text without keeping it"),
)
def preview_reading(request: ApiRequest, body: PreviewBody) -> ReadingAnswer:
    """For those who work at the reading desk. A text with a secrecy marking is refused."""
    if not policies.may_read(request.user, clock.today()):
        raise PermissionDenied
    # It passes the same door as a file: the same limits, encodings and refusals.
    try:
        opened = open_file(body.text.encode())
    except Unreadable as refusal:
        raise TextRefused(refusal) from refusal
    reading = read(registered_form(opened.text), anchor=body.issued_on, vocabulary=own_words())
    return ReadingAnswer.model_validate(reading.to_json())
