"""What the page of a task shows of the series it is a time of."""

from collections.abc import Mapping
from typing import Any

from django import template

from giaoban.ground.platform import clock  # noqa: TID251 - named by the page it is put into
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.recurring import policies, selectors

register = template.Library()


@register.inclusion_tag("recurring/of_task.html", takes_context=True)
def series_of(context: Mapping[str, Any], task: Task) -> dict[str, Any]:
    """That the task comes back, and when; its page for those who keep it."""
    found = selectors.series_of(task=task)
    may_keep = bool(found) and bool(
        policies.may_keep_series(context["request"].user, on=clock.today())
    )
    return {"series": found, "may_keep": may_keep}
