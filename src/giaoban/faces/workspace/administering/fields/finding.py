"""What the page about fields of work shows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Field, FieldInCharge


@dataclass(frozen=True)
class ChargeLine:
    charge: FieldInCharge
    unit: str
    runs: bool


@dataclass(frozen=True)
class FieldLine:
    """A field, and the units that are, will be or were in charge of it."""

    field: Field
    charges: tuple[ChargeLine, ...]

    @property
    def is_unheld(self) -> bool:
        """Whether nobody is in charge of it on the day."""
        return not any(line.runs for line in self.charges)


def field_lines(*, on: date) -> list[FieldLine]:
    names = organisations.unit_names(on=on)
    running = set(FieldInCharge.objects.on(on).order_by().values_list("pk", flat=True))
    charges: defaultdict[int, list[ChargeLine]] = defaultdict(list)
    for each in FieldInCharge.objects.order_by("-valid_from", "pk"):
        line = ChargeLine(each, names[each.unit_id], each.pk in running)
        charges[each.field_id].append(line)
    return [
        FieldLine(field, tuple(sorted(charges[field.pk], key=lambda line: not line.runs)))
        for field in organisations.fields()
    ]
