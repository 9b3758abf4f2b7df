"""Regimes of reporting, their periods, who owes what, and what was written and sent."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.reporting.types import (
    Counted,
    Decision,
    DueKind,
    Frequency,
    Prefill,
    RegimeKind,
    ReturnState,
    Roll,
    Source,
)


def _whose(**more: Any) -> Any:
    return models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", **more)


def _of_unit(**more: Any) -> Any:
    return models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, related_name="+", **more
    )


class Regime(models.Model):
    """A regime of reporting (chế độ báo cáo): identity only. What it asks for is a version."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    created_at = models.DateTimeField()
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key


class RegimeVersion(models.Model):
    """The nine parts of a regime (Decree 09/2019/NĐ-CP, Art. 7), from a day on.

    Who reports, to whom and by when are its levels, the outline its sections. Periods keep the
    version by which they were opened, so last year's returns keep last year's outline.
    """

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="versions")
    valid_from = models.DateField(_("from"))
    kind = models.CharField(_("kind"), max_length=10, choices=RegimeKind)
    name = models.CharField(_("name of the report"), max_length=300)
    content = models.TextField(_("what it has to contain"), max_length=4000, blank=True)
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    frequency = models.CharField(_("how often"), max_length=12, choices=Frequency)
    window_day = models.PositiveSmallIntegerField(
        _("first day counted"), default=1, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )
    months_before = models.PositiveSmallIntegerField(
        _("months before"), default=0, validators=[MaxValueValidator(6)]
    )
    week_starts = models.PositiveSmallIntegerField(
        _("first day of the week"), default=0, validators=[MaxValueValidator(6)]
    )
    opens_before = models.PositiveSmallIntegerField(
        _("opened so many working days before the cut-off"),
        default=5,
        validators=[MaxValueValidator(60)],
    )
    entry_days = models.PositiveSmallIntegerField(
        _("days after the last day on which one may still enter"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(366)],
    )
    jump_percent = models.PositiveSmallIntegerField(
        _("a figure jumps when it changes by more than so many percent"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    form = models.CharField(_("form"), max_length=300, blank=True)
    channel = models.CharField(_("how it is sent"), max_length=300, blank=True)
    unsure = models.CharField(_("to be looked at"), max_length=300, blank=True)
    created_by = _whose(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["regime", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                name="regime_version_starts_once", fields=["regime", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Level(models.Model):
    """Who reports to whom by when. Without a recipient it is the unit right above."""

    version = models.ForeignKey(RegimeVersion, on_delete=models.CASCADE, related_name="levels")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("level"), max_length=150)
    kinds = models.JSONField(default=list)  # values of UnitKind
    recipient = _of_unit(null=True, blank=True)
    due_kind = models.CharField(max_length=12, choices=DueKind)
    due_number = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    months_after = models.SmallIntegerField(default=0)
    roll = models.CharField(max_length=6, choices=Roll, default=Roll.STAYS)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(name="level_once", fields=["version", "position"]),
        ]

    def __str__(self) -> str:
        return self.name


class LevelUnit(models.Model):
    """A unit that reports besides those of the kinds, or is left out though it is of one."""

    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="units")
    unit = _of_unit()
    is_included = models.BooleanField(default=True)

    class Meta:
        ordering = ["level", "pk"]
        constraints = [models.UniqueConstraint(name="level_unit_once", fields=["level", "unit"])]

    def __str__(self) -> str:
        return f"{self.level_id} {self.unit_id}"


class OutlineSection(models.Model):
    """A section of the outline (mẫu đề cương), of one field or of all."""

    version = models.ForeignKey(RegimeVersion, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(_("key"), max_length=60)
    title = models.CharField(_("title"), max_length=300)
    field = models.ForeignKey(
        "organisations.Field", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    guidance = models.CharField(_("guidance"), max_length=1000, blank=True)
    is_required = models.BooleanField(_("must not be empty"), default=True)
    prefill = models.CharField(
        _("proposed from the register"), max_length=8, choices=Prefill, blank=True
    )

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(name="section_key_once", fields=["version", "key"]),
        ]

    def __str__(self) -> str:
        return self.title


class FigureToGive(models.Model):
    """A figure that the report has to give; `parts` are keys of figures of which it is the sum."""

    version = models.ForeignKey(RegimeVersion, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(_("key"), max_length=60)
    name = models.CharField(_("figure"), max_length=300)
    measure = models.CharField(_("unit of measure"), max_length=60, blank=True)
    parts = models.JSONField(default=list)
    counted = models.CharField(
        _("agrees with the register"), max_length=12, choices=Counted, blank=True
    )

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(name="figure_key_once", fields=["version", "key"])]

    def __str__(self) -> str:
        return self.name


class Period(models.Model):
    """A period of a regime whose window was opened: `start` and `last` are the days it counts."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="periods")
    version = models.ForeignKey(RegimeVersion, on_delete=models.PROTECT, related_name="periods")
    key = models.CharField(max_length=40)
    start = models.DateField()
    last = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = _whose(null=True)

    class Meta:
        ordering = ["-last", "-pk"]
        constraints = [
            models.UniqueConstraint(name="period_once", fields=["regime", "key"]),
            models.CheckConstraint(
                name="period_ends_after_it_starts", condition=Q(last__gte=models.F("start"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regime_id} {self.key}"


class Obligation(models.Model):
    """A return that a unit owes for a period, or does not, and why not.

    `covers` says for which units that ended in the period it reports as well. `open_until` is the
    last day of an entry that the Office opened again.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="obligations")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    unit = _of_unit()
    recipient = _of_unit(null=True)
    due_on = models.DateField()
    closes_on = models.DateField(null=True)
    covers = models.JSONField(default=list)  # [unit, its last day as ISO text] each
    exempt_from = models.DateField(null=True)
    exempt_because = models.CharField(max_length=500, blank=True)
    passed_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="taken")
    passed_on = models.DateField(null=True)
    open_until = models.DateField(null=True)
    open_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["period", "level", "pk"]
        constraints = [
            models.UniqueConstraint(name="obligation_once", fields=["period", "unit"]),
            models.CheckConstraint(
                name="obligation_exempt_with_reason",
                condition=Q(exempt_from=None) | ~Q(exempt_because=""),
            ),
        ]
        indexes = [models.Index(fields=["unit", "due_on"])]

    def __str__(self) -> str:
        return f"{self.period_id} {self.unit_id}"


class Return(models.Model):
    """The return of a unit for a period, while it is written and after."""

    obligation = models.OneToOneField(Obligation, on_delete=models.PROTECT, related_name="given")
    state = models.CharField(max_length=10, choices=ReturnState, default=ReturnState.WRITING)
    head_note = models.CharField(max_length=1000, blank=True)  # why the head gave it back
    begun_by = _whose()
    begun_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.state}"


