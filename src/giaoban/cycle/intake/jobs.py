"""What the reading desk does apart from its pages."""

from django.utils.translation import gettext_lazy as _

from giaoban.cycle.intake import services
from giaoban.ground.platform import clock
from giaoban.ground.platform.jobs import job


@job("intake.recognise", words=_("Recognise the pages of a scan and read it"), attempts=2)
def recognise(*, recognition_id: int) -> str:
    reading = services.go_on_recognising(recognition_id=recognition_id, now=clock.now())
    return "read" if reading else "refused, or nothing to do"
