"""Units through time, their fields, and who serves in them. Every reading names its day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.records.organisations.successions.types import SuccessionKind
from giaoban.records.organisations.types import Post, UnitKind


def _in_force(day: date) -> Q:
    """Intervals are half-open: `valid_to` is the first day that no longer counts."""
    return Q(valid_to=None, valid_from__lte=day) | Q(valid_to__gt=day, valid_from__lte=day)


def _ends_after_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
    )


class Unit(models.Model):
    """Anything in the organisation tree: identity only. What it is called is a UnitVersion."""

    key = models.SlugField(
        _("key"), max_length=80, unique=True, help_text=_("Its lasting name in reference packs.")
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key


class UnitVersionQuerySet(models.QuerySet["UnitVersion"]):
    def on(self, day: date) -> Self:
        return self.filter(_in_force(day))


class UnitVersion(models.Model):
    """Name, kind, code and place in the tree of a unit from a day on. Versions never overlap."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(_("name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    code = models.CharField(_("code"), max_length=35, blank=True)
    parent = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name", "pk"]
        constraints = [
            _ends_after_it_starts("unit_version_ends_after_it_starts"),
            models.UniqueConstraint(name="unit_version_starts_once", fields=["unit", "valid_from"]),
            models.UniqueConstraint(
                name="unit_version_one_is_open", fields=["unit"], condition=Q(valid_to=None)
            ),
        ]
        indexes = [models.Index(fields=["valid_from", "valid_to"])]

    def __str__(self) -> str:
        return self.name


class UnitAlias(models.Model):
    """A way in which texts write a unit. `folded` is what is compared: spelling.spelled()."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="aliases")
    text = models.CharField(_("as written"), max_length=250)
    folded = models.CharField(max_length=250, db_index=True)

    class Meta:
        ordering = ["text", "pk"]
        constraints = [
            models.UniqueConstraint(name="unit_alias_once", fields=["unit", "folded"]),
        ]

    def __str__(self) -> str:
        return self.text


class Succession(models.Model):
    """An act by which units took the place of others; `on` is the first day of the new state."""

    kind = models.CharField(_("what happened"), max_length=10, choices=SuccessionKind)
    on = models.DateField(_("from"))
    document = models.CharField(_("founding document"), max_length=250)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["on"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"


class Descent(models.Model):
    """One unit stands where another stood. The main one stands for it in tables of today.

    A unit that goes on, renamed or after a part of it was split off, descends from itself.
    """

    succession = models.ForeignKey(Succession, on_delete=models.PROTECT, related_name="descents")
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    is_main = models.BooleanField(_("main successor"), default=True)

    class Meta:
        ordering = ["succession", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="descent_once", fields=["succession", "predecessor", "successor"]
            ),
            models.UniqueConstraint(
                name="descent_has_one_main",
                fields=["succession", "predecessor"],
                condition=Q(is_main=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Field(models.Model):
    """A field of work, such as bưu chính or viễn thông."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class FieldInChargeQuerySet(models.QuerySet["FieldInCharge"]):
    def on(self, day: date) -> Self:
        return self.filter(_in_force(day))


class FieldInCharge(models.Model):
    """A unit's charge of a field, from a day on."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="fields")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="units")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = FieldInChargeQuerySet.as_manager()

    class Meta:
        ordering = ["field", "unit", "valid_from"]
        constraints = [
            _ends_after_it_starts("field_in_charge_ends_after_it_starts"),
            models.UniqueConstraint(
                name="field_in_charge_once", fields=["unit", "field", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.field}"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: date) -> Self:
        return self.filter(_in_force(day))


class Appointment(models.Model):
    """A person's time in a unit, and as what they serve there."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="appointments")
    post = models.CharField(_("post"), max_length=20, choices=Post)
    title = models.CharField(_("post"), max_length=150, blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from", "pk"]
        constraints = [_ends_after_it_starts("appointment_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.user} · {self.unit}"


class FieldOfLeaderQuerySet(models.QuerySet["FieldOfLeader"]):
    def on(self, day: date) -> Self:
        return self.filter(_in_force(day))


class FieldOfLeader(models.Model):
    """A field that a leader has in charge by an appointment, from a day on."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="fields")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="leaders")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = FieldOfLeaderQuerySet.as_manager()

    class Meta:
        ordering = ["appointment", "field", "valid_from"]
        constraints = [
            _ends_after_it_starts("field_of_leader_ends_after_it_starts"),
            models.UniqueConstraint(
                name="field_of_leader_once", fields=["appointment", "field", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appointment} · {self.field}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def on(self, day: date) -> Self:
        """Those that run that day: begun, not over, and not ended before their time."""
        not_ended = Q(ended_on=None) | Q(ended_on__gt=day)
        return self.filter(not_ended, valid_from__lte=day, valid_to__gt=day)


class Delegation(models.Model):
    """Somebody acts by another's appointment for some days. `valid_to` no longer counts.

    `ended_on` is the first day on which it no longer does because it was ended before its time.
    """

    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, related_name="delegations"
    )
    to = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"))
    reason = models.CharField(_("reason"), max_length=300)
    recorded_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_starts",
                condition=Q(valid_to__gt=F("valid_from")),
            ),
        ]
        indexes = [models.Index(fields=["to", "valid_to"], name="delegation_to_until")]

    def __str__(self) -> str:
        return f"{self.appointment} → {self.to}"
