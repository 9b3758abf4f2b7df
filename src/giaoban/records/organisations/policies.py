"""Who may change the register of units. Every signed-in person may read it."""

from django.utils.translation import gettext_lazy as _

from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Post, Rule, Scope, Verdict


def _administers(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.post == Post.ADMINISTRATOR


def _runs_the_briefing(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


def _administers_in_person(capacity: Capacity, _unit_id: int | None) -> bool:
    # Rights that were delegated are never delegated on, not even those of an administrator.
    return capacity.post == Post.ADMINISTRATOR and capacity.principal is None


def _explains_others(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.post in {Post.ADMINISTRATOR, Post.AUDITOR}


KEEP_REGISTER = declare_rule(
    Rule(
        "organisations.keep-register",
        _("Change units, fields of work and appointments"),
        _("Administrators do."),
        _administers,
    )
)
ADD_ALIAS = declare_rule(
    Rule(
        "organisations.add-alias",
        _("Add a way of writing a unit"),
        _("The Office and administrators do."),
        _runs_the_briefing,
    )
)
DELEGATE_FOR_OTHERS = declare_rule(
    Rule(
        "organisations.delegate-for-others",
        _("Let somebody act by the appointment of another"),
        _("The holder does, and administrators by their own appointment."),
        _administers_in_person,
    )
)
EXPLAIN_OTHERS = declare_rule(
    Rule(
        "organisations.explain-others",
        _("Read what rights others have"),
        _("Administrators and auditors do."),
        _explains_others,
    )
)


def may_keep_register(scope: Scope) -> Verdict:
    """Units, fields, and who serves where: the administrators."""
    return KEEP_REGISTER.verdict(scope)


def may_add_alias(scope: Scope) -> Verdict:
    """The Office as well, which meets new ways of writing a unit at the reading desk."""
    return ADD_ALIAS.verdict(scope)


def may_delegate_for_others(scope: Scope) -> Verdict:
    """One's own appointments everybody delegates; those of others only administrators."""
    return DELEGATE_FOR_OTHERS.verdict(scope)
