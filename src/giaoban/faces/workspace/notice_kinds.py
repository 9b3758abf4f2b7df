"""What people are told about the installation itself, and what notices of delegations show."""

from django.utils.translation import gettext_lazy as _

from giaoban.faces.workspace.rights.telling import delegations_told
from giaoban.faces.workspace.trail.alarms import KIND, raise_alarm, verifications_told
from giaoban.ground.audit.hooks import tell_when_broken
from giaoban.ground.notices.hooks import declare, tell_of
from giaoban.ground.notices.types import Channel, Kind

declare([Kind(KIND, _("The trail is broken"), is_duty=True, usual=Channel.AT_ONCE)])
tell_of("audit.verification", verifications_told)
tell_when_broken(raise_alarm)
tell_of("organisations.delegation", delegations_told)
