"""Who keeps regimes, writes, signs and receives returns."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.cycle.reporting.models import Obligation
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Post, Rule, Verdict

HEADS = frozenset({Post.HEAD, Post.DEPUTY})


def _runs_the_briefing(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


def _speaks_for(capacity: Capacity, unit_id: int | None) -> bool:
    return unit_id in capacity.speaks_for


def _heads(capacity: Capacity, unit_id: int | None) -> bool:
    return capacity.post in HEADS and unit_id in capacity.speaks_for


def _receives(capacity: Capacity, unit_id: int | None) -> bool:
    return capacity.runs_the_briefing or unit_id in capacity.speaks_for


KEEP_REGIMES = declare_rule(
    Rule(
        "reporting.keep-regimes",
        _("Set up regimes of reporting and open their periods"),
        _("The Office and administrators do."),
        _runs_the_briefing,
    )
)
WRITE = declare_rule(
    Rule(
        "reporting.write",
        _("Write the return of a unit"),
        _("Heads, deputies, officers and reporters of the unit do."),
        _speaks_for,
        of_record=True,
    )
)
SIGN = declare_rule(
    Rule(
        "reporting.sign",
        _("Sign and send the return of a unit"),
        _("Head and deputy of the unit do, and those of a unit above it."),
        _heads,
        of_record=True,
    )
)
RECEIVE = declare_rule(
    Rule(
        "reporting.receive",
        _("Accept a return or give it back"),
        _("Whoever acts for the unit that receives it, the Office and administrators."),
        _receives,
        of_record=True,
    )
)
EXCUSE = declare_rule(
    Rule(
        "reporting.excuse",
        _("Exempt a unit from a return, or open its entry again"),
        _("The Office and administrators do, with the reason."),
        _runs_the_briefing,
        of_record=True,
    )
)


def may_keep_regimes(actor: User, *, on: date) -> Verdict:
    return KEEP_REGIMES.verdict(organisations.scope_of(actor=actor, on=on))


def may_write(actor: User, obligation: Obligation, *, on: date) -> Verdict:
    scope = organisations.scope_of(actor=actor, on=on)
    return WRITE.verdict(scope, unit_id=obligation.unit_id)


def may_sign(actor: User, obligation: Obligation, *, on: date) -> Verdict:
    scope = organisations.scope_of(actor=actor, on=on)
    return SIGN.verdict(scope, unit_id=obligation.unit_id)


def may_receive(actor: User, obligation: Obligation, *, on: date) -> Verdict:
    scope = organisations.scope_of(actor=actor, on=on)
    return RECEIVE.verdict(scope, unit_id=obligation.recipient_id)


def may_excuse(actor: User, *, on: date) -> Verdict:
    return EXCUSE.verdict(organisations.scope_of(actor=actor, on=on))
