"""Who is told when the trail is found broken: those who administer, and those who audit."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.faces.workspace.trail.policies import may_read_trail
from giaoban.ground.accounts.models import User
from giaoban.ground.audit.models import Verification
from giaoban.ground.notices import services as notices
from giaoban.ground.notices.types import Subject
from giaoban.ground.platform.templatetags.figures import moment
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post

KIND = "workspace.trail-broken"
_TOLD = frozenset({Post.ADMINISTRATOR, Post.AUDITOR})


def raise_alarm(found: Verification, now: datetime) -> None:
    served = organisations.capacities_of_all(on=timezone.localdate(now))
    people = {person.pk: person for person, each in served if each.post in _TOLD}
    notices.notify(kind=KIND, recipients=people.values(), about=found, now=now)


def verifications_told(reader: User, keys: Collection[int], on: date) -> Mapping[int, Subject]:
    """What such a notice says to whoever may read the trail."""
    if not may_read_trail(reader, on=on):
        return {}
    return {
        found.pk: Subject(
            title=_("The trail was found broken at %(moment)s") % {"moment": moment(found.at)},
            address=reverse("workspace:trail"),
            brief=_("The trail was found broken"),
        )
        for found in Verification.objects.filter(pk__in=keys)
    }
