"""What notices about delegations show: the page of one's rights lists them all."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.ground.notices.types import Subject
from giaoban.records.organisations import selectors
from giaoban.records.organisations.models import Delegation


def delegations_told(reader: User, keys: Collection[int], _on: date) -> Mapping[int, Subject]:
    concerned = selectors.delegations_of(user=reader).filter(pk__in=keys)
    return {each.pk: Subject(_title(each), reverse("workspace:rights")) for each in concerned}


def _title(delegation: Delegation) -> str:
    last = (delegation.ended_on or delegation.valid_to) - timedelta(days=1)
    return _("%(person)s acts for %(holder)s from %(first)s to %(last)s") % {
        "person": delegation.to,
        "holder": delegation.appointment.user,
        "first": f"{delegation.valid_from:%d/%m/%Y}",
        "last": f"{max(last, delegation.valid_from):%d/%m/%Y}",
    }
