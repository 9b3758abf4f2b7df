"""Who may read the whole trail. The history of an object is for whoever may see the object."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Post, Rule, Verdict

READERS = frozenset({Post.ADMINISTRATOR, Post.AUDITOR})


def _reads(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.post in READERS


READ_TRAIL = declare_rule(
    Rule(
        "workspace.read-trail",
        _("Read the whole trail"),
        _("Administrators and auditors do."),
        _reads,
    )
)


def may_read_trail(actor: User, *, on: date) -> Verdict:
    return READ_TRAIL.verdict(organisations.scope_of(actor=actor, on=on))
