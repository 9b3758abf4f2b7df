"""What the list of tasks is as a table for spreadsheets."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from giaoban.records.tasks.pages.lists import Line


def task_table(lines: Iterable[Line]) -> Iterator[Sequence[object]]:
    yield [
        _("Number"),
        _("Task"),
        _("Unit"),
        _("Role"),
        _("Document"),
        _("Assigned on"),
        _("Deadline"),
        _("Status"),
        _("Completed on"),
    ]
    for line in lines:
        span = line.span
        yield [
            span.task.number,
            span.task.title,
            line.unit,
            span.get_role_display(),
            str(span.task.document or ""),
            f"{span.assigned_on:%d/%m/%Y}",
            f"{span.due_on:%d/%m/%Y}" if span.due_on else "",
            str(line.status.label),
            f"{span.completed_on:%d/%m/%Y}" if span.completed_on else "",
        ]