class WrittenSection(models.Model):
    """What stands in a section of a return: a paragraph a line."""

    written = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="sections")
    section = models.ForeignKey(OutlineSection, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    edited_by = _whose(null=True)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["written", "section__position"]
        constraints = [
            models.UniqueConstraint(name="written_section_once", fields=["written", "section"])
        ]

    def __str__(self) -> str:
        return f"{self.written_id} {self.section_id}"


class GivenFigure(models.Model):
    """A figure of a return as it was typed, and its value where it can be read."""

    written = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="figures")
    figure = models.ForeignKey(FigureToGive, on_delete=models.PROTECT, related_name="+")
    typed = models.CharField(max_length=60, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    edited_by = _whose(null=True)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["written", "figure__position"]
        constraints = [
            models.UniqueConstraint(name="given_figure_once", fields=["written", "figure"])
        ]

    def __str__(self) -> str:
        return f"{self.written_id} {self.figure_id}"


class Proposal(models.Model):
    """A line that the system proposes for a section, with where it comes from.

    Once it is taken its words stand in the text, and this row is the trace of them.
    """

    written = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="proposals")
    section = models.ForeignKey(
        OutlineSection, on_delete=models.PROTECT, null=True, related_name="+"
    )
    source = models.CharField(max_length=6, choices=Source)
    text = models.TextField()
    task = models.ForeignKey("tasks.Task", on_delete=models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=300, blank=True)  # file and line
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.WAITING)
    decided_by = _whose(null=True)

    class Meta:
        ordering = ["written", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="proposal_of_task_once",
                fields=["written", "section", "task"],
                condition=Q(task__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Submission(models.Model):
    """A return as it was sent, frozen: `content` is what stood in it, `sha256` of its JSON.

    `reason` says why it was sent though the checks found `findings`.
    """

    written = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = _whose()
    on_behalf_of = _whose(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    findings = models.JSONField(default=list)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    returned_on = models.DateField(null=True)
    returned_by = _whose(null=True)
    comment = models.TextField(max_length=4000, blank=True)
    again_by = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    accepted_by = _whose(null=True)

    class Meta:
        ordering = ["written", "number"]
        constraints = [
            models.UniqueConstraint(name="submission_once", fields=["written", "number"]),
            models.CheckConstraint(
                name="submission_returned_with_comment",
                condition=Q(returned_on=None) | ~Q(comment=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.written_id} #{self.number}"


class Reminder(models.Model):
    """A unit was reminded of a return: so many working days from its last day, once."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="reminders")
    offset = models.SmallIntegerField()
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["obligation", "at"]
        constraints = [
            models.UniqueConstraint(name="reminder_once", fields=["obligation", "offset", "due_on"])
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.offset:+}"
