"""Who may prepare, sign, withdraw and undo a handover."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Post, Rule, Verdict
from giaoban.records.tasks.handing_over.models import Handover, Side
from giaoban.records.tasks.handing_over.types import HandoverKind, Parties


def _prepares(capacity: Capacity, unit_id: int | None) -> bool:
    return capacity.runs_the_briefing or (
        capacity.post in {Post.HEAD, Post.DEPUTY} and (unit_id is None or unit_id in capacity.below)
    )


def _decides(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


def _heads(capacity: Capacity, unit_id: int | None) -> bool:
    return capacity.post in {Post.HEAD, Post.LEADER} and capacity.unit_id == unit_id


def _administers(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.post == Post.ADMINISTRATOR


PREPARE = declare_rule(
    Rule(
        "handing_over.prepare",
        _("Prepare a handover"),
        _("The Office and administrators do, and head and deputy of the units that hand over."),
        _prepares,
    )
)
SIGN = declare_rule(
    Rule(
        "handing_over.sign",
        _("Sign a handover for a unit"),
        _("The head of the unit does, or the leader of the agency."),
        _heads,
    )
)
SIGN_FOR_CLOSED = declare_rule(
    Rule(
        "handing_over.sign-for-closed",
        _("Sign a handover for a unit that is no more, or for a person who serves no more"),
        _("Administrators do, with the reason."),
        _administers,
    )
)
UNDO = declare_rule(
    Rule(
        "handing_over.undo",
        _("Undo a handover"),
        _("The Office and administrators do."),
        _decides,
    )
)


def may_prepare_any(actor: User, *, on: date) -> Verdict:
    """Whether there is anything that the person could hand over."""
    return PREPARE.verdict(organisations.scope_of(actor=actor, on=on))


def may_prepare(actor: User, parties: Parties, *, on: date) -> bool:
    scope = organisations.scope_of(actor=actor, on=on)
    if scope.runs_the_briefing:
        return True
    if parties.kind == HandoverKind.UNITS:
        return all(PREPARE.verdict(scope, unit_id=unit) for unit in parties.givers)
    # What a person follows is theirs to pass on; the duties of a unit are its head's.
    unit = parties.unit_id
    own = actor.pk in parties.givers
    return own and (unit is None or bool(PREPARE.verdict(scope, unit_id=unit)))


def for_whom(actor: User, parties: Parties, *, on: date) -> User | None:
    """For whom the person prepares a handover, where only a delegation lets them."""
    unit = parties.givers[0] if parties.kind == HandoverKind.UNITS else parties.unit_id
    scope = organisations.scope_of(actor=actor, on=on)
    return PREPARE.verdict(scope, unit_id=unit).principal


def may_sign(actor: User, side: Side, *, on: date) -> Verdict | None:
    """By what the person signs for the side: a rule, or None where it is their own person.

    A verdict of SIGN_FOR_CLOSED needs a reason.
    """
    if side.person_id is not None and side.person_id == actor.pk:
        return None
    scope = organisations.scope_of(actor=actor, on=on)
    if side.unit_id is not None:
        verdict = SIGN.verdict(scope, unit_id=side.unit_id)
        if verdict or organisations.units_on(on=on).filter(unit=side.unit_id).exists():
            return verdict
        return SIGN_FOR_CLOSED.verdict(scope)
    if side.person and organisations.scope_of(actor=side.person, on=on).capacities:
        return Verdict(SIGN, None)
    return SIGN_FOR_CLOSED.verdict(scope)


def may_withdraw(actor: User, handover: Handover, *, on: date) -> bool:
    return handover.prepared_by_id == actor.pk or bool(may_undo(actor, on=on))


def may_undo(actor: User, *, on: date) -> Verdict:
    return UNDO.verdict(organisations.scope_of(actor=actor, on=on))
