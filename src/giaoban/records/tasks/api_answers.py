"""What the API tells of a task, and the version of it that a change names."""

from datetime import date

from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from giaoban.ground.accounts.http import ApiRequest
from giaoban.ground.platform.json_api.versions import version_of
from giaoban.records.documents import selectors as documents
from giaoban.records.documents.models import Document
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import policies, selectors
from giaoban.records.tasks.models import Event, Extension, Task, Urgency
from giaoban.records.tasks.schemas import (
    DutyAnswer,
    EventAnswer,
    ExcerptOfTask,
    ExtensionAnswer,
    TaskAnswer,
)
from giaoban.records.tasks.selectors import DutyStory
from giaoban.records.tasks.services.keeping import SAID
from giaoban.records.tasks.types import DutyRole, EventKind, NoSuchDocument, Stage


def task_answer(
    request: ApiRequest, response: HttpResponse, task_id: int, *, on: date
) -> TaskAnswer:
    visible = selectors.visible_tasks(actor=request.user, on=on)
    loaded = visible.select_related("excerpt", "created_by", "followed_by")
    task = get_object_or_404(loaded, pk=task_id)
    # Read before the rest: whoever reads meanwhile gets an old version with what is new, and is
    # told so at the next change, but never a new version with what is old.
    response["ETag"] = task_version(task.pk)
    names = organisations.unit_names(on=on)
    standing = policies.standing_of(request.user, on=on)
    stories = selectors.stories_of(task=task, on=on)
    matters = policies.matters_of(stories, on=on)
    return TaskAnswer(
        id=task.pk,
        number=task.number,
        title=task.title,
        product=task.product,
        responsibility=task.responsibility,
        authority=task.authority,
        programme=task.programme,
        point=task.point,
        leader=task.leader,
        urgency=Urgency(task.urgency),
        followed_by=str(task.followed_by) if task.followed_by else None,
        assigned_on=task.assigned_on,
        as_of=on,
        field_id=task.field_id,
        document_id=task.document_id,
        excerpt=_excerpt(task),
        created_by=str(task.created_by),
        created_at=task.created_at,
        duties=[
            _duty(story, names[story.span.unit_id], standing, matters[story.duty.pk])
            for story in stories
        ],
    )


def task_version(task_id: int) -> str:
    """What a task is changes by what happens to its duties, and by what is said of it."""
    happened = Event.objects.filter(duty__task=task_id).aggregate(last=Max("pk"), all=Count("pk"))
    said = Task.objects.filter(pk=task_id).values_list(*SAID, "followed_by_id").first()
    return version_of("task", task_id, happened["last"], happened["all"], *(said or ()))


def document_named(request: ApiRequest, document_id: int | None, *, on: date) -> Document | None:
    if document_id is None:
        return None
    visible = documents.visible_documents(actor=request.user, on=on)
    found = visible.defer("text", "folded", "lowered").filter(pk=document_id).first()
    if found is None:
        raise NoSuchDocument
    return found


def _excerpt(task: Task) -> ExcerptOfTask | None:
    excerpt = task.excerpt
    if excerpt is None:
        return None
    return ExcerptOfTask(start=excerpt.start, end=excerpt.end, text=excerpt.text)


def _extension(asked: Extension | None) -> ExtensionAnswer | None:
    if asked is None:
        return None
    return ExtensionAnswer(
        due_on=asked.asked_due_on,
        reason=asked.reason,
        asked_on=asked.asked_on,
        asked_by=str(asked.asked_by),
        document_id=asked.document_id,
    )


def _duty(
    story: DutyStory, unit: str, standing: policies.Standing, matter: policies.Matter
) -> DutyAnswer:
    span, duty = story.span, story.duty
    stage = Stage(duty.stage)
    return DutyAnswer(
        id=duty.pk,
        role=DutyRole(duty.role),
        unit_id=span.unit_id,
        unit=unit,
        part=duty.part,
        parent_id=duty.parent_id,
        officer=str(duty.officer) if duty.officer else None,
        status=story.status,
        stage=stage,
        due_on=span.due_on,
        original_due_on=span.original_due_on,
        promised_on=span.promised_on,
        due_words=duty.deadline_words,
        due_anchor=duty.deadline_anchor,
        extension_asked=_extension(story.asked),
        completed_on=span.completed_on,
        may=list(policies.what_standing_may(standing, matter).acts),
        events=[
            EventAnswer(
                id=event.pk,
                kind=EventKind(event.kind),
                on=event.on,
                at=event.at,
                actor=str(event.actor),
                on_behalf_of=str(event.on_behalf_of) if event.on_behalf_of else None,
                unit_id=event.unit_id,
                due_on=event.due_on,
                note=event.note,
                document_id=event.document_id,
            )
            for event in story.events
        ],
    )
