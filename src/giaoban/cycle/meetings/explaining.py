"""Why somebody sees a meeting, and what they may do with it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.cycle.meetings import policies
from giaoban.cycle.meetings.models import Meeting
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Explanation, Post, SeenBecause


def rights_in_meeting(*, person: User, on: date, key: int) -> Explanation:
    meeting = Meeting.objects.get(pk=key)
    invited = set(meeting.invitees.values_list("unit", flat=True))
    bridged = set(meeting.bridges.exclude(unit=None).values_list("unit", flat=True))
    seen = []
    if meeting.chair_id == person.pk:
        seen.append(SeenBecause(_("chairs it")))
    for capacity in organisations.scope_of(actor=person, on=on).capacities:
        mine = capacity.sees_units | capacity.speaks_for
        if capacity.sees_everything:
            seen.append(SeenBecause(_("sees all of the agency"), capacity))
        elif capacity.post == Post.MEETING_SECRETARY:
            seen.append(SeenBecause(_("writes down the meetings of the agency"), capacity))
        elif mine & (invited | bridged) and meeting.state != "preparing":
            seen.append(SeenBecause(_("a unit of theirs is invited"), capacity))
    units = sorted(mine_invited(person, invited, on))
    return Explanation(
        tuple(seen),
        (
            policies.may_prepare(person, on=on),
            policies.may_issue(person, on=on),
            policies.may_answer(person, units[0] if units else None, on=on),
        ),
    )


def mine_invited(person: User, invited: set[int], on: date) -> frozenset[int]:
    """The invited units for which the person acts."""
    return organisations.scope_of(actor=person, on=on).speaks_for & invited
