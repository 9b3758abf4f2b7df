"""What administrators do beside the register, for the trail."""

from datetime import date

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.ground.platform.models import CalendarDay, CalendarYear
from giaoban.records.organisations import policies, selectors
from giaoban.records.organisations.administration.models import BroughtPack, Sheet, WordTemplate


def _for_administrators(rows: "QuerySet[Model]", actor: User, on: date) -> "QuerySet[Model]":
    scope = selectors.scope_of(actor=actor, on=on)
    return rows if policies.may_keep_register(scope) else rows.none()


def _days(_actor: User, _on: date) -> QuerySet[CalendarDay]:
    # Everybody works by the same calendar; so with its years.
    return CalendarDay.objects.all()


def _years(_actor: User, _on: date) -> QuerySet[CalendarYear]:
    return CalendarYear.objects.all()


def _templates(actor: User, on: date) -> "QuerySet[Model]":
    return _for_administrators(WordTemplate.objects.all(), actor, on)


def _sheets(actor: User, on: date) -> "QuerySet[Model]":
    return _for_administrators(Sheet.objects.all(), actor, on)


def _packs(actor: User, on: date) -> "QuerySet[Model]":
    return _for_administrators(BroughtPack.objects.all(), actor, on)


declare(
    "administration",
    verbs=[
        Verb("administration.day-set", _("Working day set")),
        Verb("administration.day-forgotten", _("Working day forgotten")),
        Verb("administration.year-confirmed", _("Days of rest of a year confirmed")),
        Verb("administration.template-added", _("Word template added")),
        Verb("administration.template-in-force", _("Word template put in force")),
        Verb("administration.template-withdrawn", _("Word template withdrawn")),
        Verb("administration.sheet-brought", _("Sheet brought")),
        Verb("administration.sheet-loaded", _("Sheet loaded")),
        Verb("administration.sheet-put-away", _("Sheet put away")),
        Verb("administration.pack-brought", _("Reference pack brought")),
        Verb("administration.pack-loaded", _("Reference pack loaded")),
    ],
    kinds=[
        ObjectKind("platform.calendarday", _("Working day"), _days),
        ObjectKind("platform.calendaryear", _("Year of the calendar"), _years),
        ObjectKind("administration.wordtemplate", _("Word template"), _templates),
        ObjectKind("administration.sheet", _("Sheet"), _sheets),
        ObjectKind("administration.broughtpack", _("Reference pack"), _packs),
    ],
    facts={
        "added": _("Added"),
        "counts": _("Rows"),
        "day": _("Day"),
        "file_name": _("File"),
        "is_worked": _("Worked"),
        "kind": _("What it tells of"),
        "name": _("Why"),
        "note": _("What is different"),
        "number": _("Version"),
        "own_days": _("Days of its own"),
        "pack": _("Reference pack"),
        "paper": _("Paper"),
        "rows": _("Rows"),
        "year": _("Year"),
    },
)
