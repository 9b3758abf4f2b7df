"""Series, meetings, agendas, papers, who is invited, and what is asked beforehand."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.meetings.types import Answer, MeetingKind, MeetingState, Role
from giaoban.records.organisations.types import Post


class Series(models.Model):
    """Meetings of one kind that follow one another; each carries over from the last."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=MeetingKind)
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One conference. `previous` is the one of its series that it was cloned from, if any.

    `chair` runs it beside the Office; `chaired_by` is how papers name the chair. `minutes_planned`
    lies in the agenda. `opened_at` and `closed_at` are set by the floor.
    """

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(_("title"), max_length=300)
    starts_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    chair = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    chaired_by = models.CharField(_("chaired by"), max_length=200, blank=True)
    requirements = models.TextField(_("what to note"), max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PREPARING)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="following"
    )
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    prepared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["starts_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def on(self) -> date:
        """Its day, in Viet Nam."""
        return timezone.localdate(self.starts_at)


class AgendaItem(models.Model):
    """A point of the agenda, or a part of one. Lengths in minutes; a speaker has their own."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts"
    )
    position = models.PositiveIntegerField()
    title = models.CharField(_("item"), max_length=300)
    minutes = models.PositiveIntegerField(_("minutes"), default=10)
    speaker_minutes = models.PositiveIntegerField(_("minutes for a speaker"), default=3)
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    presenter = models.CharField(_("presented by"), max_length=200, blank=True)

    class Meta:
        ordering = ["meeting", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """A document for the meeting or one item. With `units` it is for these alone.

    A new edition points by `replaces` at the one before it, which stays readable.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="papers")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="papers"
    )
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    units = models.ManyToManyField("organisations.Unit", blank=True, related_name="+")
    edition = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["meeting", "item__position", "pk"]

    def __str__(self) -> str:
        return str(self.document)


class PrivateNote(models.Model):
    """What a reader writes beside a paper for themselves; nobody else reads it."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="notes")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)

    class Meta:
        ordering = ["paper", "pk"]
        constraints = [models.UniqueConstraint(name="note_of_one", fields=["paper", "person"])]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.person_id}"


class Invitee(models.Model):
    """A place in the meeting: a unit in a post, and what it answered.

    `substitute` is who comes instead. `first_sent_at` is when the invitation reached it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitees")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(_("post"), max_length=20, choices=Post)
    role = models.CharField(_("takes part as"), max_length=10, choices=Role, default=Role.MEMBER)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    substitute = models.CharField(_("substitute"), max_length=200, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    first_sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(name="invitee_once", fields=["meeting", "unit", "post"]),
            models.CheckConstraint(
                name="invitee_declines_with_reason",
                condition=~Q(answer__in=[Answer.DECLINED, Answer.SUBSTITUTE]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.post}"


class Invitation(models.Model):
    """A numbered giấy mời, frozen as it was issued; `words` are those of its paper."""

    REGISTER = "general"  # of the numbers; administrative papers of the agency share it

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    number = models.PositiveIntegerField()
    year = models.PositiveIntegerField()
    symbol = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField()
    words = models.JSONField()
    issued_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(name="invitation_numbered_once", fields=["year", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.number:02}/{self.symbol}"


class Question(models.Model):
    """Asked before the meeting by a unit, and answered by another until a day.

    `carried_from` is the same question at the meeting before, which had no answer to it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("question or recommendation"), max_length=4000)
    answering = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=8000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
