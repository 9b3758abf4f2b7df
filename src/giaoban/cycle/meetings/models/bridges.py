"""Bridging points (điểm cầu): where people sit, how the line was, and who is there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.meetings.models.preparing import Meeting
from giaoban.cycle.meetings.types import FaultKind


class Bridge(models.Model):
    """A place that takes part. A meeting in a single room has one. `attending` is a head count."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="bridges")
    position = models.PositiveIntegerField()
    name = models.CharField(_("bridge"), max_length=200)
    place = models.CharField(_("place"), max_length=300, blank=True)
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    contact = models.CharField(_("contact"), max_length=150, blank=True)
    contact_phone = models.CharField(_("telephone of the contact"), max_length=40, blank=True)
    technician = models.CharField(_("technician"), max_length=150, blank=True)
    technician_phone = models.CharField(_("telephone of the technician"), max_length=40, blank=True)
    attending = models.PositiveIntegerField(_("number attending"), null=True, blank=True)
    names = models.TextField(_("names"), max_length=8000, blank=True)
    roll_at = models.DateTimeField(null=True)
    roll_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(name="bridge_named_once", fields=["meeting", "name"]),
            models.CheckConstraint(
                name="bridge_confirmed_after_roll",
                condition=Q(confirmed_at=None) | Q(roll_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LineTest(models.Model):
    """One test of the line: delay in milliseconds, loss in per cent of packets."""

    bridge = models.ForeignKey(Bridge, on_delete=models.CASCADE, related_name="tests")
    at = models.DateTimeField()
    picture = models.BooleanField(_("picture is good"))
    sound = models.BooleanField(_("sound is good"))
    delay_ms = models.PositiveIntegerField(_("delay, ms"), null=True, blank=True)
    loss_percent = models.DecimalField(
        _("loss, %"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    tested_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["bridge", "-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.bridge_id} {self.at:%H:%M}"

    @property
    def passed(self) -> bool:
        return self.picture and self.sound


class Fault(models.Model):
    """Something that was wrong with a bridge, since when and until when."""

    bridge = models.ForeignKey(Bridge, on_delete=models.CASCADE, related_name="faults")
    kind = models.CharField(_("fault"), max_length=12, choices=FaultKind)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    reported_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["bridge", "-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="fault_open_once", fields=["bridge", "kind"], condition=Q(until=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.bridge_id} {self.kind}"
