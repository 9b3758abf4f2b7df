"""What the pages of the floor show: one state, put into words for each of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from giaoban.cycle.meetings.floor.folding import NO_TIME, Hand, Speech, State, fold
from giaoban.cycle.meetings.models import (
    AgendaItem,
    Bridge,
    Fault,
    Invitee,
    Meeting,
    Question,
    Vote,
)
from giaoban.cycle.meetings.preparing.selectors import Line, agenda_of
from giaoban.cycle.meetings.types import Choice, Role
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations


def version_of(meeting: Meeting) -> int:
    """The version of the floor. One row is read; where it did not change, nothing else did."""
    return meeting.floor.version


@dataclass(frozen=True)
class Clock:
    """Time used of a budget, in seconds, and whether it runs on."""

    used: int
    budget: int
    runs: bool

    @property
    def is_over(self) -> bool:
        return self.used > self.budget

    @property
    def words(self) -> str:
        return _clock(self.used)

    @property
    def of(self) -> str:
        return _clock(self.budget)

    @property
    def share(self) -> int:
        """How much of the budget is used, in thousandths, 1000 at most."""
        return min(1000, round(1000 * self.used / self.budget)) if self.budget else 1000


def _clock(seconds: int) -> str:
    return f"{seconds // 60:02}:{seconds % 60:02}"


@dataclass(frozen=True)
class Row:
    """An item of the agenda on the floor: done, now, or still to come, and when."""

    line: Line
    at: datetime
    used: int
    state: str

    @property
    def is_over(self) -> bool:
        return self.used > self.line.item.minutes


@dataclass(frozen=True)
class Waiting:
    """Somebody in the queue and where they sit."""

    hand: Hand
    bridge: str
    waited: str
    is_mine: bool


class FloorPage:
    """The floor as it is at a moment; every page of it shows parts of this."""

    def __init__(self, meeting: Meeting, *, actor: User, on: date, now: datetime) -> None:
        self.meeting = meeting
        self.now = now
        self.floor = meeting.floor
        self.version = self.floor.version
        self.steered = self.floor.steered
        self.state: State = fold(meeting.events.all())
        self.bridges: list[Bridge] = list(meeting.bridges.all())
        self._names = {each.pk: each.name for each in self.bridges}
        self._lines = agenda_of(meeting, on=on)
        self._actor = actor
        self._on = on

    @property
    def item(self) -> AgendaItem | None:
        found = (line.item for line in self._lines if line.item.pk == self.state.item_id)
        return next(found, None)

    @property
    def place(self) -> str:
        """The number of the item that is on the floor."""
        found = (line.number for line in self._lines if line.item.pk == self.state.item_id)
        return next(found, "")

    @property
    def next_line(self) -> Line | None:
        places = [line.item.pk for line in self._lines]
        here = places.index(self.state.item_id) if self.state.item_id in places else -1
        return self._lines[here + 1] if here + 1 < len(self._lines) else None

    @property
    def clock(self) -> Clock | None:
        item = self.item
        if item is None:
            return None
        used = self.state.used_of(item.pk, now=self.now)
        return Clock(_seconds(used), item.minutes * 60, self.state.is_running)

    @property
    def speech(self) -> Speech | None:
        return self.state.speech

    @property
    def speech_bridge(self) -> str:
        speech = self.state.speech
        return self._names.get(speech.bridge_id or 0, "") if speech else ""

    @property
    def speech_clock(self) -> Clock | None:
        speech, item = self.state.speech, self.item
        if speech is None:
            return None
        minutes = (item.speaker_minutes if item else 3) + speech.added
        return Clock(_seconds(self.now - speech.since), minutes * 60, runs=True)

    @property
    def rows(self) -> list[Row]:
        """The agenda: when each began, or will if all that follow keep to their time."""
        rows = []
        at = self.now
        current = self.state.item_id
        for line in self._lines:
            key = line.item.pk
            used = _seconds(self.state.used_of(key, now=self.now)) // 60
            begun = self.state.begun.get(key)
            if begun is not None:
                state = "now" if key == current and not self.state.is_over else "done"
                rows.append(Row(line, begun, used, state))
                if state == "now":
                    left = timedelta(minutes=max(0, line.item.minutes - used))
                    at = self.now + left
                continue
            rows.append(Row(line, at if self.state.begun else line.at, 0, "next"))
            if not line.is_part:
                at += timedelta(minutes=line.item.minutes)
        return rows

    @property
    def ends_at(self) -> datetime:
        """When it will be over if what is left keeps to its time."""
        rows = [row for row in self.rows if row.state == "next" and not row.line.is_part]
        if rows:
            return rows[-1].at + timedelta(minutes=rows[-1].line.item.minutes)
        clock = self.clock
        left = max(0, clock.budget - clock.used) if clock else 0
        return self.now + timedelta(seconds=left)

    @property
    def queue(self) -> list[Waiting]:
        return [
            Waiting(
                hand=hand,
                bridge=self._names.get(hand.bridge_id or 0, ""),
                waited=_clock(_seconds(self.now - hand.since)),
                is_mine=hand.person_id == self._actor.pk,
            )
            for hand in self.state.queue
        ]

    @property
    def my_hand(self) -> Waiting | None:
        mine = (each for each in self.queue if each.is_mine)
        return next((each for each in mine if each.hand.speaker == str(self._actor)), None)

    @property
    def faults(self) -> list[Fault]:
        found = Fault.objects.filter(bridge__meeting=self.meeting, until=None)
        return list(found.select_related("bridge").order_by("bridge__position"))

    @property
    def attending(self) -> int:
        return sum(each.attending or 0 for each in self.bridges)

    @property
    def question(self) -> Question | None:
        key = self.state.question_id
        return self.meeting.questions.filter(pk=key).first() if key else None

    @property
    def question_asker(self) -> str:
        question = self.question
        if question is None:
            return ""
        return organisations.unit_names(on=self._on)[question.asked_by_id]

    @property
    def unanswered(self) -> list[Question]:
        return list(self.meeting.questions.filter(answered_at=None))

    @property
    def vote(self) -> Vote | None:
        return self.meeting.votes.filter(closed_at=None).first()

    @property
    def votes(self) -> list["Tally"]:
        return [tally_of(vote, now=self.now) for vote in self.meeting.votes.all()]

    @property
    def open_to_me(self) -> list["Seat"]:
        """The votes that take a ballot now, and the members for whom the person may cast one."""
        return seats_of(self.meeting, actor=self._actor, on=self._on, now=self.now)


def _seconds(length: timedelta) -> int:
    return int(max(NO_TIME, length).total_seconds())


@dataclass(frozen=True)
class Tally:
    """A vote and what came of it; `named` tells of a named one who voted what."""

    vote: Vote
    counts: dict[str, int]
    cast: int
    members: int
    named: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> list[tuple[str, int]]:
        return [(str(choice.label), self.counts[choice.value]) for choice in Choice]


def tally_of(vote: Vote, *, now: datetime) -> Tally:
    members = vote.meeting.invitees.filter(role=Role.MEMBER).count()
    counts = counted(vote, now=now)
    return Tally(vote, counts, vote.casts.count(), members, tuple(_named(vote, now)))


def _named(vote: Vote, now: datetime) -> list[tuple[str, str]]:
    """Of a named vote the units by what they voted."""
    if vote.secret:
        return []
    names = organisations.unit_names(on=timezone.localdate(now))
    casts = list(vote.casts.values_list("choice", "invitee__unit"))
    by_choice = [
        (str(choice.label), "; ".join(names[unit] for cast, unit in casts if cast == choice))
        for choice in Choice
    ]
    return [(label, units) for label, units in by_choice if units]


def counted(vote: Vote, *, now: datetime) -> dict[str, int]:
    """Ballots by choice. Of a secret vote nothing is told while ballots may still come: what a
    late one changed would say whose it is."""
    found = dict.fromkeys((choice.value for choice in Choice), 0)
    comes = vote.closed_at is None or (vote.late_until is not None and now < vote.late_until)
    if vote.secret and comes:
        return found
    rows = vote.ballots if vote.secret else vote.casts
    for row in rows.order_by().values("choice").annotate(n=Count("pk")):
        found[row["choice"]] = row["n"]
    return found


@dataclass(frozen=True)
class Seat:
    """A member who has not voted yet, in a vote that takes ballots."""

    vote: Vote
    invitee: Invitee
    unit: str


def seats_of(meeting: Meeting, *, actor: User, on: date, now: datetime) -> list[Seat]:
    speaks_for = organisations.scope_of(actor=actor, on=on).speaks_for
    members = list(meeting.invitees.filter(role=Role.MEMBER, unit__in=speaks_for))
    if not members:
        return []
    names = organisations.unit_names(on=on)
    seats = []
    for vote in meeting.votes.all():
        late = vote.late_until is not None and now < vote.late_until
        if vote.closed_at is not None and not late:
            continue
        cast = set(vote.casts.values_list("invitee", flat=True))
        seats += [Seat(vote, m, names[m.unit_id]) for m in members if m.pk not in cast]
    return seats
