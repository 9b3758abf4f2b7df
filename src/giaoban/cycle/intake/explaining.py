"""Why somebody sees a reading, and may decide on it: one rule gives both."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.cycle.intake import policies
from giaoban.ground.accounts.models import User
from giaoban.records.organisations.types import Explanation, SeenBecause

_AT_THE_DESK = _("works at the reading desk")


def rights_in_reading(*, person: User, on: date, key: int) -> Explanation:
    verdict = policies.may_read(person, on)
    seen = (SeenBecause(_AT_THE_DESK, verdict.by),) if verdict else ()
    return Explanation(seen, (verdict,))
