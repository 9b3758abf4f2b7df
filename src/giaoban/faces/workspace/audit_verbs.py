"""What administrators do about the installation, for the trail."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import Verb

declare(
    "workspace",
    verbs=[Verb("workspace.mail-sent-again", _("E-mail sent again"))],
    facts={"state": _("State")},
)
