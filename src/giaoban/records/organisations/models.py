"""Units through time, their fields, and who serves in them. Every reading names its day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

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
