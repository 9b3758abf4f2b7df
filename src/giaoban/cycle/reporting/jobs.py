"""What reporting does apart from the pages."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from giaoban.cycle.reporting.obligations.daily import services
from giaoban.ground.platform import clock
from giaoban.ground.platform.jobs import Daily, job


@job("reporting.day", words=_("Open reporting periods and remind"), schedule=Daily(time(7, 15)))
def run_day() -> str:
    outcome = services.run_day(now=clock.now())
    return f"{outcome.opened} opened, {outcome.followed} followed, {outcome.reminded} reminded"
