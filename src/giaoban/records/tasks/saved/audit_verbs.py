"""What can be done about saved lists, for the trail."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import Verb

declare(
    "saved",
    verbs=[
        Verb("saved.kept", _("List saved")),
        Verb("saved.forgotten", _("Saved list forgotten")),
        Verb("saved.columns", _("Columns chosen")),
    ],
    facts={
        "address": _("What it shows"),
        "name": _("Name"),
        "names": _("Columns"),
        "shared": _("Shared"),
    },
)
