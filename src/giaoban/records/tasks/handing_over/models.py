"""Handovers: who hands what over to whom, signed by both sides, and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.handing_over.types import Aspect, HandoverKind, Part, State
from giaoban.records.tasks.models import Duty, Event
from giaoban.records.tasks.types import StatusClass


class Handover(models.Model):
    """One recorded act (bàn giao). `figures` are the totals before and after, once it is done."""

    kind = models.CharField(_("between whom"), max_length=10, choices=HandoverKind)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.SIGNING, editable=False
    )
    minutes = models.CharField(_("number of the minutes"), max_length=80)
    day = models.DateField(_("day of the minutes"))
    reason = models.CharField(_("why"), max_length=500, blank=True)
    succession = models.ForeignKey(
        "organisations.Succession", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    prepared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_because = models.CharField(max_length=500, blank=True)
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state"])]

    def __str__(self) -> str:
        return self.minutes


class Side(models.Model):
    """A unit or a person on one side, and the signature; `reason` where it was signed for them."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="sides")
    part = models.CharField(max_length=10, choices=Part)
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    on_behalf_of = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["handover", "part", "pk"]
        constraints = [
            models.CheckConstraint(
                name="side_is_a_unit_or_a_person",
                condition=Q(unit=None, person__isnull=False) | Q(unit__isnull=False, person=None),
            ),
            models.UniqueConstraint(
                name="side_of_unit_once", fields=["handover", "unit"], condition=~Q(unit=None)
            ),
            models.UniqueConstraint(
                name="side_of_person_once", fields=["handover", "person"], condition=~Q(person=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.part}"


class Line(models.Model):
    """One duty as it stood when it was previewed, where it goes, and the event by which it went."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="lines")
    aspect = models.CharField(max_length=10, choices=Aspect)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    from_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    status = models.CharField(max_length=20, choices=StatusClass)
    seen_event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["handover", "from_unit", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(name="line_once", fields=["handover", "aspect", "duty"]),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.duty_id}"
