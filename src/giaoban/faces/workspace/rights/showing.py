"""What the pages about rights show, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors
from giaoban.records.organisations.hooks import rules
from giaoban.records.organisations.models import Appointment, Delegation, Field
from giaoban.records.organisations.types import Capacity, Explanation, Post, Verdict


@dataclass(frozen=True)
class Line:
    """A delegation; `last` is the last day on which it runs, `state` how it stands today."""

    delegation: Delegation
    words: str
    last: date
    state: str
    can_end: bool


@dataclass(frozen=True)
class Held:
    """An appointment of the day, and what it gives."""

    words: str
    gives: str
    fields: str
    valid_from: date
    last: date | None


@dataclass(frozen=True)
class Right:
    """Something that may be done, or not, and why."""

    what: str
    of: str
    allowed: bool
    why: str


class Rights:
    """The rights of a person on a day, for the person or for whoever may read them."""

    def __init__(self, *, person: User, on: date) -> None:
        self.person = person
        self.on = on
        self.scope = selectors.scope_of(actor=person, on=on)
        self._names = selectors.unit_names(on=on)

    @cached_property
    def appointments(self) -> list[Held]:
        own = selectors.appointments_of(user=self.person, on=self.on)
        by_id = {each.appointment_id: each for each in self.scope.capacities if not each.principal}
        return [self._held(each, by_id.get(each.pk)) for each in own]

    def _held(self, appointment: Appointment, capacity: Capacity | None) -> Held:
        until = appointment.valid_to
        fields = capacity.field_ids if capacity else frozenset()
        return Held(
            words=self.appointment_words(appointment),
            gives=gives_words(capacity) if capacity else _("Nothing while the account is closed."),
            fields=", ".join(each.name for each in self._fields if each.pk in fields),
            valid_from=appointment.valid_from,
            last=until - timedelta(days=1) if until else None,
        )

    @cached_property
    def _fields(self) -> list[Field]:
        return list(selectors.fields())

    def appointment_words(self, appointment: Appointment) -> str:
        return as_what(Post(appointment.post), self._names.get(appointment.unit_id, ""))

    @cached_property
    def _delegations(self) -> list[Delegation]:
        return list(selectors.delegations_of(user=self.person))

    @property
    def given(self) -> list[Line]:
        mine = (each for each in self._delegations if each.appointment.user_id == self.person.pk)
        return [self._line(each) for each in mine]

    @property
    def received(self) -> list[Line]:
        return [self._line(each) for each in self._delegations if each.to_id == self.person.pk]

    def _line(self, each: Delegation) -> Line:
        end = min(each.valid_to, each.ended_on or each.valid_to)
        over = end <= self.on
        return Line(
            delegation=each,
            words=self.appointment_words(each.appointment),
            last=max(end - timedelta(days=1), each.valid_from),
            state=_state(each, self.on),
            can_end=not over and each.ended_on is None,
        )

    @property
    def general(self) -> list[Right]:
        """What is not decided for each record anew."""
        decided = (rule.verdict(self.scope) for rule in rules() if not rule.of_record)
        return self.told(decided)

    def told(self, verdicts: Iterable[Verdict]) -> list[Right]:
        return [
            Right(str(each.rule.what), each.of, bool(each) and not each.not_now, self._why(each))
            for each in verdicts
        ]

    def _why(self, verdict: Verdict) -> str:
        if verdict.by is None:
            return str(verdict.rule.who)
        why = _("As %(capacity)s.") % {"capacity": self.capacity_words(verdict.by)}
        if verdict.not_now:
            return _("%(why)s Not now: %(refusal)s") % {"why": why, "refusal": verdict.not_now}
        return why

    def seen(self, explanation: Explanation) -> list[str]:
        """Why the person sees the record, in sentences."""
        return [
            _("As %(capacity)s: %(reason)s.")
            % {"capacity": self.capacity_words(each.by), "reason": each.words}
            if each.by
            else _("In person: %(reason)s.") % {"reason": each.words}
            for each in explanation.seen
        ]

    def capacity_words(self, capacity: Capacity) -> str:
        words = as_what(capacity.post, self._names.get(capacity.unit_id, ""))
        if capacity.principal is None or capacity.until is None:
            return words
        return _("%(capacity)s, for %(holder)s until %(last)s") % {
            "capacity": words,
            "holder": capacity.holder,
            "last": f"{capacity.until - timedelta(days=1):%d/%m/%Y}",
        }

    @property
    def capacities(self) -> list[tuple[str, str]]:
        """As what the person may act, own and delegated, and what each gives."""
        return [(self.capacity_words(each), gives_words(each)) for each in self.scope.capacities]


def as_what(post: Post, unit: str) -> str:
    return _("%(post)s of %(unit)s") % {"post": post.label, "unit": unit}


def gives_words(capacity: Capacity) -> str:
    """What an appointment gives, in a sentence."""
    if capacity.post == Post.LEADER:
        return (
            _("Sees the tasks of the fields in charge, and those that name the leader.")
            if capacity.goes_by_fields
            else _("Sees all of the agency.")
        )
    return str(_GIVES[capacity.post]())


_GIVES = {
    Post.HEAD: lambda: _("Speaks for the unit and those below it, and sees their tasks."),
    Post.DEPUTY: lambda: _("Speaks for the unit and those below it, and sees their tasks."),
    Post.OFFICER: lambda: _("Acts for the unit; sees its tasks and those of the units below."),
    Post.REPORTER: lambda: _("Acts and reports for the department; sees its tasks."),
    Post.OFFICE_CLERK: lambda: _("Runs the briefing: reads, assigns, confirms, urges; sees all."),
    Post.DOCUMENTS_CLERK: lambda: _("Registers documents; sees what the unit registered."),
    Post.MEETING_SECRETARY: lambda: _("Sees the whole register of documents."),
    Post.AUDITOR: lambda: _("Reads everything, the trail as well, and changes nothing."),
    Post.ADMINISTRATOR: lambda: _("Administers units and people, and decides as the Office does."),
}


def _state(delegation: Delegation, on: date) -> str:
    if delegation.ended_on is not None:
        return _("ended on %(day)s") % {"day": f"{delegation.ended_on:%d/%m/%Y}"}
    if delegation.valid_to <= on:
        return _("over")
    return _("runs") if delegation.valid_from <= on else _("to come")
