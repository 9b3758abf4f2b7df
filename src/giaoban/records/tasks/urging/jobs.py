"""What urging does apart from the pages."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform import clock
from giaoban.ground.platform.jobs import Daily, job
from giaoban.records.tasks.urging import services


@job("urging.run", words=_("Urge the units by the rules"), schedule=Daily(time(7, 30)))
def urge() -> str:
    outcome = services.urge_by_rules(now=clock.now())
    return f"{outcome.messages} messages, {outcome.urges} urges"
