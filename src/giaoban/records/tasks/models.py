"""Tasks, the duties they put on units, what happened to those, and what held on each day."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.types import DutyRole, EventKind, Hold, Stage, StatusClass


class Urgency(models.TextChoices):
    ORDINARY = "ordinary", _("Ordinary")
    URGENT = "urgent", _("Urgent")
    VERY_URGENT = "very_urgent", _("Very urgent")


class Task(models.Model):
    """One piece of assigned work, and the sentence it came from."""

    title = models.CharField(_("task"), max_length=1000)
    product = models.CharField(_("product expected"), max_length=500, blank=True)
    field = models.ForeignKey(
        "organisations.Field", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    excerpt = models.ForeignKey(
        "documents.Excerpt", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    leader = models.CharField(_("assigned by"), max_length=150, blank=True, db_index=True)
    urgency = models.CharField(
        _("urgency"), max_length=20, choices=Urgency, default=Urgency.ORDINARY
    )
    assigned_on = models.DateField(_("assigned on"))
    folded = models.TextField(editable=False)
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(editable=False)
    # Who follows it in the place of whoever assigned it, since that was handed over.
    followed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """`NV-0655`: how the task is called in letters and on the telephone."""
        return f"NV-{self.pk:04}"


class Duty(models.Model):
    """What one unit owes to a task. `stage` is the fold of its events, kept for lists."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="duties")
    role = models.CharField(_("role"), max_length=12, choices=DutyRole)
    part = models.CharField(_("part of the work"), max_length=500, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, editable=False)

    class Meta:
        ordering = ["task", "-role", "pk"]  # the lead before the coordinating
        constraints = [
            models.UniqueConstraint(
                name="task_has_one_lead", fields=["task"], condition=Q(role=DutyRole.LEAD)
            ),
        ]
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return f"{self.task} · {self.get_role_display()}"


class Event(models.Model):
    """Something that happened to a duty: only ever added. `on` is its day, `at` when it was typed.

    `on_behalf_of` is for whom the actor did it, where only a delegation gave the right. `unit` and
    `due_on` are set where the event changes them, `document` where it rests on one.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind)
    on = models.DateField()
    at = models.DateTimeField()
    actor = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["duty", "on"]), models.Index(fields=["on"])]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"


class SpanQuerySet(models.QuerySet["Span"]):
    def on(self, day: date, *, latest: bool = False) -> Self:
        """The span of each duty that holds on a day; `latest`: on or after the last event's day."""
        if latest:
            return self.filter(valid_to=None)
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def with_class(self, as_of: date) -> Self:
        return self.annotate(status=status_class(as_of))

    def in_classes(
        self, statuses: Iterable[StatusClass], as_of: date, *, latest: bool = False
    ) -> Self:
        """The same as filtering `with_class`, told so that an index can answer it."""
        wanted = (in_class(status, as_of, latest=latest) for status in statuses)
        return self.filter(reduce(or_, wanted))


class Span(models.Model):
    """Days during which a duty's unit, deadline, hold and result stayed the same: `valid_from` on.

    Folded from the events by services; rebuilding them changes nothing. What is asked of a day is
    asked of the one span of each duty that holds on it. A result is not a new span: from the day
    `counted_from` on the span counts as done, by the deadline that held against `completed_on`.
    A cancelled span counts as such from `counted_from`, its first day.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="spans")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=DutyRole)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    original_due_on = models.DateField(null=True)
    assigned_on = models.DateField()
    completed_on = models.DateField(null=True)
    counted_from = models.DateField(null=True)
    hold = models.CharField(max_length=10, choices=Hold, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = SpanQuerySet.as_manager()

    class Meta:
        ordering = ["duty", "valid_from"]
        constraints = [
            models.CheckConstraint(
                name="span_ends_after_it_starts",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="span_result_is_counted",
                condition=Q(completed_on=None) | Q(counted_from__isnull=False),
            ),
            models.CheckConstraint(
                name="span_counts_a_result_or_is_cancelled",
                condition=Q(counted_from=None)
                | Q(completed_on__isnull=False)
                | Q(hold=Hold.CANCELLED),
            ),
            models.UniqueConstraint(name="span_starts_once", fields=["duty", "valid_from"]),
        ]
        indexes = [
            # A score-card reads the first two and no row: what is open, unit by unit, and what was
            # settled since a day. Lists of what is open go by their deadlines. Each index has only
            # the spans it is for: a planner without histograms takes the null for a rare value.
            models.Index(
                name="span_unsettled",
                fields=[
                    *("role", "unit", "due_on", "hold", "valid_to", "valid_from"),
                    *("assigned_on", "task", "counted_from"),
                ],
                condition=Q(counted_from=None),
            ),
            models.Index(
                name="span_settled",
                fields=[
                    *("role", "counted_from", "unit", "due_on", "hold", "completed_on"),
                    *("valid_to", "valid_from", "assigned_on", "task"),
                ],
                condition=Q(counted_from__isnull=False),
            ),
            models.Index(
                name="span_open",
                fields=[
                    *("role", "hold", "due_on", "task", "unit"),
                    *("assigned_on", "valid_to", "counted_from"),
                ],
                condition=Q(valid_to=None, counted_from=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.valid_from}"


def status_class(as_of: date) -> Case:
    """`classify` in SQL, for a queryset of spans; a property test holds the two together."""
    counted = Q(completed_on__isnull=False, counted_from__lte=as_of)
    return Case(
        When(hold=Hold.CANCELLED, then=Value(StatusClass.CANCELLED)),
        When(hold=Hold.SUSPENDED, then=Value(StatusClass.SUSPENDED)),
        When(due_on=None, then=Value(StatusClass.NO_DEADLINE)),
        When(counted & Q(completed_on__lte=F("due_on")), then=Value(StatusClass.DONE_ON_TIME)),
        When(counted, then=Value(StatusClass.DONE_LATE)),
        When(due_on__lt=as_of, then=Value(StatusClass.OPEN_OVERDUE)),
        default=Value(StatusClass.OPEN_IN_TIME),
        output_field=CharField(),
    )


def in_class(status: StatusClass, as_of: date, *, latest: bool = False) -> Q:
    """Whether a span is in a class; `latest`: nothing happened after `as_of`, which is easier."""
    if status == StatusClass.CANCELLED:
        return Q(hold=Hold.CANCELLED)
    if status == StatusClass.SUSPENDED:
        return Q(hold=Hold.SUSPENDED)
    if status == StatusClass.NO_DEADLINE:
        return Q(hold=Hold.NONE, due_on=None)
    if status == StatusClass.DONE_ON_TIME:
        return _counted(as_of, latest=latest) & Q(completed_on__lte=F("due_on"))
    if status == StatusClass.DONE_LATE:
        return _counted(as_of, latest=latest) & Q(completed_on__gt=F("due_on"))
    open_then = Q(counted_from=None) if latest else Q(counted_from=None) | Q(counted_from__gt=as_of)
    late = status == StatusClass.OPEN_OVERDUE
    due = Q(due_on__lt=as_of) if late else Q(due_on__gte=as_of)
    return Q(hold=Hold.NONE) & open_then & due


def _counted(as_of: date, *, latest: bool) -> Q:
    day = Q(counted_from__isnull=False) if latest else Q(counted_from__lte=as_of)
    return Q(hold=Hold.NONE) & day
