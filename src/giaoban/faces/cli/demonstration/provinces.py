"""The provinces of 01/07/2025 over the demo: 63 departments to 34, by signed handovers.

Each department leads two tasks of June 2025, of which every third is finished. The new heads are
those of the first department that each new one follows. The last handover is left to be signed.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.faces.cli.demonstration.register import at
from giaoban.ground.accounts import services as accounts
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations import services as register
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.handing_over import selectors as handovers
from giaoban.records.tasks.handing_over import services as handing_over
from giaoban.records.tasks.types import Axis, DutyRole, ScoreCard, UnitsAs

ASSIGNED = date(2025, 6, 2)
EVE = date(2025, 6, 30)
DAY = date(2025, 7, 1)
_EACH = ("Rà soát mạng bưu cục và điểm phục vụ", "Báo cáo số liệu hạ tầng số")


@dataclass(frozen=True)
class Told:
    """What the demo tells: both cards of the last day of June, and the handovers."""

    then: ScoreCard
    now: ScoreCard
    done: int
    to_sign: int


def play(clerk: User) -> Told:
    """Assign, load the pack, hand over; into the database of the demo."""
    heads = _heads()
    _assign(clerk, heads)
    register.load_pack(actor=None, pack=register.shipped_pack("vn-provinces-2025"), now=at(DAY, 7))
    done, to_sign = _hand_over(clerk, heads)
    then, now = (
        selectors.score_card(actor=clerk, on=DAY, as_of=EVE, days=None, by=Axis.UNIT, units=units)
        for units in UnitsAs
    )
    return Told(then, now, done, to_sign)


def _heads() -> dict[int, User]:
    departments = organisations.units_on(on=ASSIGNED).filter(kind=UnitKind.PROVINCIAL)
    heads = {}
    for number, version in enumerate(departments.order_by("position", "unit_id"), start=1):
        user = accounts.open_account(
            actor=None,
            username=f"giamdoc{number:02}",
            full_name=f"Giám đốc {version.short_name}",
            email=f"giamdoc{number:02}@so.example",
            password=None,
            now=at(date(2025, 1, 2), 8),
        )
        _appoint(user, version.unit, date(2025, 1, 2))
        heads[version.unit_id] = user
    return heads


def _appoint(user: User, unit: Unit, day: date) -> None:
    register.appoint(
        actor=None,
        user=user,
        unit=unit,
        post=Post.HEAD,
        title="Giám đốc Sở",
        valid_from=day,
        now=at(day, 8),
    )


def _assign(clerk: User, heads: dict[int, User]) -> None:
    for number, (unit, head) in enumerate(heads.items()):
        for each, title in enumerate(_EACH):
            task = services.assign_task(
                actor=clerk,
                now=at(ASSIGNED, 9),
                title=title,
                lead_id=unit,
                due_on=ASSIGNED + timedelta(days=14 + (number * 2 + each) % 45),
            )
            if (number + each) % 3:
                continue
            duty = task.duties.get(role=DutyRole.LEAD).pk
            done = ASSIGNED + timedelta(days=10 + number % 15)
            services.report_result(
                actor=head, duty_id=duty, now=at(done, 10), note="Đã hoàn thành."
            )
            services.confirm_result(actor=clerk, duty_id=duty, now=at(done, 15))


def _hand_over(clerk: User, heads: dict[int, User]) -> tuple[int, int]:
    """One handover for each new department; how many are done, and how many wait."""
    found = handovers.successions_to_hand_over(on=DAY)
    for number, (succession, _count) in enumerate(reversed(found), start=1):
        parties = handovers.parties_of_succession(succession, on=DAY)
        (new,) = parties.receivers
        heads[new] = heads[parties.givers[0]]
        _appoint(heads[new], Unit.objects.get(pk=new), DAY)
        handover = handing_over.prepare_handover(
            actor=clerk,
            parties=parties,
            minutes=f"{number:02}/BB-BG",
            day=DAY,
            succession=succession,
            now=at(DAY, 9),
        )
        if number == len(found):
            return number - 1, 1
        for side in handover.sides.all():
            handing_over.sign_handover(
                actor=heads[side.unit_id or 0],
                handover_id=handover.pk,
                side_id=side.pk,
                now=at(DAY, 10),
            )
    return len(found), 0
