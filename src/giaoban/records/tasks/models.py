"""Tasks, the duties they put on units, what happened to those, and what held on each day."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.types import DutyRole, EventKind, Hold, Measure, Stage, StatusClass


class Urgency(models.TextChoices):
    ORDINARY = "ordinary", _("Ordinary")
    URGENT = "urgent", _("Urgent")
    VERY_URGENT = "very_urgent", _("Very urgent")


class Task(models.Model):
    """One piece of assigned work, and the sentence it came from.

    With its duties and their deadlines it says the six clear things: who, what, by when, with what
    responsibility, which product, by what authority (Decision 2179/QĐ-TTg of 2025).
    """

    title = models.CharField(_("task"), max_length=1000)
    product = models.CharField(_("product expected"), max_length=500, blank=True)
    responsibility = models.CharField(_("responsibility"), max_length=500, blank=True)
    authority = models.CharField(_("authority"), max_length=500, blank=True)
    programme = models.CharField(_("programme"), max_length=150, blank=True, db_index=True)
    field = models.ForeignKey(
        "organisations.Field", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    excerpt = models.ForeignKey(
        "documents.Excerpt", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    point = models.CharField(_("point of the document"), max_length=100, blank=True)
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
    # The officer who follows it; without one that is whoever assigned it.
    followed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
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
    """What one unit owes to a task. `stage` is the fold of its events, kept for lists.

    A part has the duty it is a part of as its `parent`, and may name the `officer` who does it.
    `deadline_words` are those its deadline was reckoned from, counted from `deadline_anchor`.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="duties")
    role = models.CharField(_("role"), max_length=12, choices=DutyRole)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    officer = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    part = models.CharField(_("part of the work"), max_length=500, blank=True)
    deadline_words = models.CharField(_("deadline in words"), max_length=300, blank=True)
    deadline_anchor = models.DateField(_("counted from"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, editable=False)

    class Meta:
        ordering = ["task", "pk"]  # the lead comes first into a task, then the coordinating
        constraints = [
            models.UniqueConstraint(
                name="task_has_one_lead", fields=["task"], condition=Q(role=DutyRole.LEAD)
            ),
            models.CheckConstraint(
                name="duty_is_a_part_of_another",
                condition=Q(role=DutyRole.PART, parent__isnull=False)
                | ~Q(role=DutyRole.PART) & Q(parent=None),
            ),
        ]
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return f"{self.task} · {self.get_role_display()}"


class Event(models.Model):
    """Something that happened to a duty: only ever added. `on` is its day, `at` when it was typed.

    `on_behalf_of` is for whom the actor did it, where only a delegation gave the right. `unit` and
    `due_on` are set where the event changes or proposes them, `document` where it rests on one.
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

    def with_class(self, as_of: date, *, measure: Measure = Measure.CURRENT) -> Self:
        return self.annotate(status=status_class(as_of, measure=measure))

    def in_classes(
        self,
        statuses: Iterable[StatusClass],
        as_of: date,
        *,
        latest: bool = False,
        measure: Measure = Measure.CURRENT,
    ) -> Self:
        """The same as filtering `with_class`, told so that an index can answer it."""
        wanted = (in_class(status, as_of, latest=latest, measure=measure) for status in statuses)
        return self.filter(reduce(or_, wanted))


class Span(models.Model):
    """Days during which a duty's unit, deadline, hold and result stayed the same: `valid_from` on.

    Folded from the events by services; rebuilding them changes nothing. What is asked of a day is
    asked of the one span of each duty that holds on it. A result is not a new span: from the day
    `counted_from` on the span counts as done, by the deadline that held against `completed_on`.
    A cancelled span counts as such from `counted_from`, its first day. `promised_on` is the day
    until which a duty already late was extended: it stays late, by `due_on`.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="spans")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=DutyRole)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    original_due_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)
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


class OfficeNote(models.Model):
    """What the Office writes for itself beside a task; nobody else reads it."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="office_notes")
    text = models.TextField(_("note"), max_length=4000)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.task_id} {self.at:%d/%m/%Y}"


class Extension(models.Model):
    """A later deadline that a unit asks for, and what was decided. `answer` is null until then.

    Asked for before the due day by the unit that leads; granted by whoever assigned (Decision
    42/2014/QĐ-TTg). The days asked for and granted may differ.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="extensions")
    asked_due_on = models.DateField(_("new deadline asked for"))
    reason = models.TextField(_("reason"), max_length=2000)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    granted_due_on = models.DateField(null=True)
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="duty_asks_once_at_a_time", fields=["duty"], condition=Q(granted=None)
            ),
            models.CheckConstraint(
                name="extension_granted_until_a_day",
                condition=Q(granted=True, granted_due_on__isnull=False)
                | Q(granted_due_on=None) & (Q(granted=False) | Q(granted=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.asked_due_on}"


class DeadlineMove(models.Model):
    """One act that moves the deadlines which a changed calendar reckons otherwise.

    `lines` are `[duty, day before, day after]`; of these the first `done` have been gone through,
    and `moved` of them still had the day before.
    """

    reason = models.CharField(max_length=300)
    actor = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    lines = models.JSONField()
    done = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.reason

    @property
    def is_over(self) -> bool:
        return self.done >= len(self.lines)


DUE_BY = {Measure.CURRENT: "due_on", Measure.ORIGINAL: "original_due_on"}


def status_class(as_of: date, *, measure: Measure = Measure.CURRENT) -> Case:
    """`classify` in SQL, for a queryset of spans; a property test holds the two together."""
    due = DUE_BY[measure]
    counted = Q(completed_on__isnull=False, counted_from__lte=as_of)
    return Case(
        When(hold=Hold.CANCELLED, then=Value(StatusClass.CANCELLED)),
        When(hold=Hold.SUSPENDED, then=Value(StatusClass.SUSPENDED)),
        When(Q((due, None)), then=Value(StatusClass.NO_DEADLINE)),
        When(counted & Q(completed_on__lte=F(due)), then=Value(StatusClass.DONE_ON_TIME)),
        When(counted, then=Value(StatusClass.DONE_LATE)),
        When(Q((f"{due}__lt", as_of)), then=Value(StatusClass.OPEN_OVERDUE)),
        default=Value(StatusClass.OPEN_IN_TIME),
        output_field=CharField(),
    )


def in_class(
    status: StatusClass,
    as_of: date,
    *,
    latest: bool = False,
    measure: Measure = Measure.CURRENT,
) -> Q:
    """Whether a span is in a class; `latest`: nothing happened after `as_of`, which is easier."""
    due = DUE_BY[measure]
    if status == StatusClass.CANCELLED:
        return Q(hold=Hold.CANCELLED)
    if status == StatusClass.SUSPENDED:
        return Q(hold=Hold.SUSPENDED)
    if status == StatusClass.NO_DEADLINE:
        return Q((due, None), hold=Hold.NONE)
    if status == StatusClass.DONE_ON_TIME:
        return _counted(as_of, latest=latest) & Q(completed_on__lte=F(due))
    if status == StatusClass.DONE_LATE:
        return _counted(as_of, latest=latest) & Q(completed_on__gt=F(due))
    open_then = Q(counted_from=None) if latest else Q(counted_from=None) | Q(counted_from__gt=as_of)
    late = status == StatusClass.OPEN_OVERDUE
    due_then = Q((f"{due}__lt" if late else f"{due}__gte", as_of))
    return Q(hold=Hold.NONE) & open_then & due_then


def _counted(as_of: date, *, latest: bool) -> Q:
    day = Q(counted_from__isnull=False) if latest else Q(counted_from__lte=as_of)
    return Q(hold=Hold.NONE) & day
