"""What the page of a task shows of urging."""

from collections.abc import Mapping
from typing import Any

from django import template

from giaoban.ground.platform import clock  # noqa: TID251 - named by the page it is put into
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.urging import policies, selectors, wording
from giaoban.records.tasks.urging.forms import LetterForm
from giaoban.records.tasks.urging.types import whom

register = template.Library()


@register.inclusion_tag("urging/of_task.html", takes_context=True)
def urges_of(context: Mapping[str, Any], task: Task) -> dict[str, Any]:
    """How often a task was urged, when, who was told, and by which letters; nothing where it never
    was, except for whoever may urge by letter."""
    actor, on = context["request"].user, clock.today()
    urges = selectors.urges_of_task(task=task)
    names = organisations.unit_names(on=on) if urges else {}
    lines = [
        (
            urge,
            wording.of_urge(urge),
            whom(urge.audience, names[urge.unit_id] if urge.unit_id else ""),
        )
        for urge in urges
    ]
    letters = {urge.letter_id for urge in urges if urge.letter_id}
    seen = selectors.visible_letters(actor=actor, on=on).filter(pk__in=letters) if letters else ()
    return {
        "task": task,
        "lines": lines,
        "letters": {letter.pk for letter in seen},
        "may_issue": policies.may_issue_letters(actor, on=on)
        and selectors.owes_something(task=task),
    }


@register.filter
def chosen(form: LetterForm, duty_id: int) -> bool:
    return form.is_chosen(duty_id)
