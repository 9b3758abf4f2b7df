"""Who may publish a score-card, and who may read of whom it counts."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Rule, Verdict


def _decides(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


PUBLISH = declare_rule(
    Rule(
        "editions.publish",
        _("Publish a score-card"),
        _("The Office and administrators do."),
        _decides,
    )
)


def may_publish(actor: User, *, on: date) -> Verdict:
    return PUBLISH.verdict(organisations.scope_of(actor=actor, on=on))


def may_read_tasks(actor: User, *, on: date) -> bool:
    """Whether the person sees every task that an edition counts, and so what names them."""
    return organisations.scope_of(actor=actor, on=on).everything
