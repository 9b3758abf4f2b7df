"""The rules by which an agency urges its units, and each time it did."""

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
