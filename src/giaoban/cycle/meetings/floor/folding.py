"""What holds on the floor now: the fold of everything that happened on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from giaoban.cycle.meetings.models import FloorEvent
from giaoban.cycle.meetings.types import EventKind, Screen

K = EventKind
NO_TIME = timedelta()


@dataclass(frozen=True)
class Hand:
    """Somebody who waits to speak, known by the event of asking. `person_id` raised it."""

    event_id: int
    speaker: str
    person_id: int
    bridge_id: int | None
    since: datetime
    of_order: bool


@dataclass(frozen=True)
class Speech:
    """Whoever speaks, since when, and how many minutes were given on top of the usual ones."""

    speaker: str
    bridge_id: int | None
    since: datetime
    added: int = 0
    item_id: int | None = None


@dataclass(frozen=True)
class Spoken:
    """A speech that is over."""

    speaker: str
    bridge_id: int | None
    item_id: int | None
    since: datetime
    lasted: timedelta


@dataclass(frozen=True)
class State:
    """The floor after its last event. Clocks stand in `used` and run on from `running_since`."""

    item_id: int | None = None
    running_since: datetime | None = None
    used: dict[int, timedelta] = field(default_factory=dict)
    begun: dict[int, datetime] = field(default_factory=dict)
    hands: tuple[Hand, ...] = ()
    speech: Speech | None = None
    spoken: tuple[Spoken, ...] = ()
    question_id: int | None = None
    vote_id: int | None = None
    screen: Screen = Screen.ITEM
    is_paused: bool = False
    is_over: bool = False

    @property
    def queue(self) -> tuple[Hand, ...]:
        """Who waits, in order: points of order first, each by when they asked."""
        return tuple(sorted(self.hands, key=lambda hand: (not hand.of_order, hand.event_id)))

    @property
    def is_running(self) -> bool:
        return self.running_since is not None

    def used_of(self, item_id: int, *, now: datetime) -> timedelta:
        """How much of its time an item has used."""
        used = self.used.get(item_id, NO_TIME)
        if item_id == self.item_id and self.running_since is not None:
            used += max(NO_TIME, now - self.running_since)
        return used


def fold(events: Iterable[FloorEvent]) -> State:
    """The state after all events, in the order of their numbers."""
    state = State()
    for event in events:
        state = after(state, event)
    return state


def after(state: State, event: FloorEvent) -> State:
    """The state after one more event."""
    step = _STEPS.get(EventKind(event.kind))
    return step(state, event) if step else state


def _stopped(state: State, at: datetime) -> State:
    """With the clock of the item standing."""
    if state.item_id is None or state.running_since is None:
        return state
    used = state.used | {state.item_id: state.used_of(state.item_id, now=at)}
    return replace(state, used=used, running_since=None)


def _silent(state: State, at: datetime) -> State:
    """With nobody speaking."""
    speech = state.speech
    if speech is None:
        return state
    lasted = max(NO_TIME, at - speech.since)
    over = Spoken(speech.speaker, speech.bridge_id, speech.item_id, speech.since, lasted)
    return replace(state, speech=None, spoken=(*state.spoken, over))


def _item_opened(state: State, event: FloorEvent) -> State:
    state = _silent(_stopped(state, event.at), event.at)
    begun = state.begun
    if event.item_id is not None and event.item_id not in begun:
        begun = begun | {event.item_id: event.at}
    return replace(
        state,
        item_id=event.item_id,
        running_since=event.at,
        begun=begun,
        question_id=None,
        is_paused=False,
    )


def _hand_raised(state: State, event: FloorEvent) -> State:
    hand = Hand(
        event_id=event.pk,
        speaker=event.speaker,
        person_id=event.actor_id,
        bridge_id=event.bridge_id,
        since=event.at,
        of_order=event.kind == K.ORDER_RAISED,
    )
    return replace(state, hands=(*state.hands, hand))


def _without(state: State, hand_id: int | None) -> State:
    return replace(state, hands=tuple(h for h in state.hands if h.event_id != hand_id))


def _called(state: State, event: FloorEvent) -> State:
    state = _without(_silent(state, event.at), event.hand_id)
    speech = Speech(event.speaker, event.bridge_id, event.at, item_id=state.item_id)
    return replace(state, speech=speech)


def _minute_added(state: State, _event: FloorEvent) -> State:
    speech = state.speech
    return replace(state, speech=replace(speech, added=speech.added + 1)) if speech else state


def _clock_started(state: State, event: FloorEvent) -> State:
    return state if state.is_running else replace(state, running_since=event.at)


def _paused(state: State, event: FloorEvent) -> State:
    return replace(_silent(_stopped(state, event.at), event.at), is_paused=True)


def _resumed(state: State, event: FloorEvent) -> State:
    return replace(state, is_paused=False, running_since=event.at if state.item_id else None)


def _closed(state: State, event: FloorEvent) -> State:
    return replace(_silent(_stopped(state, event.at), event.at), is_over=True, hands=())


_STEPS = {
    K.ITEM_OPENED: _item_opened,
    K.CLOCK_STOPPED: lambda state, event: _stopped(state, event.at),
    K.CLOCK_STARTED: _clock_started,
    K.HAND_RAISED: _hand_raised,
    K.ORDER_RAISED: _hand_raised,
    K.HAND_LOWERED: lambda state, event: _without(state, event.hand_id),
    K.CALLED: _called,
    K.MINUTE_ADDED: _minute_added,
    K.SPEECH_ENDED: lambda state, event: _silent(state, event.at),
    K.QUESTION_PUT: lambda state, event: replace(state, question_id=event.question_id),
    K.QUESTION_ANSWERED: lambda state, _event: replace(state, question_id=None),
    K.VOTE_OPENED: lambda state, event: replace(state, vote_id=event.vote_id, screen=Screen.VOTE),
    K.VOTE_CLOSED: lambda state, _event: replace(state, vote_id=None, screen=Screen.ITEM),
    K.SCREEN: lambda state, event: replace(state, screen=Screen(event.screen)),
    K.PAUSED: _paused,
    K.RESUMED: _resumed,
    K.CLOSED: _closed,
}
