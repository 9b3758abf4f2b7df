"""What people are told about who acts for whom."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground.notices.hooks import declare
from giaoban.ground.notices.types import Channel, Kind

declare(
    [
        Kind(
            "organisations.delegated",
            _("Somebody acts by an appointment"),
            is_duty=True,
            usual=Channel.AT_ONCE,
        ),
        Kind(
            "organisations.delegation-ended",
            _("A delegation was ended"),
            is_duty=True,
            usual=Channel.AT_ONCE,
        ),
    ]
)
