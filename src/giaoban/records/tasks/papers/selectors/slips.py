"""The assignment slip of one task."""

from collections.abc import Iterator
from datetime import date

from giaoban.ground.platform.working_days import calendar_around
from giaoban.kit.paper.task_papers import AssignmentSlip, SlipShare
from giaoban.kit.periods.deadlines import parse_deadline
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.models import Event, Task
from giaoban.records.tasks.papers.selectors.letterheads import letterhead
from giaoban.records.tasks.papers.selectors.vietnamese import ROLES, day, document_words
from giaoban.records.tasks.selectors import DutyStory, stories_of
from giaoban.records.tasks.types import DutyRole, EventKind

_NAMED = 3  # people of the unit who are named
_NOT_STATED = "Chưa nêu"
_MOVED = {EventKind.DEADLINE_CHANGED, EventKind.EXTENDED}


def assignment_slip(*, task: Task, on: date) -> AssignmentSlip:
    """The slip of a task that the caller has found visible, as it stands on the day `on`."""
    stories = stories_of(task=task, on=on)
    lead, names = stories[0], organisations.unit_names(on=on)
    unit = names[lead.span.unit_id]
    return AssignmentSlip(
        **letterhead("PGV", on=on),
        subject=f"Nhiệm vụ {task.number}",
        addressees=(unit,),
        basis=_basis(task),
        work=task.title,
        who=_who(lead, unit, on),
        deadline=_deadline(lead),
        responsibility=task.responsibility or f"{unit} chủ trì, chịu trách nhiệm về kết quả",
        product=task.product or _NOT_STATED,
        authority="; ".join(filter(None, (_assigner(task), task.authority))) or _NOT_STATED,
        deadline_told=tuple(_deadline_told(lead)),
        shares=tuple(
            SlipShare(
                unit=names[story.span.unit_id],
                role=ROLES[DutyRole(story.duty.role)],
                part=story.duty.part,
                deadline=day(story.span.due_on),
            )
            for story in stories
            if story.duty.role != DutyRole.PART
        ),
        receiver=unit,
        received=_received(lead),
    )


def _basis(task: Task) -> str:
    told = document_words(task.document)
    return f"{told}, {task.point}" if told and task.point else told or task.point


def _who(lead: DutyStory, unit: str, on: date) -> str:
    people = organisations.people_serving_in(
        unit_ids=[lead.span.unit_id], on=on, posts=[Post.HEAD, Post.OFFICER]
    )
    named = ", ".join(str(person) for person in people[:_NAMED])
    return f"{unit} (chủ trì): {named}" if named else f"{unit} (chủ trì)"


def _assigner(task: Task) -> str:
    return f"{task.leader} giao" if task.leader else ""


def _deadline(lead: DutyStory) -> str:
    if lead.span.due_on is None:
        return "Không có thời hạn"
    told = day(lead.span.due_on)
    first = lead.span.original_due_on
    return f"{told} (thời hạn ban đầu: {day(first)})" if first != lead.span.due_on else told


def _deadline_told(lead: DutyStory) -> Iterator[str]:
    """How the first deadline was reckoned, if words are kept, and each change of it."""
    words, anchor = lead.duty.deadline_words, lead.duty.deadline_anchor
    if words and anchor:
        reckoned = parse_deadline(words, anchor, calendar_around(anchor))
        told = reckoned.explanation.text("vi") if reckoned.on else f"tính từ {day(anchor)}"
        yield f"“{words}”: {told}."
    elif words:
        yield f"“{words}”."
    for event in lead.events:
        if event.kind in _MOVED:
            yield _moved(event)
    if lead.span.promised_on:
        yield (
            f"Gia hạn đến {day(lead.span.promised_on)} sau khi đã quá hạn; nhiệm vụ vẫn tính quá "
            f"hạn theo thời hạn {day(lead.span.due_on)}."
        )


def _moved(event: Event) -> str:
    verb = "gia hạn đến" if event.kind == EventKind.EXTENDED else "đổi thời hạn thành"
    until = day(event.due_on) or "không có thời hạn"
    by = f" theo {document_words(event.document)}" if event.document else ""
    why = f" ({event.note})" if event.note else ""
    return f"Ngày {day(event.on)} {verb} {until}{by}{why}."


def _received(lead: DutyStory) -> str:
    """When and by whom the duty was acknowledged since the unit has had it."""
    for event in reversed(lead.events):
        if event.kind == EventKind.TRANSFERRED:
            return ""
        if event.kind == EventKind.ACKNOWLEDGED:
            return f"Đã tiếp nhận ngày {day(event.on)} trên hệ thống ({event.actor})"
    return ""
