"""The real change played through: 63 provincial departments with duties, to 34, by handovers."""

from datetime import date

import pytest

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations import services as register
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.handing_over import selectors, services
from giaoban.records.tasks.handing_over.models import Handover
from giaoban.records.tasks.handing_over.tests.build import ASSIGNED, DAY, sides
from giaoban.records.tasks.handing_over.types import State
from giaoban.records.tasks.tests.build import a_clerk, a_task, at, confirmed
from giaoban.records.tasks.types import Axis, ScoreCard, UnitsAs

pytestmark = pytest.mark.django_db
EVE = date(2025, 6, 30)


def load(name: str, day: date) -> None:
    register.load_pack(actor=None, pack=register.shipped_pack(name), now=at(day, 7))


def card(reader: User, as_of: date, units: UnitsAs) -> ScoreCard:
    return tasks.score_card(actor=reader, on=DAY, as_of=as_of, days=None, by=Axis.UNIT, units=units)


def test_sixty_three_departments_hand_over_to_thirty_four_and_no_figure_is_lost() -> None:
    load("mic-2020", date(2020, 1, 2))
    clerk = a_clerk()
    administrator = an_appointment(post=Post.ADMINISTRATOR).user
    departments = list(organisations.units_on(on=ASSIGNED).filter(kind=UnitKind.PROVINCIAL))
    for number, version in enumerate(departments):
        due = date(2025, 6, 10 + number % 20)
        a_task(lead=version.unit, clerk=clerk, assigned_on=ASSIGNED, due_on=due)
        if number % 4 == 0:
            task = a_task(lead=version.unit, clerk=clerk, assigned_on=ASSIGNED, due_on=due)
            confirmed(task, on=date(2025, 6, 18))
    before = card(clerk, EVE, UnitsAs.THEN)
    load("vn-provinces-2025", DAY)

    for succession, _count in selectors.successions_to_hand_over(on=DAY):
        parties = selectors.parties_of_succession(succession, on=DAY)
        (new,) = parties.receivers
        head = an_appointment(unit=Unit.objects.get(pk=new), post=Post.HEAD, valid_from=DAY).user
        handover = services.prepare_handover(
            actor=clerk,
            parties=parties,
            minutes=f"{succession.pk}/BB-BG",
            day=DAY,
            succession=succession,
            now=at(DAY),
        )
        for side in sides(handover):
            services.sign_handover(
                actor=head if side.unit_id == new else administrator,
                handover_id=handover.pk,
                side_id=side.pk,
                now=at(DAY, 10),
                reason="" if side.unit_id == new else "Sở đã hợp nhất",
            )

    assert Handover.objects.filter(state=State.DONE).count() == 23
    assert selectors.successions_to_hand_over(on=DAY) == []
    then, now = card(clerk, EVE, UnitsAs.THEN), card(clerk, EVE, UnitsAs.NOW)
    assert (len(then.rows), len(now.rows)) == (63, 34)
    assert before.total == then.total == now.total
    after = card(clerk, DAY, UnitsAs.NOW)
    assert (len(after.rows), after.total.total) == (34, before.total.total)
