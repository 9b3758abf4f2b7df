"""Series of tasks that come back, and the tasks that were made of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.models import Urgency


class Series(models.Model):
    """A task that comes back as `words` say, from `starts_on` on, until it is stopped.

    Each time is a task of its own, made `days_ahead` days before it is due; `made_until` is the due
    day of the last one. What is changed holds from the next one on. `kept_by` answers for the
    series: its tasks are assigned in their name. `trouble` says why the next could not be made.
    """

    title = models.CharField(_("task"), max_length=1000)
    lead = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("when it comes back"), max_length=300)
    starts_on = models.DateField(_("from"))
    days_ahead = models.PositiveSmallIntegerField(_("made so many days before it is due"))
    product = models.CharField(_("product expected"), max_length=500, blank=True)
    responsibility = models.CharField(_("responsibility"), max_length=500, blank=True)
    authority = models.CharField(_("authority"), max_length=500, blank=True)
    leader = models.CharField(_("assigned by"), max_length=150, blank=True)
    programme = models.CharField(_("programme"), max_length=150, blank=True)
    urgency = models.CharField(
        _("urgency"), max_length=20, choices=Urgency, default=Urgency.ORDINARY
    )
    field = models.ForeignKey(
        "organisations.Field", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kept_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    made_until = models.DateField(null=True, blank=True, editable=False)
    stopped_on = models.DateField(null=True, blank=True, editable=False)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title


class Coordinating(models.Model):
    """A unit that coordinates each time, by the deadline of the lead."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="coordinating")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="series_asks_a_unit_once", fields=["series", "unit"])
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.unit_id}"


class Occurrence(models.Model):
    """One time of a series. That there is one row for a due day is what makes a task only once."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="occurrences")
    due_on = models.DateField()
    task = models.ForeignKey("tasks.Task", on_delete=models.CASCADE, related_name="+")
    made_on = models.DateField()

    class Meta:
        ordering = ["-due_on"]
        constraints = [
            models.UniqueConstraint(name="series_comes_once_a_day", fields=["series", "due_on"]),
            models.UniqueConstraint(name="task_is_one_occurrence", fields=["task"]),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.due_on}"
