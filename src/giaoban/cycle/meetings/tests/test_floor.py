"""The floor: one state folded from its events, steered by one hand at a time."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.cycle.meetings.bridges import services as bridges
from giaoban.cycle.meetings.floor import services
from giaoban.cycle.meetings.floor.folding import fold
from giaoban.cycle.meetings.floor.selectors import FloorPage, tally_of
from giaoban.cycle.meetings.floor.services import taking_part
from giaoban.cycle.meetings.models import Ballot, Invitee, Meeting
from giaoban.cycle.meetings.preparing import services as preparing
from giaoban.cycle.meetings.tests.build import (
    DAY,
    OPENED,
    PREPARED,
    Agency,
    a_bridge,
    later,
    steered,
)
from giaoban.cycle.meetings.types import (
    Choice,
    ConclusionsWait,
    EventKind,
    FloorMoved,
    HandUpAlready,
    MeetingState,
    NotInSession,
    NotInvited,
    NotWaiting,
    NoVote,
    Role,
    Screen,
    TooManyHands,
    VotedAlready,
    VoteOpenAlready,
    VoteOver,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return Agency()


@pytest.fixture
def meeting(agency: Agency) -> Meeting:
    return agency.opened()


def state_of(meeting: Meeting) -> Any:
    return fold(meeting.events.all())


def by_clerk(agency: Agency, meeting: Meeting, minutes: float = 1) -> dict[str, Any]:
    return {"actor": agency.clerk, "meeting_id": meeting.pk, "now": later(minutes)}


def hand(agency: Agency, meeting: Meeting, minutes: float = 1, **more: Any) -> Any:
    return services.raise_hand(actor=agency.head, meeting_id=meeting.pk, now=later(minutes), **more)


def test_a_meeting_opens_once_it_was_invited_to_with_its_first_item(agency: Agency) -> None:
    meeting = agency.meeting()
    with pytest.raises(NotInvited):
        services.open_meeting(actor=agency.clerk, meeting_id=meeting.pk, now=OPENED)
    agency.opened(meeting)

    assert meeting.state == MeetingState.OPEN
    assert state_of(meeting).item_id == meeting.items.first().pk  # type: ignore[union-attr]  # it has two


def test_the_chair_runs_the_floor_and_a_unit_does_not(agency: Agency) -> None:
    meeting = agency.meeting(chair=agency.head)
    agency.invited(meeting)
    services.open_meeting(actor=agency.head, meeting_id=meeting.pk, now=OPENED)

    with pytest.raises(PermissionDenied):
        services.pause_meeting(actor=agency.other_head, meeting_id=meeting.pk, now=OPENED)


def test_the_clock_of_an_item_counts_what_it_used_and_stands_while_stopped(
    agency: Agency, meeting: Meeting
) -> None:
    first, second = meeting.items.all()
    services.stop_clock(**by_clerk(agency, meeting, 10))
    services.start_clock(**by_clerk(agency, meeting, 15))
    services.open_item(item_id=second.pk, **by_clerk(agency, meeting, 18))
    services.open_item(item_id=first.pk, **by_clerk(agency, meeting, 20))

    state = state_of(meeting)
    assert state.used_of(first.pk, now=later(21)) == timedelta(minutes=14)
    assert state.used_of(second.pk, now=later(21)) == timedelta(minutes=2)


def test_a_break_stops_the_clock_and_the_speech(agency: Agency, meeting: Meeting) -> None:
    hand(agency, meeting)
    services.call_speaker(**by_clerk(agency, meeting, 2))
    services.pause_meeting(**by_clerk(agency, meeting, 5))
    services.resume_meeting(**by_clerk(agency, meeting, 25))

    state = state_of(meeting)
    assert state.speech is None
    assert state.spoken[0].lasted == timedelta(minutes=3)
    assert state.used_of(state.item_id, now=later(26)) == timedelta(minutes=6)


def test_points_of_order_go_before_those_who_wait(agency: Agency, meeting: Meeting) -> None:
    hand(agency, meeting, 1)
    services.raise_hand(actor=agency.other_head, meeting_id=meeting.pk, now=later(2), of_order=True)

    queue = state_of(meeting).queue
    assert [each.person_id for each in queue] == [agency.other_head.pk, agency.head.pk]
    services.call_speaker(**by_clerk(agency, meeting, 3))
    assert state_of(meeting).speech.speaker == str(agency.other_head)


def test_a_speaker_who_is_called_leaves_the_queue_and_has_time_of_their_own(
    agency: Agency, meeting: Meeting
) -> None:
    bridge = a_bridge(agency, meeting, unit=agency.telecom)
    hand(agency, meeting, 1, bridge_id=bridge.pk)
    services.call_speaker(**by_clerk(agency, meeting, 2))
    services.add_minute(**by_clerk(agency, meeting, 4))

    page = FloorPage(meeting, actor=agency.clerk, on=DAY, now=later(5.5))
    clock = page.speech_clock
    assert clock is not None
    assert page.queue == []
    assert page.speech_bridge == "Đà Nẵng"
    assert (clock.words, clock.of, clock.is_over) == ("03:30", "04:00", False)


def test_nobody_waits_twice_and_a_script_is_stopped(
    agency: Agency, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_part, "MOST_HANDS", 2)
    first = hand(agency, meeting, 1)
    with pytest.raises(HandUpAlready):
        hand(agency, meeting, 2)
    services.lower_hand(actor=agency.head, meeting_id=meeting.pk, hand_id=first.pk, now=later(3))
    second = hand(agency, meeting, 4)
    services.lower_hand(actor=agency.head, meeting_id=meeting.pk, hand_id=second.pk, now=later(5))
    with pytest.raises(TooManyHands):
        hand(agency, meeting, 6)


def test_a_hand_is_lowered_by_its_person_or_the_secretary_alone(
    agency: Agency, meeting: Meeting
) -> None:
    raised = hand(agency, meeting)
    told: dict[str, Any] = {"meeting_id": meeting.pk, "hand_id": raised.pk, "now": later(2)}
    with pytest.raises(PermissionDenied):
        services.lower_hand(actor=agency.other_head, **told)
    services.lower_hand(actor=agency.secretary, **told)
    with pytest.raises(NotWaiting):
        services.lower_hand(actor=agency.head, **told)


def test_a_stranger_does_not_ask_to_speak(agency: Agency, meeting: Meeting) -> None:
    with pytest.raises(PermissionDenied):
        services.raise_hand(actor=agency.stranger, meeting_id=meeting.pk, now=later(1))


def test_a_bridge_puts_its_people_into_the_queue_by_name(agency: Agency, meeting: Meeting) -> None:
    bridge = a_bridge(agency, meeting, unit=agency.telecom)
    told: dict[str, Any] = {"meeting_id": meeting.pk, "bridge_id": bridge.pk, "now": later(1)}
    services.raise_hand_for(actor=agency.head, speaker="Ngô Phú", **told)
    with pytest.raises(PermissionDenied):
        services.raise_hand_for(actor=agency.other_head, speaker="Bùi Toàn", **told)

    assert [each.speaker for each in state_of(meeting).queue] == ["Ngô Phú"]


def test_two_secretaries_do_not_overwrite_each_other(agency: Agency, meeting: Meeting) -> None:
    seen = steered(meeting)
    second = meeting.items.last()
    assert second is not None
    services.open_item(item_id=second.pk, seen=seen, **by_clerk(agency, meeting))

    with pytest.raises(FloorMoved):
        services.pause_meeting(
            actor=agency.secretary, meeting_id=meeting.pk, seen=seen, now=later(2)
        )


def test_a_hand_going_up_does_not_come_between(agency: Agency, meeting: Meeting) -> None:
    seen = steered(meeting)
    hand(agency, meeting)

    services.call_speaker(seen=seen, **by_clerk(agency, meeting, 2))

    assert state_of(meeting).speech is not None


def test_every_change_raises_the_version_that_pages_ask_for(
    agency: Agency, meeting: Meeting
) -> None:
    meeting.floor.refresh_from_db()
    before = meeting.floor.version
    hand(agency, meeting)
    meeting.floor.refresh_from_db()

    assert meeting.floor.version == before + 1
    assert meeting.events.last().number == meeting.floor.version  # type: ignore[union-attr]  # one


def test_a_question_that_is_answered_in_the_room_does_not_travel_on(
    agency: Agency, meeting: Meeting
) -> None:
    question = preparing.ask(
        actor=agency.head,
        meeting_id=meeting.pk,
        unit_id=agency.telecom.pk,
        text="Bao giờ?",
        now=OPENED,
    )
    services.put_question(question_id=question.pk, **by_clerk(agency, meeting, 1))
    assert state_of(meeting).question_id == question.pk
    services.question_answered(**by_clerk(agency, meeting, 2))

    question.refresh_from_db()
    assert question.answered_at == later(2)
    assert state_of(meeting).question_id is None


def test_the_hall_screen_shows_what_was_chosen(agency: Agency, meeting: Meeting) -> None:
    services.show_on_screen(screen=Screen.AGENDA, **by_clerk(agency, meeting))

    assert state_of(meeting).screen == Screen.AGENDA


def test_items_to_come_move_with_the_one_that_takes_longer(
    agency: Agency, meeting: Meeting
) -> None:
    on_time = FloorPage(meeting, actor=agency.clerk, on=DAY, now=later(5))
    late = FloorPage(meeting, actor=agency.clerk, on=DAY, now=later(30))

    assert on_time.rows[1].at == later(20)
    assert late.rows[1].at == later(30)
    assert late.rows[0].is_over
    assert late.ends_at == later(45)


# Votes


def seat(agency: Agency, meeting: Meeting) -> Invitee:
    return meeting.invitees.get(unit=agency.telecom)


def vote(agency: Agency, meeting: Meeting, **more: Any) -> Any:
    given = {"text": "Thông qua dự thảo", "secret": False, **more}
    return services.open_vote(**given, **by_clerk(agency, meeting))


def test_a_member_votes_once_and_a_guest_not(agency: Agency, meeting: Meeting) -> None:
    opened = vote(agency, meeting)
    told: dict[str, Any] = {"vote_id": opened.pk, "choice": Choice.FOR, "now": later(2)}
    services.cast_ballot(actor=agency.head, invitee_id=seat(agency, meeting).pk, **told)
    with pytest.raises(VotedAlready):
        services.cast_ballot(actor=agency.head, invitee_id=seat(agency, meeting).pk, **told)
    guest = meeting.invitees.get(unit=agency.post)
    Invitee.objects.filter(pk=guest.pk).update(role=Role.GUEST)
    with pytest.raises(NoVote):
        services.cast_ballot(actor=agency.other_head, invitee_id=guest.pk, **told)

    tally = tally_of(opened, now=later(3))
    assert (tally.counts["for"], tally.cast, tally.members) == (1, 1, 1)
    assert [units for _label, units in tally.named] == ["Cục Viễn thông"]


def test_nobody_votes_for_another_unit(agency: Agency, meeting: Meeting) -> None:
    opened = vote(agency, meeting)
    with pytest.raises(PermissionDenied):
        services.cast_ballot(
            actor=agency.other_head,
            vote_id=opened.pk,
            invitee_id=seat(agency, meeting).pk,
            choice=Choice.FOR,
            now=later(2),
        )


def test_of_a_secret_vote_it_is_kept_who_voted_and_never_what(
    agency: Agency, meeting: Meeting
) -> None:
    opened = vote(agency, meeting, secret=True)
    cast = services.cast_ballot(
        actor=agency.head,
        vote_id=opened.pk,
        invitee_id=seat(agency, meeting).pk,
        choice=Choice.AGAINST,
        now=later(2),
    )

    assert cast.choice == ""
    ballot = Ballot.objects.get()
    assert {each.name for each in ballot._meta.fields} == {"id", "vote", "choice"}
    assert tally_of(opened, now=later(3)).counts["against"] == 0
    assert tally_of(opened, now=later(3)).named == ()
    services.close_vote(**by_clerk(agency, meeting, 4))
    opened.refresh_from_db()
    assert tally_of(opened, now=later(5)).counts["against"] == 1


def test_absent_members_vote_until_the_hour_that_was_said(agency: Agency, meeting: Meeting) -> None:
    opened = vote(agency, meeting, late_until=later(60))
    services.close_vote(**by_clerk(agency, meeting, 5))
    told: dict[str, Any] = {"vote_id": opened.pk, "choice": Choice.FOR}
    cast = services.cast_ballot(
        actor=agency.head, invitee_id=seat(agency, meeting).pk, now=later(59), **told
    )
    assert cast.late
    other = meeting.invitees.get(unit=agency.post)
    with pytest.raises(VoteOver):
        services.cast_ballot(actor=agency.other_head, invitee_id=other.pk, now=later(60), **told)


def test_one_vote_at_a_time(agency: Agency, meeting: Meeting) -> None:
    vote(agency, meeting)
    with pytest.raises(VoteOpenAlready):
        vote(agency, meeting)


# Closing


def test_the_meeting_does_not_close_while_a_conclusion_waits(
    agency: Agency, meeting: Meeting
) -> None:
    conclusion = agency.concluded(meeting)
    with pytest.raises(ConclusionsWait):
        agency.closed(meeting)
    agency.landed(conclusion)
    agency.closed(meeting)

    assert meeting.state == MeetingState.CLOSED
    assert meeting.events.filter(kind=EventKind.CLOSED).count() == 1


def test_nothing_moves_on_the_floor_of_a_closed_meeting(agency: Agency) -> None:
    meeting = agency.closed()
    with pytest.raises(NotInSession):
        hand(agency, meeting, 200)
    with pytest.raises(NotInSession):
        services.pause_meeting(**by_clerk(agency, meeting, 200))


def test_the_roll_shows_on_the_floor(agency: Agency, meeting: Meeting) -> None:
    bridge = a_bridge(agency, meeting)
    bridges.take_roll(actor=agency.clerk, bridge_id=bridge.pk, attending=12, names="", now=PREPARED)

    assert FloorPage(meeting, actor=agency.clerk, on=DAY, now=later(1)).attending == 12
