"""What can be done to the trail itself."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import Verb


def _the_account(person_id: int) -> Iterable[str]:
    return [f"{get_user_model()._meta.label_lower}:{person_id}"]


declare(
    "audit",
    verbs=[
        Verb("audit.exported", _("Trail exported"), frozenset({"person"}), _the_account),
        Verb("audit.erased", _("Personal data erased from the trail")),
    ],
    facts={
        "entries": _("Entries"),
        "person": _("Person"),
        "verb": _("What was done"),
        "target": _("Object"),
        "since": _("From"),
        "until": _("To"),
        "request": _("Request"),
    },
)
