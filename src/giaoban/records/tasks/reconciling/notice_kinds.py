"""What units are told when another system says that their task is done. About the task itself."""

from django.utils.translation import gettext_lazy

from giaoban.ground.notices.hooks import declare
from giaoban.ground.notices.types import Channel, Kind

declare(
    [
        Kind(
            "reconciling.asked",
            gettext_lazy("The e-office says done: please report"),
            is_duty=True,
            usual=Channel.AT_ONCE,
        )
    ]
)
