"""What notices do apart from the pages."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from giaoban.ground.notices import pushing, services
from giaoban.ground.platform import clock
from giaoban.ground.platform.jobs import Every, job


@job("notices.mail", words=_("Send e-mail"), schedule=Every(minutes=1), attempts=1)
def send_mail() -> str:
    """Whoever is told at once hears of it a minute or two later, together with what came since."""
    if not settings.MAIL_IS_SENT:
        return ""
    made = services.collect_mail(now=clock.now())
    sent = services.send_mail(now=clock.now())
    return f"{made} made, {sent} sent"


@job("notices.push", words=_("Tell devices"), schedule=Every(minutes=1), attempts=1)
def push() -> str:
    if not pushing.is_on():
        return ""
    return f"{services.push_waiting(now=clock.now())} told"
