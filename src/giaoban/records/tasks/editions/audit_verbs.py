"""What can be done about editions, for the trail."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.records.tasks.editions import selectors
from giaoban.records.tasks.editions.models import Edition


def _editions(actor: User, on: date) -> QuerySet[Edition]:
    return selectors.visible_editions(actor=actor, on=on)


declare(
    "editions",
    verbs=[Verb("editions.published", _("Score-card published"))],
    kinds=[ObjectKind("editions.edition", _("Edition"), _editions, page="editions:edition")],
    facts={
        "as_of": _("As of"),
        "digest": _("SHA-256"),
        "number": _("Edition"),
        "period": _("Period"),
    },
)
