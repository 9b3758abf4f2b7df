"""What the buttons of the desk do: each reads the form beside it and calls one service."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.cycle.intake import selectors, services
from giaoban.cycle.intake.forms import ProposalForm
from giaoban.cycle.intake.models import Proposal
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.tasks.models import Task

_WORD = "word-"  # and where it begins: the name of a field with a word to be corrected


@dataclass
class Outcome:
    """What a press of a button came to: a sentence, and which proposal is at hand next."""

    said: str = ""
    at: int | None = None
    form: ProposalForm | None = None
    refused: bool = False
    leave: bool = False
    stay: bool = False


@dataclass
class Press:
    """A button pressed at the desk, with what stood in the form beside it."""

    request: SignedInRequest
    desk: selectors.Desk
    proposal: Proposal | None
    now: datetime

    def form(self, proposal: Proposal, *, needs_lead: bool = False) -> ProposalForm:
        return ProposalForm(
            self.request.POST,
            proposal=proposal,
            units=self.desk.units,
            fields=self.desk.fields,
            needs_lead=needs_lead,
        )

    def posted(self, name: str) -> str:
        return str(self.request.POST.get(name, ""))


def press(name: str, pressed: Press) -> Outcome:
    """Do what the button of that name is for; one that is not known goes where it points."""
    try:
        return _PRESSES.get(name, _go)(pressed)
    except RuleBroken as refusal:
        at = pressed.proposal.pk if pressed.proposal else None
        return Outcome(said=str(refusal), at=at, refused=True)


def number_in(text: object) -> int | None:
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() else None


def _accept(pressed: Press) -> Outcome:
    proposal = pressed.proposal
    if proposal is None:
        return Outcome()
    form = pressed.form(proposal, needs_lead=True)
    if not form.is_valid():
        return Outcome(at=proposal.pk, form=form, refused=True)
    try:
        task = services.accept_proposal(
            actor=pressed.request.user,
            proposal_id=proposal.pk,
            now=pressed.now,
            **form.edits(),
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return Outcome(said=str(refusal), at=proposal.pk, form=form, refused=True)
    said = _("Accepted: task %(number)s.") % {"number": task.number}
    return Outcome(said=said, at=_next(proposal))


def _attach(pressed: Press) -> Outcome:
    proposal, task_id = pressed.proposal, number_in(pressed.posted("task"))
    if proposal is None or task_id is None:
        return Outcome()
    try:
        closed = services.attach_proposal(
            actor=pressed.request.user, proposal_id=proposal.pk, task_id=task_id, now=pressed.now
        )
    except Task.DoesNotExist:
        return Outcome(at=proposal.pk, refused=True, said=_("There is no such task."))
    number = closed.task.number if closed.task else ""
    said = _("Proposal %(number)s is task %(task)s, so none was made of it.")
    return Outcome(said=said % {"number": proposal.position, "task": number}, at=_next(proposal))


def _reject(pressed: Press) -> Outcome:
    proposal = pressed.proposal
    if proposal is None:
        return Outcome()
    services.reject_proposal(
        actor=pressed.request.user,
        proposal_id=proposal.pk,
        now=pressed.now,
        reason=pressed.posted("reason"),
    )
    said = _("Rejected: proposal %(number)s.") % {"number": proposal.position}
    return Outcome(said=said, at=_next(proposal))


def _split(pressed: Press) -> Outcome:
    proposal = pressed.proposal
    if proposal is None:
        return Outcome()
    if refused := _kept(pressed):
        return refused
    parts = services.split_proposal(
        actor=pressed.request.user,
        proposal_id=proposal.pk,
        parts=pressed.posted("parts").splitlines(),
        now=pressed.now,
    )
    said = _("Proposal %(number)s was split in %(parts)s.")
    return Outcome(said=said % {"number": proposal.position, "parts": len(parts)}, at=parts[0].pk)


def _merge(pressed: Press) -> Outcome:
    proposal = pressed.proposal
    if proposal is None:
        return Outcome()
    if refused := _kept(pressed):
        return refused
    made = services.merge_with_next(
        actor=pressed.request.user, proposal_id=proposal.pk, now=pressed.now
    )
    return Outcome(said=_("Two proposals are one now."), at=made.pk)


def _add(pressed: Press) -> Outcome:
    if refused := _kept(pressed):
        return refused
    near = number_in(pressed.posted("near"))
    made = services.add_proposal(
        actor=pressed.request.user,
        reading_id=pressed.desk.reading.pk,
        words=pressed.posted("words"),
        near=near if near is not None else pressed.proposal.start if pressed.proposal else 0,
        now=pressed.now,
    )
    said = _("Added: proposal %(number)s.") % {"number": made.position}
    return Outcome(said=said, at=made.pk)


def _correct(pressed: Press) -> Outcome:
    """Write the right words over those that were recognised with doubt."""
    if refused := _kept(pressed):
        return refused
    typed = {
        place: pressed.posted(name)
        for name in pressed.request.POST
        if (place := number_in(name.removeprefix(_WORD))) is not None and name.startswith(_WORD)
    }
    again = services.correct_words(
        actor=pressed.request.user,
        reading_id=pressed.desk.reading.pk,
        words=typed,
        now=pressed.now,
    )
    pressed.desk.reading.refresh_from_db(fields=["opening"])
    said = ngettext(
        "Corrected. %(number)s proposal was read again.",
        "Corrected. %(number)s proposals were read again.",
        len(again),
    )
    here = pressed.proposal.pk if pressed.proposal else None
    return Outcome(said=said % {"number": len(again)}, at=here)


def _undo(pressed: Press) -> Outcome:
    """Take back the last decision of whoever presses, wherever it was made in this reading."""
    undone = services.undo_last_decision(
        actor=pressed.request.user, reading_id=pressed.desk.reading.pk, now=pressed.now
    )
    if len(undone) == 1:
        return _waits_again(undone[0])
    said = ngettext(
        "Undone: %(number)s proposal waits again.",
        "Undone: %(number)s proposals wait again.",
        len(undone),
    )
    return Outcome(said=said % {"number": len(undone)}, at=undone[0].pk)


def _reopen(pressed: Press) -> Outcome:
    """Take back the decision on the proposal at hand, whoever made it."""
    if pressed.proposal is None:
        return Outcome()
    return _waits_again(
        services.reopen_proposal(
            actor=pressed.request.user, proposal_id=pressed.proposal.pk, now=pressed.now
        )
    )


def _waits_again(proposal: Proposal) -> Outcome:
    said = _("Undone: proposal %(number)s waits again.") % {"number": proposal.position}
    return Outcome(said=said, at=proposal.pk)


def _go(pressed: Press) -> Outcome:
    """Keep what was typed and go to the proposal that was asked for, or stay."""
    if refused := _kept(pressed):
        return refused
    here = pressed.proposal.pk if pressed.proposal else None
    there = number_in(pressed.posted("go"))
    return Outcome(at=there or here, stay=there is None)


def _beside(step: int) -> Callable[[Press], Outcome]:
    def go(pressed: Press) -> Outcome:
        if refused := _kept(pressed):
            return refused
        beside = pressed.desk.beside(step) or pressed.proposal
        return Outcome(at=beside.pk if beside else None)

    return go


def _later(pressed: Press) -> Outcome:
    return _kept(pressed) or Outcome(leave=True)


def _kept(pressed: Press) -> Outcome | None:
    """Save what makes sense of what was typed; an outcome only where others typed otherwise.

    A proposal decided meanwhile stays as it is, which is said.
    """
    proposal = pressed.proposal
    if proposal is None or "title" not in pressed.request.POST:
        return None
    form = keep(pressed, proposal)
    if form.conflicts:
        return Outcome(at=proposal.pk, form=form, refused=True)
    return None


def keep(pressed: Press, proposal: Proposal, *, quietly: bool = False) -> ProposalForm:
    """Save what stands in the form, unless somebody else wrote otherwise meanwhile."""
    form = pressed.form(proposal)
    form.is_valid()
    if form.conflicts:
        return form
    try:
        services.edit_proposal(
            actor=pressed.request.user, proposal_id=proposal.pk, now=pressed.now, **form.edits()
        )
    except RuleBroken as refusal:
        if not quietly:
            messages.warning(pressed.request, str(refusal))
    return form


_PRESSES: dict[str, Callable[[Press], Outcome]] = {
    "accept": _accept,
    "add": _add,
    "attach": _attach,
    "correct": _correct,
    "go": _go,
    "later": _later,
    "merge": _merge,
    "next": _beside(1),
    "previous": _beside(-1),
    "reject": _reject,
    "reopen": _reopen,
    "split": _split,
    "undo": _undo,
}


def _next(proposal: Proposal) -> int:
    """Where the work goes on: the next that waits, or the same when nothing does."""
    waiting = selectors.next_waiting(reading_id=proposal.reading_id, after=proposal.position)
    return waiting or proposal.pk
