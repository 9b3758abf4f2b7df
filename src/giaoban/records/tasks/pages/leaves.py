"""Leafing through a list that may be very long, without reading what lies before a page."""

from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Q

from giaoban.records.tasks.models import Span, SpanQuerySet
from giaoban.records.tasks.types import TaskOrder

COUNTED = 100_000  # lines at most; who is shown more than that narrows the list
_DEEP = 20  # pages; up to there an offset is as quick


class Leaves(Paginator):  # type: ignore[type-arg]  # at run time it takes none
    """The pages of a list of duties.

    The first line of a page far behind is found by deadline and number alone, which an index has;
    only the lines of the page itself are then read. `keyed` says that no two lines of the list
    have both the same, as where each task stands once; `all_due` that each has a deadline.
    """

    def __init__(
        self,
        found: SpanQuerySet,
        rows: int,
        *,
        order: TaskOrder,
        keyed: bool,
        all_due: bool = False,
    ) -> None:
        super().__init__(found, rows)
        self._found = found
        self._order = order
        self._keyed = keyed
        self._all_due = all_due

    @cached_property
    def counted(self) -> int:
        """How many lines there are, up to one more than COUNTED."""
        return self._found.order_by().values("task_id")[: COUNTED + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self.counted, COUNTED)

    @property
    def is_cut(self) -> bool:
        return self.counted > COUNTED

    def page(self, number: int | str) -> "Page[Span]":
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        if not self._keyed or number <= _DEEP:
            return super().page(number)
        keys = self._found.values_list("due_on", "task_id")[first : first + 1]
        due_on, task_id = next(iter(keys), (None, 0))
        lines = self._found.filter(self._from(due_on, task_id))[: self.per_page]
        return Page(list(lines), number, self)

    def _from(self, due_on: date | None, task_id: int) -> Q:
        """From this line on. What has no deadline stands last in either order."""
        if self._order == TaskOrder.NEWEST:
            return Q(task_id__lte=task_id)
        latest = self._order == TaskOrder.LATEST_DUE
        here = Q(task_id__lte=task_id) if latest else Q(task_id__gte=task_id)
        if due_on is None:
            return Q(due_on=None) & here
        beyond = Q(due_on__lt=due_on) if latest else Q(due_on__gt=due_on)
        within = Q(due_on__lte=due_on) if latest else Q(due_on__gte=due_on)
        # Said twice, since only the bare bound lets an index begin where the page does.
        following = within & (beyond | here)
        return following if self._all_due else following | Q(due_on=None)
