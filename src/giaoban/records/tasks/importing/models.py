"""Tables of tasks that were brought, and each of their rows until it is a task, and after."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.importing.types import BatchState, Origin, RowState


class Batch(models.Model):
    """A table that was brought. `columns` says which place of its rows holds what.

    `named` are units chosen for names that the register does not know: name, then the unit's
    number. `assigned_on` counts where a row does not say when it was assigned. `stopped_by` says
    why an import stopped. `done_count` grows as it goes on, `all_count` is where it ends.
    """

    origin = models.CharField(max_length=10, choices=Origin, default=Origin.FILE)
    name = models.CharField(_("file name"), max_length=300)
    sha256 = models.CharField(max_length=64, db_index=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    table = models.CharField(max_length=200, blank=True)
    heads = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    named = models.JSONField(default=dict)
    assigned_on = models.DateField(_("assigned on"))
    registers_documents = models.BooleanField(_("register missing documents"), default=True)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.BROUGHT)
    row_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    all_count = models.PositiveIntegerField(default=0)
    stopped_by = models.CharField(max_length=500, blank=True)
    brought_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    imported_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-brought_at", "-pk"]
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return self.name


class Row(models.Model):
    """A row of a batch: its words, what was read in them, and the task that it became.

    `told` is the order for a task as plain values; `problems` keep it from being one, `remarks`
    do not. Two rows with the same `fingerprint` never both become a task.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=RowState, default=RowState.NEW)
    told = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True)
    task = models.ForeignKey("tasks.Task", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(name="importing_row_once", fields=["batch", "number"]),
            models.UniqueConstraint(
                name="importing_task_once", fields=["fingerprint"], condition=Q(task__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "state", "number"], name="importing_row_state"),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.number}"
