"""The words about meetings that other apps may use, and how one is refused."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken

# Decision 45/2018/QĐ-TTg: invitations and papers go out this many working days before the meeting,
# the notice of conclusions this many after it. A line is tested this many minutes before.
DAYS_BEFORE = 3
DAYS_AFTER = 5
MINUTES_BEFORE = 60


class MeetingKind(TextChoices):
    BRIEFING = "briefing", _("Briefing")
    HALF_YEAR = "half-year", _("Half-year review")
    YEARLY = "yearly", _("Yearly review")
    FLAG = "flag", _("Flag ceremony with report")
    PRESS = "press", _("Press briefing")
    STEERING = "steering", _("Steering committee")


class MeetingState(TextChoices):
    PREPARING = "preparing", _("Being prepared")
    INVITED = "invited", _("Invited")
    OPEN = "open", _("In session")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


class Role(TextChoices):
    """As what somebody takes part. Members have a vote, guests none."""

    MEMBER = "member", _("Member")
    GUEST = "guest", _("Guest")


class Answer(TextChoices):
    WAITING = "waiting", _("No answer yet")
    CONFIRMED = "confirmed", _("Comes")
    SUBSTITUTE = "substitute", _("Sends a substitute")
    DECLINED = "declined", _("Does not come")


class FaultKind(TextChoices):
    LOST = "lost", _("connection lost")
    NO_PICTURE = "no-picture", _("no picture")
    NO_SOUND = "no-sound", _("no sound")
    OTHER = "other", _("other fault")


class EventKind(TextChoices):
    """What happens on the floor of a meeting. Nothing of it is ever changed."""

    OPENED = "opened", _("Meeting opened")
    ITEM_OPENED = "item-opened", _("Item opened")
    CLOCK_STOPPED = "clock-stopped", _("Clock stopped")
    CLOCK_STARTED = "clock-started", _("Clock started")
    HAND_RAISED = "hand-raised", _("Asked to speak")
    ORDER_RAISED = "order-raised", _("Point of order")
    HAND_LOWERED = "hand-lowered", _("Does not ask to speak any more")
    CALLED = "called", _("Called to speak")
    MINUTE_ADDED = "minute-added", _("One more minute")
    SPEECH_ENDED = "speech-ended", _("Speech ended")
    QUESTION_PUT = "question-put", _("Question put")
    QUESTION_ANSWERED = "question-answered", _("Question answered")
    VOTE_OPENED = "vote-opened", _("Vote opened")
    VOTE_CLOSED = "vote-closed", _("Vote closed")
    SCREEN = "screen", _("Hall screen changed")
    PAUSED = "paused", _("Break")
    RESUMED = "resumed", _("Break over")
    CLOSED = "closed", _("Meeting closed")


class Screen(TextChoices):
    """What the hall screen shows."""

    ITEM = "item", _("Item and speaker")
    AGENDA = "agenda", _("Agenda")
    VOTE = "vote", _("Vote")
    CONCLUSIONS = "conclusions", _("Conclusions")


class Choice(TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstains")


class Landing(TextChoices):
    """What became of a conclusion. The meeting closes only when none waits."""

    WAITING = "waiting", _("Has not landed")
    TASK = "task", _("Became a task")
    MERGED = "merged", _("Merged into a task")
    INFORMATION = "information", _("Kept as information")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class MeetingRefusal(RuleBroken):
    """A rule of meetings forbids this."""


class AlreadyHeld(MeetingRefusal):
    message = _("This meeting is over; what it was stays as it was.")


class NoTitle(MeetingRefusal):
    message = _("Please give it a name.")


class ItemTooDeep(MeetingRefusal):
    message = _("An item of the agenda can have parts; a part has none.")


class ItemInUse(MeetingRefusal):
    message = _("Something rests on this item, so it stays.")


class InvitedAlready(MeetingRefusal):
    message = _("This unit is already invited in that post.")


class NobodyInvited(MeetingRefusal):
    message = _("Nobody is on the list of those invited.")


class NoAgenda(MeetingRefusal):
    message = _("The agenda has no item yet.")


class NotInvited(MeetingRefusal):
    message = _("The invitation has not been sent yet.")


class ReasonMissing(MeetingRefusal):
    message = _("Please give the reason.")


class SubstituteMissing(MeetingRefusal):
    message = _("Please name the substitute.")


class QuestionEmpty(MeetingRefusal):
    message = _("Please write the question.")


class AnswerEmpty(MeetingRefusal):
    message = _("Please write the answer.")


class BridgeKnown(MeetingRefusal):
    message = _("There is already a bridge of that name.")


class RollMissing(MeetingRefusal):
    message = _("The bridge has not taken its roll yet.")


class RollConfirmed(MeetingRefusal):
    message = _("The roll of this bridge is confirmed already.")


class FaultOver(MeetingRefusal):
    message = _("This fault is over already.")


class FloorMoved(MeetingRefusal):
    message = _("Somebody else has just moved the meeting on. Look at the floor and press again.")


class NotInSession(MeetingRefusal):
    message = _("The meeting is not in session.")


class InSessionAlready(MeetingRefusal):
    message = _("The meeting is in session already.")


class HandUpAlready(MeetingRefusal):
    message = _("You already wait to speak.")


class TooManyHands(MeetingRefusal):
    message = _("You have asked to speak very often in this meeting. Tell the secretary.")


class NotWaiting(MeetingRefusal):
    message = _("This person does not wait to speak any more.")


class NothingThere(MeetingRefusal):
    message = _("There is nothing of it on the floor now.")


class VoteOpenAlready(MeetingRefusal):
    message = _("Another vote is open. Close it first.")


class VoteOver(MeetingRefusal):
    message = _("This vote takes no more ballots.")


class VotedAlready(MeetingRefusal):
    message = _("This member has voted already.")


class NoVote(MeetingRefusal):
    message = _("You have no vote in this meeting.")


class ConclusionEmpty(MeetingRefusal):
    message = _("Please write the conclusion.")


class ConclusionLanded(MeetingRefusal):
    message = _("This conclusion has landed already.")


class LeadMissing(MeetingRefusal):
    message = _("Choose the lead unit: a task belongs to one unit.")


class ConclusionsWait(MeetingRefusal):
    message = _("The meeting cannot close: a conclusion has not landed yet.")


class ChangedMeanwhile(MeetingRefusal):
    message = _("Somebody has changed this meanwhile. Nothing of yours is saved yet; compare.")


class MinutesConfirmed(MeetingRefusal):
    message = _("These minutes are confirmed; they do not change any more.")


class ConfirmedInTheNext(MeetingRefusal):
    message = _("Minutes are confirmed at a later meeting of the same series.")


class NoticeIssued(MeetingRefusal):
    message = _("The notice of conclusions is issued already.")


class NothingConcluded(MeetingRefusal):
    message = _("Nothing was concluded, so there is nothing to give notice of.")


class NotClosed(MeetingRefusal):
    message = _("This is done when the meeting is closed.")
