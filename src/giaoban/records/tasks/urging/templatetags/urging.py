"""What the page of a task shows of urging."""

from typing import Any

from django import template

from giaoban.ground.platform import clock  # noqa: TID251 - named by the page it is put into
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.urging import selectors, wording
from giaoban.records.tasks.urging.types import whom

register = template.Library()


@register.inclusion_tag("urging/of_task.html")
def urges_of(task: Task) -> dict[str, Any]:
    """How often a task was urged, when, and who was told; nothing where it never was."""
    urges = selectors.urges_of_task(task=task)
    names = organisations.unit_names(on=clock.today()) if urges else {}
    lines = [
        (
            urge,
            wording.when(urge.offset),
            whom(urge.audience, names[urge.unit_id] if urge.unit_id else ""),
        )
        for urge in urges
    ]
    return {"lines": lines}
