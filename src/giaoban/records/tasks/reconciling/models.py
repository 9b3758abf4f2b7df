"""Exports of another system that were brought, and each of their rows beside our task."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.reconciling.types import Choice, Found, SessionState


class Session(models.Model):
    """An export that was brought, as of the day `as_of`; it is kept and can be continued."""

    name = models.CharField(_("file name"), max_length=300)
    sha256 = models.CharField(max_length=64, db_index=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    heads = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    as_of = models.DateField(_("as of"))
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.COMPARING)
    row_count = models.PositiveIntegerField(default=0)
    brought_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    """A row of an export: what it tells, the task it means, and what was decided.

    `told` are its plain values; `candidates` other tasks it may mean, each with its score of 100.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    told = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)
    found = models.CharField(max_length=10, choices=Found, blank=True)
    task = models.ForeignKey("tasks.Task", on_delete=models.SET_NULL, null=True, related_name="+")
    score = models.PositiveSmallIntegerField(default=0)
    candidates = models.JSONField(default=list)
    differences = models.JSONField(default=list)
    choice = models.CharField(max_length=10, choices=Choice, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(name="reconciling_line_once", fields=["session", "number"])
        ]
        indexes = [
            models.Index(fields=["session", "found", "number"], name="reconciling_line_found")
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.number}"
