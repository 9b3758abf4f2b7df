"""What is chosen from in the forms of administrators: units, kinds, posts, fields."""

from collections.abc import Iterable
from datetime import date

from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Unit

Choices = list[tuple[int | str, str]]


def units_to_choose(*, on: date, none: str | None = None) -> Choices:
    """The units of a day, each under the one above it."""
    first: Choices = [] if none is None else [("", none)]
    return first + [
        (node.unit_id, "\N{EN SPACE}" * node.depth + node.name)
        for node in organisations.tree_on(on=on)
    ]


def fields_to_choose() -> Choices:
    return [(field.pk, field.name) for field in organisations.fields()]


def unit_of(unit_id: int | None) -> Unit | None:
    return None if unit_id is None else Unit.objects.get(pk=unit_id)


def named(unit_ids: Iterable[int], *, on: date) -> list[str]:
    names = organisations.unit_names(on=on)
    return [names[unit_id] for unit_id in unit_ids]
