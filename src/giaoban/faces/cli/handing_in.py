"""Handing a file in at the reading desk for `giaoban intake`. Imported once Django is set up."""

import sys
from datetime import datetime
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.cycle.intake import services
from giaoban.cycle.intake.models import StoredReading
from giaoban.ground.accounts.models import User
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.scanning import refuse_harmful
from giaoban.kit.reader.opening import MAX_BYTES, Reason, Unreadable

REFUSED = 2


def hand_in(name: str, *, username: str, language: str) -> int:
    """Have the file read as that person; the exit status. Of what is refused nothing is kept."""
    with translation.override(language):
        try:
            reading = _read(Path(name), username, timezone.now())
        except Unreadable as refusal:
            return _refuse(name, refusal.text(language))
        except RuleBroken as refusal:
            return _refuse(name, str(refusal))
        except User.DoesNotExist:
            return _refuse(username, _("There is no such user."))
        except PermissionDenied:
            return _refuse(username, _("Only the Office hands documents in."))
        except OSError as error:
            return _refuse(name, error.strerror or str(error))
        sys.stdout.write("\n".join(_told(reading)) + "\n")
    return 0


def _read(path: Path, username: str, now: datetime) -> StoredReading:
    actor = User.objects.get(username=username, is_active=True)
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(Reason.TOO_LARGE)
    with path.open("rb") as file:
        refuse_harmful(file)
        data = file.read()
    return services.read_document(actor=actor, now=now, data=data, file_name=path.name)


def _refuse(what: str, why: str) -> int:
    sys.stderr.write(f"{what}: {why}\n")
    return REFUSED


def _told(reading: StoredReading) -> list[str]:
    lines = []
    if reading.already_there:
        lines.append(_("This text has been read before; here is its desk."))
    count = reading.proposals.count()
    said = ngettext("%(n)d proposal: %(where)s", "%(n)d proposals: %(where)s", count)
    lines.append(said % {"n": count, "where": reverse("intake:desk", args=[reading.pk])})
    return lines
