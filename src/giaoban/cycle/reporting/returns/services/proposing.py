"""What the register of tasks proposes for a return: each line is taken or removed by a person."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from giaoban.cycle.reporting.models import (
    Obligation,
    OutlineSection,
    Proposal,
    Return,
    WrittenSection,
)
from giaoban.cycle.reporting.returns import selectors
from giaoban.cycle.reporting.returns.merging import clean
from giaoban.cycle.reporting.returns.services.holding import demand_writer, held, writable
from giaoban.cycle.reporting.returns.services.storing import add_line, drop_line
from giaoban.cycle.reporting.types import Decision, Prefill, Source
from giaoban.ground.accounts.models import User
from giaoban.records.tasks.models import Span


@transaction.atomic
def look_in_register(*, actor: User, obligation_id: int, now: datetime) -> int:
    """Look again what the register knows; how many lines are new. Decisions stay as they are."""
    obligation = held(obligation_id)
    demand_writer(actor, obligation, now)
    return propose(actor=actor, obligation=obligation, written=writable(obligation), now=now)


@transaction.atomic
def decide_proposal(
    *,
    actor: User,
    obligation_id: int,
    proposal_id: int,
    decision: Decision,
    now: datetime,
    section_id: int | None = None,
) -> Proposal:
    """Take a line into the text, remove it, or let it wait again; `section_id` places it first.

    What is taken stands at the end of its section and can be edited there. Taken back, it goes
    from the text as long as nobody has edited it.
    """
    obligation = held(obligation_id)
    demand_writer(actor, obligation, now)
    written = writable(obligation)
    row = Proposal.objects.select_for_update().get(written=written, pk=proposal_id)
    if section_id is not None and row.decision == Decision.WAITING:
        sections = OutlineSection.objects.filter(version=obligation.period.version_id)
        row.section = sections.get(pk=section_id)
    if row.section_id is None and decision == Decision.TAKEN:
        decision = Decision.WAITING  # nobody knows yet where it belongs
    _move(row, decision, actor, now)
    row.decision = decision
    row.decided_by = None if decision == Decision.WAITING else actor
    row.save(update_fields=["section", "decision", "decided_by"])
    return row


def _move(row: Proposal, decision: Decision, actor: User, now: datetime) -> None:
    """Put its words into the text, or take them out."""
    was_taken, is_taken = row.decision == Decision.TAKEN, decision == Decision.TAKEN
    if was_taken == is_taken:
        return
    text = WrittenSection.objects.select_for_update().get(
        written=row.written_id, section=row.section_id
    )
    (add_line if is_taken else drop_line)(text, row.text, actor=actor, now=now)


def propose(*, actor: User, obligation: Obligation, written: Return, now: datetime) -> int:
    """Lines for every section that the outline fills from the register; how many are new."""
    outline = selectors.outline_of(period=obligation.period)
    known = set(Proposal.objects.filter(written=written).values_list("section_id", "task_id"))
    new: list[Proposal] = []
    for prefill in Prefill:
        homes = [each for each in outline.sections if each.prefill == prefill]
        spans = homes and selectors.known_tasks(
            actor=actor, obligation=obligation, prefill=prefill, on=timezone.localdate(now)
        )
        if not homes or not spans:
            continue
        for span in spans[: selectors.MOST_PROPOSED]:
            section = _home(span, homes)
            if (section.pk, span.task_id) not in known:
                new.append(_proposal(written, section, span, prefill))
    Proposal.objects.bulk_create(new)
    written.proposed_at = now
    written.save(update_fields=["proposed_at"])
    return len(new)


def _home(span: Span, homes: Sequence[OutlineSection]) -> OutlineSection:
    """The section of the task's field, else the one of all fields, else the first."""
    for each in homes:
        if each.field_id is not None and each.field_id == span.task.field_id:
            return each
    return next((each for each in homes if each.field_id is None), homes[0])


def _proposal(written: Return, section: OutlineSection, span: Span, prefill: Prefill) -> Proposal:
    return Proposal(
        written=written,
        section=section,
        source=Source.TASK,
        task=span.task,
        text=clean(_words(span, prefill)).replace("\n", " "),
        place=span.task.number,
    )


def _words(span: Span, prefill: Prefill) -> str:
    """The line as a report would say it."""
    symbol = span.task.document.symbol if span.task.document else ""
    told = {
        "title": span.task.title.rstrip(" .;"),
        "document": f" ({symbol})" if symbol else "",
        "done": f"{span.completed_on:%d/%m/%Y}" if span.completed_on else "",
        "due": f"{span.due_on:%d/%m/%Y}" if span.due_on else "",
    }
    if prefill == Prefill.DONE:
        finished = span.completed_on or span.due_on
        late = span.due_on is not None and finished is not None and finished > span.due_on
        return (_DONE_LATE if late else _DONE).format(**told)
    return (_OVERDUE if prefill == Prefill.OVERDUE else _PLANNED).format(**told)


# The lines are part of a report, which is written in Vietnamese whatever the pages speak.
_DONE = "{title}{document}: hoàn thành ngày {done}."
_DONE_LATE = "{title}{document}: hoàn thành ngày {done}, sau thời hạn {due}."
_OVERDUE = "{title}{document}: quá hạn từ ngày {due}."
_PLANNED = "{title}{document}: thời hạn {due}."
