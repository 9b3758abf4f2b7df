"""Keeping a task itself: what it says, who follows it, and what the Office notes beside it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.kit.vntext.folding import fold as fold_text
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Verdict
from giaoban.records.tasks import policies
from giaoban.records.tasks.models import OfficeNote, Task
from giaoban.records.tasks.types import (
    FollowerNotServing,
    NoteEmpty,
    NothingChanged,
    TaskWithoutTitle,
)

# What a task says besides its duties and where it came from.
SAID = (
    *("title", "product", "responsibility", "authority", "programme", "point"),
    *("leader", "urgency", "field_id"),
)


def folded_words(task: Task) -> str:
    """What a search without accents looks through."""
    return fold_text(f"{task.title} {task.product} {task.leader}")


@transaction.atomic
def edit_task(*, actor: User, task_id: int, now: datetime, **said: Any) -> Task:
    """Change what a task says; of SAID those that are given. The trail keeps before and after.

    The sentence it came from, its duties and what happened to them stay. Raises TypeError for
    another name.
    """
    if unknown := said.keys() - set(SAID):
        raise TypeError(f"a task does not say {', '.join(sorted(unknown))}")
    task = Task.objects.select_for_update(of=("self",)).get(pk=task_id)
    verdict = _demand(actor, now)
    if "title" in said:
        said["title"] = " ".join(said["title"].split())
        if not said["title"]:
            raise TaskWithoutTitle
    changed = {name: value for name, value in said.items() if getattr(task, name) != value}
    if not changed:
        raise NothingChanged
    before = {name: getattr(task, name) for name in changed}
    for name, value in changed.items():
        setattr(task, name, value)
    task.folded = folded_words(task)
    task.full_clean()
    task.save()
    _record("tasks.edited", task, actor, now, verdict, before=before, after=changed)
    return task


@transaction.atomic
def set_follower(*, actor: User, task_id: int, user_id: int | None, now: datetime) -> Task:
    """Name the officer who follows the task; None: whoever assigned it."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=task_id)
    verdict = _demand(actor, now)
    if user_id == task.followed_by_id:
        raise NothingChanged
    day = timezone.localdate(now)
    if user_id and not organisations.people_serving(on=day).filter(pk=user_id).exists():
        raise FollowerNotServing
    before = task.followed_by_id
    task.followed_by_id = user_id
    task.save(update_fields=["followed_by"])
    told = {"before": {"followed_by": before}, "after": {"followed_by": user_id}}
    _record("tasks.follower-set", task, actor, now, verdict, **told)
    if user_id and user_id != actor.pk:
        follower = User.objects.filter(pk=user_id)
        notices.notify(kind="tasks.followed", recipients=follower, about=task, now=now)
    return task


@transaction.atomic
def add_office_note(*, actor: User, task_id: int, text: str, now: datetime) -> OfficeNote:
    """Write a note beside a task that only the Office reads."""
    task = Task.objects.get(pk=task_id)
    verdict = _demand(actor, now)
    if not text.strip():
        raise NoteEmpty
    note = OfficeNote(task=task, text=text.strip(), author=actor, at=now)
    note.full_clean()
    note.save()
    _record("tasks.office-note-added", task, actor, now, verdict)
    return note


def _demand(actor: User, now: datetime) -> Verdict:
    verdict = policies.may_keep(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    return verdict


def _record(
    verb: str,
    task: Task,
    actor: User,
    now: datetime,
    verdict: Verdict,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        target=task,
        now=now,
        before=before or {},
        after=after or {},
        on_behalf_of=verdict.principal,
    )
