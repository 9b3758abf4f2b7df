"""Who runs the installation: administrators."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Post, Rule, Verdict


def _administers(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.post == Post.ADMINISTRATOR


RUN = declare_rule(
    Rule(
        "workspace.run",
        _("See how the installation runs, and send e-mail again"),
        _("Administrators do."),
        _administers,
    )
)


def may_run(actor: User, *, on: date) -> Verdict:
    return RUN.verdict(organisations.scope_of(actor=actor, on=on))
