"""What the ground itself keeps: how jobs went, and the days on which the agency works otherwise."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    RUNNING = "running", _("Being done")
    DONE = "done", _("Done")
    WAITING = "waiting", _("Failed, to be tried again")
    GIVEN_UP = "given_up", _("Failed, given up")


class JobRun(models.Model):
    """One piece of work for the worker, through all its attempts. `key` names it: for a schedule
    its name and the moment it was due, so that the same moment is worked off once."""

    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=JobState)
    attempts = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    process = models.PositiveIntegerField(default=0)
    told = models.TextField(blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [
            models.Index(fields=["name", "-started_at"]),
            models.Index(
                name="job_run_failed",
                fields=["-started_at"],
                condition=Q(state__in=["waiting", "given_up"]),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class CalendarDay(models.Model):
    """A day on which the agency works though the calendar says rest, or rests though it says work.

    The public holidays of Viet Nam and the working Saturdays announced so far are known without.
    """

    day = models.DateField(_("day"), unique=True)
    is_worked = models.BooleanField(_("worked"))
    name = models.CharField(_("why"), max_length=150)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class CalendarYear(models.Model):
    """A year whose days of rest the agency has gone through and found right."""

    year = models.PositiveIntegerField(_("year"), unique=True)
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)
