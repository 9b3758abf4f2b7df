"""The clock. Only views, jobs and commands read it; everything below takes the moment it needs.

GIAOBAN_DAY sets the day for demos and training: then it is that day, at the real time of day.
"""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    moment = timezone.localtime()
    if settings.DAY is None:
        return moment
    return moment.replace(year=settings.DAY.year, month=settings.DAY.month, day=settings.DAY.day)


def today() -> date:
    return now().date()
