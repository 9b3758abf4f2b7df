"""What the chair concluded, what was read from it, and where it landed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.meetings.models.preparing import AgendaItem, Meeting
from giaoban.cycle.meetings.types import Landing


class Conclusion(models.Model):
    """A conclusion as it was said. What the reader made of it stands beside, to be changed.

    `due_explanation` tells in both languages how the deadline was reckoned. `revision` rises with
    each change, so that two secretaries do not overwrite each other.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="conclusions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="+")
    position = models.PositiveIntegerField()
    text = models.TextField(_("conclusion"), max_length=8000)
    title = models.CharField(_("task"), max_length=1000, blank=True)
    lead_text = models.CharField(max_length=500, blank=True)
    lead = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    coordinating = models.ManyToManyField("organisations.Unit", blank=True, related_name="+")
    due_text = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    due_explanation = models.JSONField(default=dict)
    doubt = models.CharField(max_length=20, blank=True)
    landing = models.CharField(max_length=12, choices=Landing, default=Landing.WAITING)
    task = models.ForeignKey(
        "tasks.Task", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    said_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    landed_at = models.DateTimeField(null=True)
    landed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(name="conclusion_place_once", fields=["meeting", "position"]),
            models.CheckConstraint(
                name="conclusion_landed_in_a_task",
                condition=Q(landing__in=[Landing.TASK, Landing.MERGED], task__isnull=False)
                | ~Q(landing__in=[Landing.TASK, Landing.MERGED]) & Q(task=None),
            ),
            models.CheckConstraint(
                name="conclusion_withdrawn_with_reason",
                condition=~Q(landing=Landing.WITHDRAWN) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
