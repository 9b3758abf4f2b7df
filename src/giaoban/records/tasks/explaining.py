"""Why somebody sees a task, and what they may do with it: told by the very rules that decide."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Explanation, Scope, SeenBecause, Verdict
from giaoban.records.tasks import policies
from giaoban.records.tasks.folding import refusal_of
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.selectors import DutyStory, stories_of
from giaoban.records.tasks.selectors.visible import reasons_for
from giaoban.records.tasks.types import Stage


def rights_in_task(*, person: User, on: date, key: int) -> Explanation:
    task = Task.objects.get(pk=key)
    scope = organisations.scope_of(actor=person, on=on)
    names = organisations.unit_names(on=on)
    stories = stories_of(task=task, on=on)
    units = {story.duty.pk: story.span.unit_id for story in stories}
    told = []
    for story in stories:
        unit = names[story.span.unit_id]
        of = _("duty of %(unit)s") % {"unit": unit} if len(stories) > 1 else ""
        told += _verdicts(scope, story, of, units.get(story.duty.parent_id or 0))
    return Explanation(_seen(person, scope, task), tuple(told))


def _seen(person: User, scope: Scope, task: Task) -> tuple[SeenBecause, ...]:
    return tuple(
        SeenBecause(reason.words, reason.by)
        for reason in reasons_for(person, scope)
        if reason.numbers is None or Task.objects.filter(pk=task.pk, pk__in=reason.numbers).exists()
    )


def _verdicts(scope: Scope, story: DutyStory, of: str, over: int | None) -> list[Verdict]:
    standing = policies.Standing(scope)
    told = []
    for kind in policies.IN_USE:
        verdict = standing.may_do(kind, unit_id=story.span.unit_id, over=over)
        refusal = refusal_of(kind, at=Stage(story.duty.stage))
        told.append(replace(verdict, not_now=str(refusal) if refusal else "", of=of))
    return told
