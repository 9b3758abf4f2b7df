"""Monthly reports of the units in the demo: sent on time, late, returned, and missing."""

from collections.abc import Mapping
from datetime import date

from giaoban.cycle.reporting.models import Obligation, Proposal, Regime
from giaoban.cycle.reporting.obligations import services as obligations
from giaoban.cycle.reporting.regimes import services as regimes
from giaoban.cycle.reporting.returns import selectors, services
from giaoban.cycle.reporting.types import Counted, Decision
from giaoban.faces.cli.demonstration.register import at
from giaoban.ground.accounts.models import User
from giaoban.ground.platform.requests import remembering
from giaoban.records.organisations.models import Unit

PACK, REGIME = "decree-09-2019", "nd09-month"
# Each period with the day on which its window was opened, the first sending, and a late one.
PERIODS = (
    ("2020-05", date(2020, 5, 7), date(2020, 5, 18), date(2020, 5, 21)),
    ("2020-06", date(2020, 6, 8), date(2020, 6, 18), date(2020, 6, 23)),
)
ACCEPTED_ON = date(2020, 5, 25)
NEXT, NEXT_OPENED = "2020-07", date(2020, 7, 2)
RETURNED_ON, AGAIN_BY = date(2020, 6, 24), date(2020, 7, 3)
WRITERS = 14  # units that report at all; the others are missing
TEXTS = {
    "tinh-hinh-chung": "Đơn vị triển khai công việc theo kế hoạch năm, không có việc đột xuất.",
    "ton-tai": "Một số việc chậm do chờ ý kiến các đơn vị phối hợp.",
    "ky-toi": "Hoàn thành các nhiệm vụ đến hạn theo sổ theo dõi.",
}


def play(clerk: User, heads: Mapping[str, User]) -> None:
    """Three months that are over, and one that has just begun."""
    regimes.load_pack(actor=clerk, key=PACK, now=at(date(2020, 1, 2), 9))
    regime = Regime.objects.get(key=REGIME)
    units = set(Unit.objects.values_list("key", flat=True))
    writers = {key: heads[key] for key in sorted(units & heads.keys())[:WRITERS]}
    for key, opened, in_time, late in PERIODS:
        period = obligations.open_period(
            actor=clerk, regime_id=regime.pk, key=key, now=at(opened, 8)
        )
        owed = {each.unit.key: each for each in period.obligations.select_related("unit")}
        for number, unit in enumerate(sorted(owed.keys() & writers.keys())):
            if (number + int(key[-2:])) % 6 == 0:
                continue  # somebody has to be missing
            with remembering():
                _send(owed[unit], writers[unit], late if number % 4 == 3 else in_time)
    for each in Obligation.objects.filter(given__state="sent").exclude(period__key="2020-06"):
        services.accept_return(actor=clerk, obligation_id=each.pk, now=at(ACCEPTED_ON, 9))
    _return(clerk, Obligation.objects.get(period__key="2020-06", unit__key="cuc-vien-thong"))
    obligations.open_period(actor=clerk, regime_id=regime.pk, key=NEXT, now=at(NEXT_OPENED, 8))


def _send(owed: Obligation, head: User, day: date) -> None:
    written = services.begin_return(actor=head, obligation_id=owed.pk, now=at(day, 9))
    for proposal in Proposal.objects.filter(written=written):
        services.decide_proposal(
            actor=head,
            obligation_id=owed.pk,
            proposal_id=proposal.pk,
            decision=Decision.TAKEN,
            now=at(day, 9),
        )
    for row in selectors.sections_of(written=written):
        words = TEXTS.get(row.section.key, "")
        if words and not row.text:
            services.save_section(
                actor=head,
                obligation_id=owed.pk,
                section_id=row.section_id,
                text=words,
                seen="",
                now=at(day, 10),
            )
    _give_figures(owed, head, day)
    services.send_return(
        actor=head, obligation_id=owed.pk, reason="Số liệu đến ngày chốt", now=at(day, 15)
    )


def _give_figures(owed: Obligation, head: User, day: date) -> None:
    """As the register counts them."""
    written = selectors.return_of(obligation=owed)
    assert written is not None  # noqa: S101 - it was begun above
    typed = {
        each.figure_id: str(
            selectors.counted(
                actor=head, obligation=owed, what=Counted(each.figure.counted), on=day
            )
            or 0
        )
        for each in selectors.figures_of(written=written)
    }
    services.save_figures(actor=head, obligation_id=owed.pk, typed=typed, seen={}, now=at(day, 11))


def _return(clerk: User, owed: Obligation) -> None:
    services.return_it(
        actor=clerk,
        obligation_id=owed.pk,
        comment="Đề nghị nêu rõ nguyên nhân các nhiệm vụ quá hạn.",
        again_by=AGAIN_BY,
        now=at(RETURNED_ON, 9),
    )
