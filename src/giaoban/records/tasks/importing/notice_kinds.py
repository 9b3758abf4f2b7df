"""What people are told when tasks were imported for their units."""

from collections.abc import Collection, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from giaoban.ground.accounts.models import User
from giaoban.ground.notices.hooks import declare, tell_of
from giaoban.ground.notices.types import Channel, Kind, Subject
from giaoban.kit.vntext.numbers import format_number
from giaoban.records.tasks.importing.models import Batch, Row
from giaoban.records.tasks.selectors import visible_tasks

declare(
    [
        Kind(
            "importing.imported",
            gettext_lazy("Tasks were imported"),
            is_duty=True,
            usual=Channel.AT_ONCE,
        )
    ]
)


def _batches(reader: User, keys: Collection[int], on: date) -> Mapping[int, Subject]:
    """Those that brought tasks which the reader sees, with their number."""
    seen = visible_tasks(actor=reader, on=on)
    found: dict[int, Subject] = {}
    for batch in Batch.objects.filter(pk__in=keys):
        count = seen.filter(pk__in=Row.objects.filter(batch=batch).values("task")).count()
        if count:
            words = ngettext(
                "%(shown)s task was imported for your units",
                "%(shown)s tasks were imported for your units",
                count,
            )
            title = words % {"shown": format_number(count)}
            found[batch.pk] = Subject(title=title, address=f"{reverse('tasks:list')}?order=new")
    return found


tell_of("importing.batch", _batches)
