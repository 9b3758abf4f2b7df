"""The floor: what happened on it, only ever added, and the ballots that were cast."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.meetings.models.bridges import Bridge
from giaoban.cycle.meetings.models.preparing import AgendaItem, Invitee, Meeting, Question
from giaoban.cycle.meetings.types import Choice, EventKind


class Floor(models.Model):
    """The row that everybody holds who changes the floor.

    `version` rises with everything that the pages of the floor show; `steered` is the version of
    the last act by which chair or secretary moved the meeting on.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="floor")
    version = models.PositiveIntegerField(default=0)
    steered = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.version}"


class Vote(models.Model):
    """Something put to the vote; the closing event ends it, for absent members `late_until`.

    Of a secret vote it is known who cast a ballot, and never which.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="votes")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.CharField(_("put to the vote"), max_length=500)
    secret = models.BooleanField(_("secret"), default=False)
    late_until = models.DateTimeField(_("absent members may vote until"), null=True, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="vote_open_once", fields=["meeting"], condition=Q(closed_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.text


class Cast(models.Model):
    """That a member voted, by whose hand; `late` after the vote had closed in the room."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="casts")
    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice, blank=True)  # of a named vote alone
    late = models.BooleanField(default=False)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["vote", "pk"]
        constraints = [
            models.UniqueConstraint(name="member_votes_once", fields=["vote", "invitee"])
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.invitee_id}"


class Ballot(models.Model):
    """A ballot of a secret vote. Its key is drawn by lot and it bears no time and no name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        ordering = ["vote", "id"]

    def __str__(self) -> str:
        return f"{self.vote_id}"


class FloorEvent(models.Model):
    """One thing that happened; `number` is the version of the floor that it made.

    `speaker` and `bridge` are of those who ask to speak or are called. `minutes` are added to a
    speech. `screen` is what the hall screen shows from then on.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=EventKind)
    at = models.DateTimeField()
    actor = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="+")
    hand = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    speaker = models.CharField(max_length=300, blank=True)
    bridge = models.ForeignKey(Bridge, on_delete=models.PROTECT, null=True, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, related_name="+")
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, null=True, related_name="+")
    screen = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(name="event_number_once", fields=["meeting", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.number} {self.kind}"
