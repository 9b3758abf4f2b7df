"""What accounts do apart from the pages."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.ground.accounts import selectors, services
from giaoban.ground.accounts.models import User
from giaoban.ground.platform import clock
from giaoban.ground.platform.jobs import Every, job


@job(
    "accounts.tidy",
    words=gettext_lazy("End raised rights, and forget old sessions and attempts"),
    schedule=Every(minutes=10),
    attempts=1,
)
def tidy() -> str:
    now = clock.now()
    lowered = services.lower_expired_rights(now=now)
    ended = services.forget_ended_sessions(longest=timedelta(hours=settings.SESSION_HOURS), now=now)
    services.forget_old_brakes(now=now)
    services.forget_old_links(now=now)
    return f"{lowered} lowered, {ended} ended"


@job("accounts.mail-link", words=gettext_lazy("Send a link to a new password"), attempts=2)
def mail_link(*, email: str) -> str:
    """The secret is made here: it stands in no queue. A second time sends a second link, by which
    the first becomes useless."""
    if not settings.MAIL_IS_SENT:
        return ""
    accounts = selectors.accounts_with_mail(email=email)
    for account in accounts:
        _send(account)
    return f"{len(accounts)} sent"


def _send(account: User) -> None:
    issued = services.issue_link_by_mail(account=account, now=clock.now())
    path = reverse("accounts:one-time", args=[issued.secret])
    context = {"person": account, "address": f"{settings.SITE_URL}{path}"}
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("A new password for giaoban")
        text = render_to_string("accounts/one_time.txt", context)
    send_mail(subject, text, None, [account.email])
