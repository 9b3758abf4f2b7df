"""The words about recurring tasks."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken

MOST_DAYS_AHEAD = 180


@dataclass(frozen=True)
class Coming:
    """A time that a series comes back: when it is due, and on which day its task is made."""

    due_on: date
    made_on: date


class SeriesRefusal(RuleBroken):
    """A rule of recurring tasks forbids this."""


class NotRecurring(SeriesRefusal):
    message = _(
        "These words do not come back. Write for instance: ngày 20 hằng tháng, hằng quý, thứ Năm"
        " hằng tuần."
    )


class TooFarAhead(SeriesRefusal):
    message = _("A task is made on its due day, or up to 180 days before.")


class SeriesStopped(SeriesRefusal):
    message = _("This series has been stopped.")


class SeriesUnchanged(SeriesRefusal):
    message = _("Nothing has been changed.")
