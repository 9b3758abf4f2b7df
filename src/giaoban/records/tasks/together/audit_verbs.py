"""What can be done with many tasks at once, for the trail; each of them has an entry of its own."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import Verb

declare(
    "together",
    verbs=[Verb("together.done", _("Many tasks acted on at once"))],
    facts={
        "act": _("Act"),
        "done": _("Done"),
        "refused": _("Refused"),
    },
)
