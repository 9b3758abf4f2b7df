"""What the API does by itself."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from giaoban.faces.api.services import forget_old_answers
from giaoban.ground.platform import clock
from giaoban.ground.platform.jobs import Daily, job


@job(
    "api.forget", words=_("Forget answers kept for repeated requests"), schedule=Daily(time(2, 40))
)
def forget() -> str:
    return str(forget_old_answers(now=clock.now()))
