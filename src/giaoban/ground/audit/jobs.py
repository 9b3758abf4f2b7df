"""What the trail does by itself, at night."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.ground.audit.services import check_trail
from giaoban.ground.platform.jobs import Daily, job


class TrailBroken(RuntimeError):
    """The chain does not hold. The job fails by it, so that whatever watches jobs sees it too."""


@job("audit.verify", words=_("Seal and verify the trail"), schedule=Daily(time(3, 0)), attempts=1)
def verify_trail() -> str:
    """Of real days, as jobs are, also where a demo sets another."""
    found = check_trail(now=timezone.now())
    if not found.holds:
        raise TrailBroken(found.words)
    return f"{found.entries} entries hold"
