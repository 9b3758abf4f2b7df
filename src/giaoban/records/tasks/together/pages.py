"""What is shown of an act on many tasks: the tasks, and what becomes of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import selectors
from giaoban.records.tasks.pages.lines import Line, lines_of
from giaoban.records.tasks.together.types import Outcome


@dataclass(frozen=True)
class Result:
    """A duty and what becomes of it: why it is refused, or nothing where it is not."""

    line: Line
    refusal: str


def chosen_lines(*, actor: User, duty_ids: Iterable[int], on: date) -> list[Line]:
    """The chosen duties that the actor sees, the earliest deadline first."""
    found = selectors.task_list(actor=actor, on=on, role=None).filter(duty__in=list(duty_ids))
    return lines_of(list(found), names=organisations.unit_names(on=on), day=on)


def results_of(lines: Iterable[Line], outcomes: Iterable[Outcome]) -> list[Result]:
    """Each line with its outcome; those that are refused come first."""
    told: Mapping[int, str] = {each.duty_id: each.refusal for each in outcomes}
    results = [Result(line, told[line.span.duty_id]) for line in lines if line.span.duty_id in told]
    return sorted(results, key=lambda result: not result.refusal)
