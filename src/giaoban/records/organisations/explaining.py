"""What somebody may do with a unit of the register. Every signed-in person may read it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import policies, selectors
from giaoban.records.organisations.types import Explanation, SeenBecause

_EVERYBODY = _("every signed-in person reads the register of units")


def rights_in_unit(*, person: User, on: date, key: int) -> Explanation:
    scope = selectors.scope_of(actor=person, on=on)
    verdicts = (policies.may_keep_register(scope), policies.may_add_alias(scope))
    return Explanation((SeenBecause(_EVERYBODY),), verdicts)
