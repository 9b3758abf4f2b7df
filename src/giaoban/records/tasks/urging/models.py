"""The rules by which an agency urges its units, each time it did, and the letters it wrote."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.models import Duty
from giaoban.records.tasks.urging.types import EARLIEST, LATEST, Audience, Way


class Rule(models.Model):
    """So many working days from the due day (before it: negative) these people are told."""

    offset = models.SmallIntegerField(_("working days from the due day"))
    audience = models.CharField(_("who is told"), max_length=10, choices=Audience)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["offset", "pk"]
        constraints = [
            models.UniqueConstraint(name="urging_rule_once", fields=["offset", "audience"]),
            models.CheckConstraint(
                name="urging_rule_in_range",
                condition=Q(offset__gte=EARLIEST, offset__lte=LATEST),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offset:+} {self.audience}"


class Message(models.Model):
    """One message of a day: to the officers or the head of one unit, to the Office, to a leader.

    There is one a day for each, however many duties it is about.
    """

    audience = models.CharField(max_length=10, choices=Audience)
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    leader = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    way = models.CharField(max_length=10, choices=Way, default=Way.NOTICE)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="urging_message_of_unit_once_a_day",
                fields=["on", "audience", "unit"],
                condition=Q(unit__isnull=False),
            ),
            models.UniqueConstraint(
                name="urging_message_to_leader_once_a_day",
                fields=["on", "audience", "leader"],
                condition=Q(leader__isnull=False),
            ),
            models.UniqueConstraint(
                name="urging_message_to_all_once_a_day",
                fields=["on", "audience"],
                condition=Q(unit=None, leader=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.audience} {self.unit_id or ''}"


class Urge(models.Model):
    """A duty was urged: in which message, by which rule, for which due day.

    A rule urges a duty once for a due day, whatever happens to calendars and rules meanwhile.
    """

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="urges")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    audience = models.CharField(max_length=10, choices=Audience)
    offset = models.SmallIntegerField()

    class Meta:
        ordering = ["message", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="urge_once", fields=["duty", "due_on", "audience", "offset"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.offset:+} {self.audience}"


class Letter(models.Model):
    """A numbered letter (công văn đôn đốc), frozen as it was issued.

    `words` are those of `kit.paper.letter.UrgingLetter` besides its rows, number and day.
    `follows` is the reminder after which it was written, if there was one.
    """

    REGISTER = "letters"  # of the numbers; all letters of an agency share it

    number = models.PositiveIntegerField()
    year = models.PositiveIntegerField()
    symbol = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField()
    words = models.JSONField()
    follows = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, related_name="letters"
    )
    issued_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(name="urging_letter_numbered_once", fields=["year", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.number:02}/{self.symbol}"


class LetterLine(models.Model):
    """A duty that a letter urges, as its table tells it. `days_late` is 0 where it is not due."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="lines")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=255)
    task_title = models.CharField(max_length=1000)
    document = models.CharField(max_length=150, blank=True)
    due_on = models.DateField()
    days_late = models.PositiveIntegerField()

    class Meta:
        ordering = ["letter", "pk"]
        constraints = [
            models.UniqueConstraint(name="urging_letter_line_once", fields=["letter", "duty"])
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.duty_id}"
