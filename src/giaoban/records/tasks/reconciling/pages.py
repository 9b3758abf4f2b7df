"""What the pages about reconciling show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.models import Span, Task
from giaoban.records.tasks.reconciling import selectors
from giaoban.records.tasks.reconciling.comparing import classes_meant
from giaoban.records.tasks.reconciling.models import Line, Session
from giaoban.records.tasks.reconciling.types import Choice, Found, SessionState, What
from giaoban.records.tasks.types import DONE, OPEN, DutyRole, StatusClass

ROWS = 25
ONLY_HERE = 100


@dataclass(frozen=True)
class Side:
    """A task of ours as it stands, for the right-hand side."""

    task: Task
    unit: str
    due_on: date | None
    status: StatusClass


@dataclass(frozen=True)
class Told:
    """A difference in words."""

    label: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Both:
    """A row with both sides, what differs and what may be chosen."""

    line: Line
    side: Side | None
    unit: str
    due_on: date | None
    differences: tuple[Told, ...]
    choices: tuple[Choice, ...]
    candidates: tuple[tuple[Side, int], ...]

    @property
    def found(self) -> Found:
        return Found(self.line.found or Found.NONE)

    @property
    def chosen(self) -> str:
        return str(Choice(self.line.choice).label) if self.line.choice else ""


@dataclass(frozen=True)
class SessionPage:
    session: Session
    actor: User
    on: date

    @property
    def state(self) -> SessionState:
        return SessionState(self.session.state)

    @property
    def is_at_work(self) -> bool:
        return self.state == SessionState.COMPARING

    @property
    def is_open(self) -> bool:
        return self.state == SessionState.OPEN

    @property
    def lacks_titles(self) -> bool:
        return "title" not in self.session.columns

    @cached_property
    def counts(self) -> list[tuple[Found, int, int]]:
        found = selectors.counts_of(session=self.session)
        return [(each, *found[each]) for each in Found if found[each][0]]

    @property
    def can_be_read_anew(self) -> bool:
        return self.is_open and not any(done for _found, _whole, done in self.counts)

    def only_here(self) -> list[Side]:
        spans = selectors.only_here(actor=self.actor, session=self.session, on=self.on)
        return list(sides(spans[:ONLY_HERE], self.on).values())

    def both(self, lines: Iterable[Line]) -> list[Both]:
        """The rows, each beside its task or those that it may mean."""
        lines = list(lines)
        wanted = {line.task_id for line in lines if line.task_id}
        wanted |= {task_id for line in lines for task_id, _score in line.candidates}
        spans = Span.objects.filter(task__in=wanted, role=DutyRole.LEAD, valid_to=None)
        ours = sides(spans.select_related("task"), self.on)
        names = organisations.unit_names(on=self.on)
        return [_both(line, ours, names, is_open=self.is_open) for line in lines]


def sides(spans: Iterable[Span], on: date) -> dict[int, Side]:
    names = organisations.unit_names(on=on)
    tasks = {span.task_id: span.task for span in spans}
    held = Span.objects.filter(task__in=tasks, role=DutyRole.LEAD, valid_to=None)
    found = {
        span.task_id: Side(
            tasks[span.task_id],
            names[span.unit_id],
            span.due_on,
            StatusClass(span.status),  # type: ignore[attr-defined]  # annotated
        )
        for span in held.with_class(on)
    }
    return {number: found[number] for number in tasks if number in found}


def _both(line: Line, ours: Mapping[int, Side], names: Mapping[int, str], *, is_open: bool) -> Both:
    told = line.told
    due_on = told.get("due_on")
    side = ours.get(line.task_id or 0)
    candidates = [] if line.task_id else line.candidates
    return Both(
        line=line,
        side=side,
        unit=names.get(told.get("lead_id") or 0) or told.get("lead", ""),
        due_on=date.fromisoformat(due_on) if due_on else None,
        differences=tuple(
            Told(str(What(each["what"]).label), each["ours"], each["theirs"])
            for each in line.differences
        ),
        choices=tuple(_choices(line, side)) if is_open and not line.choice else (),
        candidates=tuple((ours[number], score) for number, score in candidates if number in ours),
    )


def _choices(line: Line, side: Side | None) -> Iterable[Choice]:
    """What may be chosen: of a row that is found what differs, of another that it be assigned.

    Of a task that is closed here nothing can be taken over: it would have to be reopened first.
    """
    told = line.told
    if line.task_id is None:
        if told.get("title") and told.get("lead_id"):
            yield Choice.NEW
        yield Choice.IGNORE
        return
    differ = {each["what"] for each in line.differences}
    if not differ:
        return
    is_open = side is not None and side.status in {*OPEN, StatusClass.NO_DEADLINE}
    if is_open:
        yield from _taken_over(line, differ)
    yield Choice.KEEP


def _taken_over(line: Line, differ: set[str]) -> Iterable[Choice]:
    if What.DUE in differ and line.told.get("due_on"):
        yield Choice.TAKE_DUE
    if What.UNIT in differ and line.told.get("lead_id"):
        yield Choice.TAKE_UNIT
    is_done = bool({*DONE} & {*classes_meant(line.told.get("status", ""))})
    if What.DONE_ON in differ or (What.STATUS in differ and is_done):
        yield Choice.ASK
