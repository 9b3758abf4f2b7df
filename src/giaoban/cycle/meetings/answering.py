"""How the pages of a meeting answer: found or 404, done or refused, and what surrounds them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language

from giaoban.cycle.meetings import policies, selectors
from giaoban.cycle.meetings.models import Meeting
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock  # noqa: TID251 (asked by views alone)
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done
from giaoban.kit.paper.errors import PaperError
from giaoban.kit.paper.fields import Paper
from giaoban.kit.paper.pdf import to_pdf
from giaoban.kit.paper.word import write_word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_KEY = 18  # digits, which both databases take for a number


@dataclass(frozen=True)
class Asked:
    """A meeting that the person sees, on the day and at the moment they ask."""

    meeting: Meeting
    on: date
    now: datetime
    may_prepare: bool
    may_run: bool
    may_issue: bool

    @property
    def context(self) -> dict[str, Any]:
        """What the frame of every page of a meeting shows."""
        return {
            "meeting": self.meeting,
            "today": self.on,
            "may_prepare": self.may_prepare,
            "may_run": self.may_run,
            "may_issue": self.may_issue,
        }


def asked(request: SignedInRequest, meeting_id: int) -> Asked:
    """The meeting, or 404 where the person does not see it."""
    actor, on = request.user, clock.today()
    seen = selectors.visible_meetings(actor=actor, on=on)
    meeting: Meeting = get_object_or_404(seen, pk=meeting_id)
    return Asked(
        meeting=meeting,
        on=on,
        now=clock.now(),
        may_prepare=bool(policies.may_prepare(actor, on=on)),
        may_run=bool(policies.may_run(actor, meeting, on=on)),
        may_issue=bool(policies.may_issue(actor, on=on)),
    )


def acted(
    request: SignedInRequest, do: Callable[[], object], words: str, *, to: str
) -> HttpResponse:
    """Do it and say so, or say why not; either way the page named `to`."""
    try:
        do()
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return done(request, to=to)


def number_in(data: Any, name: str) -> int | None:
    """A key that a form names; nothing where it is no number."""
    given = str(data.get(name, ""))
    fits = given.isascii() and given.isdigit() and len(given) <= LONGEST_KEY
    return int(given) if fits else None


def wrong_in(form: Any) -> str:
    """What is wrong with a small form, in one line, for the top of the page."""
    told = []
    for name, errors in form.errors.items():
        label = form[name].label if name in form.fields else ""
        told.append(": ".join(filter(None, (str(label), " ".join(errors)))))
    return " ".join(told)


def paper_file(
    request: SignedInRequest, words: Paper, *, name: str, pdf: bool, back: str
) -> HttpResponse:
    """A paper as Word or PDF; where none can be made, `back` to its page with the reason."""
    folder = Path(settings.TEMPLATE_FOLDER) if settings.TEMPLATE_FOLDER else None
    try:
        content = write_word(words, template_folder=folder)
        content = to_pdf(content) if pdf else content
    except PaperError as refusal:
        messages.error(request, refusal.text(get_language() or "vi"))
        return redirect(back)
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in name)
    response = HttpResponse(content, "application/pdf" if pdf else WORD)
    ending = "pdf" if pdf else "docx"
    response["Content-Disposition"] = f'attachment; filename="{plain}.{ending}"'
    return response
