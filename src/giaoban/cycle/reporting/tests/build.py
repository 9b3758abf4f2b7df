"""A small ministry that reports: its people, a regime, periods, and returns in every state."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from django.utils import timezone

from giaoban.cycle.reporting.models import (
    Obligation,
    Period,
    Proposal,
    Regime,
    Return,
    Submission,
)
from giaoban.cycle.reporting.obligations import services as obligations
from giaoban.cycle.reporting.regimes import services as regimes
from giaoban.cycle.reporting.regimes.types import (
    FigureTold,
    LevelTold,
    SectionTold,
    VersionTold,
)
from giaoban.cycle.reporting.returns import selectors, services
from giaoban.cycle.reporting.types import Counted, DueKind, Frequency, Prefill
from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind

SET_UP = date(2020, 1, 2)
JUNE = "2020-06"  # from 15/05 to 14/06, to be sent by Thursday 18/06


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


TOLD = VersionTold(
    name="Báo cáo công tác tháng",
    frequency=Frequency.MONTH,
    window_day=15,
    months_before=1,
    levels=(
        LevelTold(
            name="Đơn vị thuộc Bộ",
            kinds=(UnitKind.DEPARTMENT, UnitKind.AUTHORITY),
            due_kind=DueKind.DAY,
            due_number=18,
        ),
    ),
    sections=(
        SectionTold("Kết quả thực hiện", key="ket-qua", prefill=Prefill.DONE),
        SectionTold("Nhiệm vụ quá hạn", key="qua-han", prefill=Prefill.OVERDUE, is_required=False),
        SectionTold("Nhiệm vụ kỳ tới", key="ky-toi", prefill=Prefill.PLANNED, is_required=False),
    ),
    figures=(
        FigureTold("Tổng số hồ sơ", key="tong", measure="hồ sơ", parts=("giay", "mang")),
        FigureTold("Hồ sơ giấy", key="giay", measure="hồ sơ"),
        FigureTold("Hồ sơ qua mạng", key="mang", measure="hồ sơ"),
        FigureTold("Nhiệm vụ xong đúng hạn", key="dung-han", counted=Counted.DONE_ON_TIME),
    ),
)


@dataclass
class Ministry:
    """A ministry with its Office and two departments, the first of which has head and officer."""

    ministry: Unit = field(default_factory=lambda: a_unit(name="Bộ", kind=UnitKind.MINISTRY))

    def __post_init__(self) -> None:
        self.office = self._unit("Văn phòng Bộ", UnitKind.OFFICE)
        self.post = self._unit("Vụ Bưu chính Nông thôn")
        self.telecom = self._unit("Vụ Viễn thông Biên giới")
        self.clerk = self.person(self.office, Post.OFFICE_CLERK)
        self.head = self.person(self.post, Post.HEAD)
        self.officer = self.person(self.post, Post.OFFICER)
        self.other = self.person(self.telecom, Post.OFFICER)

    def _unit(self, name: str, kind: UnitKind = UnitKind.DEPARTMENT) -> Unit:
        return a_unit(name=name, parent=self.ministry, kind=kind)

    @staticmethod
    def person(unit: Unit, post: Post) -> User:
        return an_appointment(unit=unit, post=post, valid_from=date(2019, 1, 1)).user

    def regime(self, told: VersionTold = TOLD, *, valid_from: date = SET_UP) -> Regime:
        """The monthly regime, whose returns go to the Office."""
        levels = tuple(
            level if level.recipient_id else replace(level, recipient_id=self.office.pk)
            for level in told.levels
        )
        return regimes.establish_regime(
            actor=self.clerk,
            told=replace(told, levels=levels),
            valid_from=valid_from,
            now=at(SET_UP),
        )

    def june(self, regime: Regime | None = None, *, on: date = date(2020, 6, 8)) -> Period:
        """The June of a regime, opened on a Monday before its cut-off."""
        return obligations.open_period(
            actor=self.clerk, regime_id=(regime or self.regime()).pk, key=JUNE, now=at(on)
        )

    def owed(self, period: Period, unit: Unit | None = None) -> Obligation:
        return Obligation.objects.get(period=period, unit=unit or self.post)

    def begun(self, owed: Obligation, *, on: date = date(2020, 6, 15)) -> Return:
        return services.begin_return(actor=self.officer, obligation_id=owed.pk, now=at(on))

    def filled(self, owed: Obligation, *, on: date = date(2020, 6, 15)) -> Return:
        """A return in which the checks find nothing."""
        written = self.begun(owed, on=on)
        result = selectors.sections_of(written=written)[0]
        services.save_section(
            actor=self.officer,
            obligation_id=owed.pk,
            section_id=result.section_id,
            text="Đã kiểm tra 12 bưu cục vùng cao.",
            seen=result.text,
            now=at(on),
        )
        figures = selectors.figures_of(written=written)
        typed = dict(
            zip((each.figure_id for each in figures), ("30", "10", "20", "0"), strict=True)
        )
        services.save_figures(
            actor=self.officer, obligation_id=owed.pk, typed=typed, seen={}, now=at(on)
        )
        return written

    def sent(self, owed: Obligation, *, on: date = date(2020, 6, 16)) -> Submission:
        self.filled(owed, on=on)
        return services.send_return(actor=self.head, obligation_id=owed.pk, now=at(on))


@dataclass(frozen=True)
class Reported:
    """What a unit owes the Office: a May that was sent, and a June that is being written."""

    regime: Regime
    sent: Obligation
    written: Obligation
    section_id: int
    proposal: Proposal


REPORT = """I. KẾT QUẢ THỰC HIỆN
Đã kiểm tra 12 bưu cục vùng cao, nhắc 3 bưu cục niêm yết lại giá cước.
II. KHEN THƯỞNG
Khen hai tập thể.
"""


def reported(
    *, unit: Unit, office: Unit, clerk: User, officer: User, head: User, on: date
) -> Reported:
    """One regime of one unit, with two periods opened and worked on that day."""
    level = replace(TOLD.levels[0], kinds=(), unit_ids=(unit.pk,), recipient_id=office.pk)
    regime = regimes.establish_regime(
        actor=clerk, told=replace(TOLD, levels=(level,)), valid_from=SET_UP, now=at(SET_UP)
    )
    may, june = (
        obligations.open_period(actor=clerk, regime_id=regime.pk, key=key, now=at(on))
        for key in ("2020-05", JUNE)
    )
    sent, written = (period.obligations.get() for period in (may, june))
    for each in (sent, written):
        services.begin_return(actor=officer, obligation_id=each.pk, now=at(on))
    services.send_return(
        actor=head, obligation_id=sent.pk, reason="Chưa có số liệu của hai huyện", now=at(on)
    )
    services.bring_file(
        actor=officer,
        obligation_id=written.pk,
        data=REPORT.encode(),
        file_name="bao-cao.txt",
        now=at(on),
    )
    proposal = Proposal.objects.filter(
        written__obligation=written, section__isnull=False, source="word"
    ).earliest("pk")
    return Reported(regime, sent, written, proposal.section_id or 0, proposal)
