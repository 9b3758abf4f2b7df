"""What can be done about reports, for the trail."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.reporting import selectors
from giaoban.cycle.reporting.models import Obligation, Period, Regime
from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.records.organisations import selectors as organisations


def _regimes(_actor: User, _on: date) -> QuerySet[Regime]:
    return Regime.objects.all()


def _periods(actor: User, on: date) -> QuerySet[Period]:
    return selectors.visible_periods(actor=actor, on=on)


def _obligations(actor: User, on: date) -> QuerySet[Obligation]:
    return selectors.visible_obligations(actor=actor, on=on).select_related("period")


def _called(row: Obligation, on: date) -> str:
    return f"{row.period.key} · {organisations.unit_names(on=on)[row.unit_id]}"


declare(
    "reporting",
    verbs=[
        Verb("reporting.regime-established", _("Regime set up")),
        Verb("reporting.regime-changed", _("New version of a regime")),
        Verb("reporting.regime-closed", _("Regime closed")),
        Verb("reporting.period-opened", _("Period opened")),
        Verb("reporting.passed", _("Return passed to a successor")),
        Verb("reporting.exempted", _("Unit exempted")),
        Verb("reporting.exemption-ended", _("Exemption taken back")),
        Verb("reporting.entry-reopened", _("Entry opened again")),
        Verb("reporting.reminded", _("Reminded of a return")),
        Verb("reporting.begun", _("Return begun")),
        Verb("reporting.handed-to-head", _("Return handed to the head")),
        Verb("reporting.given-back", _("Return given back by the head")),
        Verb("reporting.sent", _("Return sent")),
        Verb("reporting.returned", _("Return sent back for completion")),
        Verb("reporting.accepted", _("Return accepted")),
        Verb("reporting.file-split", _("File split into the sections")),
    ],
    kinds=[
        ObjectKind("reporting.regime", _("Regime"), _regimes, page="reporting:regime"),
        ObjectKind("reporting.period", _("Period"), _periods, page="reporting:period"),
        ObjectKind(
            "reporting.obligation",
            _("Return"),
            _obligations,
            page="reporting:return",
            called=_called,
        ),
    ],
    facts={
        "again_by": _("To be sent again by"),
        "comment": _("Comment"),
        "day": _("Day"),
        "due_on": _("Last day"),
        "file": _("File"),
        "findings": _("What the checks found"),
        "frequency": _("How often"),
        "name": _("Name of the report"),
        "number": _("Number"),
        "offset": _("Working days from the due day"),
        "people": _("People"),
        "period": _("Period"),
        "proposals": _("Proposals"),
        "reason": _("Reason"),
        "sha256": _("Fingerprint"),
        "to": _("To"),
        "units": _("Units"),
        "valid_from": _("From"),
    },
)
