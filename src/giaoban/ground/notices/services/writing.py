"""The text of an e-mail: plain, short, in the language of its reader, made when it is sent."""

from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext

from giaoban.ground.notices.models import Mail
from giaoban.ground.notices.selectors import Told, habits_of, told

SHOWN = 50  # notices in one e-mail; the rest is told as a number


def written(mail: Mail, *, on: datetime) -> EmailMessage | None:
    """The e-mail with all that its reader may still see; None where nothing is left of it."""
    reader = mail.recipient
    if not reader.is_active or not reader.email:
        return None
    with translation.override(habits_of(user=reader).language):
        notices = told(reader=reader, notices=mail.notices.all(), on=timezone.localtime(on).date())
        seen = [line for line in notices if line.subject and line.kind]
        if not seen:
            return None
        return EmailMessage(
            subject=_subject(seen),
            body=_body(seen, str(reader.get_full_name())),
            to=[reader.email],
            headers={
                "Message-ID": f"<{mail.token}@{_domain()}>",
                "Auto-Submitted": "auto-generated",
            },
        )


def _subject(seen: list[Told]) -> str:
    if len(seen) == 1 and seen[0].subject and seen[0].kind:
        words = f"{seen[0].kind.words}: {seen[0].subject.title}"
    else:
        words = ngettext("%(n)s notice", "%(n)s notices", len(seen)) % {"n": len(seen)}
    line = " ".join(words.split())
    return f"[giaoban] {line if len(line) <= 120 else line[:119] + '…'}"


def _body(seen: list[Told], person: str) -> str:
    context = {
        "person": person,
        "seen": seen[:SHOWN],
        "rest": len(seen) - SHOWN if len(seen) > SHOWN else 0,
        "site": settings.SITE_URL,
    }
    return render_to_string("notices/mail.txt", context)


def _domain() -> str:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return address.rpartition("@")[2] or "localhost"
