"""Why somebody sees a return, and may write, sign or receive it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.cycle.reporting import policies
from giaoban.cycle.reporting.models import Obligation
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Explanation, SeenBecause


def rights_in_obligation(*, person: User, on: date, key: int) -> Explanation:
    obligation = Obligation.objects.get(pk=key)
    seen = []
    for capacity in organisations.scope_of(actor=person, on=on).capacities:
        if capacity.sees_everything:
            seen.append(SeenBecause(_("sees all of the agency"), capacity))
        elif obligation.unit_id in capacity.sees_units:
            seen.append(SeenBecause(_("sees the affairs of the unit"), capacity))
        elif obligation.recipient_id in capacity.speaks_for:
            seen.append(SeenBecause(_("acts for the unit that receives the return"), capacity))
    return Explanation(
        tuple(seen),
        (
            policies.may_write(person, obligation, on=on),
            policies.may_sign(person, obligation, on=on),
            policies.may_receive(person, obligation, on=on),
            policies.may_excuse(person, on=on),
        ),
    )
