"""The score-card as a paper: its sentences as an official writes them, in Vietnamese."""

from dataclasses import dataclass
from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.kit.paper.charts import VIETNAMESE, classes_by_unit, picture
from giaoban.kit.paper.report import OverdueRow, Picture, ScoreCardReport, UnitRow
from giaoban.kit.periods.period import Between, Kind, Period
from giaoban.kit.vntext.numbers import format_number, format_rate
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import UnitVersion
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.organisations.successions.types import UnitsNow
from giaoban.records.organisations.types import UnitKind
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.selectors.lists import task_list
from giaoban.records.tasks.selectors.score_cards import score_cards, stretch_before
from giaoban.records.tasks.types import Axis, Measure, Rate, ScoreCard, StatusClass, Tally, UnitsAs

_QUARTERS = ("I", "II", "III", "IV")
TO_BE_WRITTEN = "……"  # what the agency's register does not know
_BAR_CHART_UNITS = 40  # more of them would not be one picture on one page


@dataclass(frozen=True)
class Agency:
    """Whose report it is, as it was called on the day counted."""

    name: str
    short_name: str = ""
    kind: str = ""


def score_card_report(
    *,
    actor: User,
    on: date,
    as_of: date,
    period: Period | Between,
    units: UnitsAs = UnitsAs.THEN,
    measure: Measure = Measure.CURRENT,
) -> ScoreCardReport:
    """The report of a period as of a day, by unit, with what was overdue that day; a draft, for
    who signs it gives it number and date."""
    before = stretch_before(period)
    card, card_before = score_cards(
        actor=actor,
        on=on,
        by=Axis.UNIT,
        asked=[(as_of, period.days()), (before.days().last, before.days())],
        units=units,
        measure=measure,
    )
    agency = organisations.agency_on(on=as_of)
    return report_of(
        card,
        card_before,
        period=period,
        before=before,
        agency=Agency(agency.name, agency.short_name, agency.kind) if agency else None,
        overdue=_overdue(actor, on, card, period),
    )


def report_of(
    card: ScoreCard,
    card_before: ScoreCard,
    *,
    period: Period | Between,
    before: Period | Between,
    agency: Agency | None,
    overdue: tuple[OverdueRow, ...],
    notes: tuple[str, ...] = (),
) -> ScoreCardReport:
    """The report that two cards come to; `notes` stand behind its own."""
    counted = [_unit_row(row.name, row.tally) for row in card.rows if row.tally.total]
    form = form_of(agency)
    return ScoreCardReport(
        agency=agency.name if agency else TO_BE_WRITTEN,
        symbol="-".join(filter(None, ("BC", initials_of(agency)))),
        place=form.place,
        addressees=form.addressees,
        subject=f"Tình hình thực hiện nhiệm vụ được giao {in_words(period)}",
        period=in_words(period),
        as_of=card.as_of,
        summary=_summary(card, card_before, period, before),
        units=tuple(counted),
        totals=_unit_row("Tổng cộng", card.total),
        overdue=overdue,
        notes=(*_notes(card), *_passages(card), *notes),
        chart=_chart(counted, period),
        signer_authority=form.authority,
        signer_name="",
        recipients=form.recipients,
    )


def in_words(period: Period | Between) -> str:
    """`tháng 6/2020`, as it stands in a Vietnamese sentence whatever language a page is in."""
    if isinstance(period, Between):
        return f"từ ngày {_day(period.first)} đến ngày {_day(period.last)}"
    match period.kind:
        case Kind.MONTH:
            return f"tháng {period.number}/{period.year}"
        case Kind.QUARTER:
            return f"quý {_QUARTERS[period.number - 1]}/{period.year}"
        case Kind.HALF:
            return f"6 tháng {'đầu' if period.number == 1 else 'cuối'} năm {period.year}"
        case Kind.NINE_MONTHS:
            return f"9 tháng đầu năm {period.year}"
        case _:
            return f"năm {period.year}"


def _summary(
    card: ScoreCard, card_before: ScoreCard, period: Period | Between, before: Period | Between
) -> tuple[str, ...]:
    total = card.total
    if not total.total:
        nothing = f"{_within(period)}, không có nhiệm vụ có thời hạn nào được theo dõi."
        return (nothing, *_beside(total))
    return (
        _of_all(total, _within(period), card.as_of),
        _of_due(total) + _compared(total.on_time_of_due, card_before, before) + ".",
        _of_assigned(total),
        *_beside(total),
        *_late_units(card),
    )


def _within(period: Period | Between) -> str:
    words = in_words(period)
    return f"Trong {words}" if isinstance(period, Period) else words.capitalize()


def _of_all(total: Tally, period: str, as_of: date) -> str:
    classes = "; ".join(
        f"{_number(total[status])} nhiệm vụ {words} ({_percent(total.share(status))})"
        for status, words in _CLASS_WORDS.items()
    )
    return (
        f"{period}, tính đến hết ngày {_day(as_of)}, các đơn vị được giao chủ trì"
        f" {_number(total.total)} nhiệm vụ có thời hạn, gồm: {classes}."
    )


def _of_due(total: Tally) -> str:
    return (
        f"Trong {_number(total.due)} nhiệm vụ đã đến hạn, có {_number(total.done_on_time)} nhiệm"
        f" vụ hoàn thành đúng hạn, đạt {_percent(total.on_time_of_due)}"
    )


def _of_assigned(total: Tally) -> str:
    return (
        f"Tính trên tổng số nhiệm vụ được giao, các đơn vị đã hoàn thành"
        f" {_parts(total.done_of_all)} nhiệm vụ, đạt {_percent(total.done_of_all)}."
    )


_CLASS_WORDS = {
    StatusClass.DONE_ON_TIME: "hoàn thành đúng hạn",
    StatusClass.DONE_LATE: "hoàn thành quá hạn",
    StatusClass.OPEN_IN_TIME: "đang thực hiện trong hạn",
    StatusClass.OPEN_OVERDUE: "đang thực hiện quá hạn",
}


def _compared(now: Rate, card_before: ScoreCard, before: Period | Between) -> str:
    then = card_before.total.on_time_of_due
    points = now.points_above(then)
    if points is None:
        return ""
    parts = f"{in_words(before)} ({_parts(then)}, đạt {_percent(then)})"
    if points == 0:
        return f", bằng {parts}"
    direction = "tăng" if points > 0 else "giảm"
    return f", {direction} {format_number(abs(points), 2)} điểm phần trăm so với {parts}"


def _beside(total: Tally) -> tuple[str, ...]:
    named = (
        (total.no_deadline, "không có thời hạn"),
        (total.suspended, "tạm dừng"),
        (total.cancelled, "đã hủy"),
    )
    told = [f"{_number(count)} nhiệm vụ {what}" for count, what in named if count]
    if not told:
        return ()
    return (f"Ngoài số nêu trên còn {', '.join(told)}; các nhiệm vụ này không tính vào tỷ lệ.",)


def _late_units(card: ScoreCard) -> tuple[str, ...]:
    late = [row for row in card.rows if row.tally.open_overdue]
    if not late:
        return ("Không có nhiệm vụ nào đang quá hạn.",)
    late.sort(key=lambda row: -row.tally.open_overdue)
    named = "; ".join(f"{row.name} ({_number(row.tally.open_overdue)})" for row in late)
    return (f"Đơn vị còn nhiệm vụ quá hạn: {named}.",)


def _notes(card: ScoreCard) -> tuple[str, ...]:
    in_time = _number(card.total.open_in_time)
    come_due = (
        "Số đã đến hạn gồm hoàn thành đúng hạn, hoàn thành quá hạn và đang thực hiện quá hạn;"
        f" không tính {in_time} nhiệm vụ còn trong hạn."
    )
    first = "Mỗi nhiệm vụ tính một lần, ở đơn vị chủ trì."
    if card.measure == Measure.ORIGINAL:
        return (first, come_due, "Thời hạn để tính là thời hạn giao ban đầu, chưa kể gia hạn.")
    return (first, come_due)


def _passages(card: ScoreCard) -> tuple[str, ...]:
    """Which units of then stand in the row of which unit of now."""
    told: dict[str, list[str]] = {}
    for each in card.passages:
        whole = " (phần chính)" if each.is_split else ""
        told.setdefault(each.successor + whole, []).append(f"{each.name} (đến {_day(each.until)})")
    if not told:
        return ()
    moved = (f"{'; '.join(old)} nay là {new}" for new, old in told.items())
    return ("Đơn vị nêu theo tổ chức hiện nay; tổng số không đổi.", *(f"{each}." for each in moved))


def _unit_row(name: str, tally: Tally) -> UnitRow:
    return UnitRow(
        name=name,
        total=tally.total,
        done_on_time=tally.done_on_time,
        done_late=tally.done_late,
        open_in_time=tally.open_in_time,
        open_overdue=tally.open_overdue,
        on_time_of_due=_parts(tally.on_time_of_due),
        on_time_rate=_percent(tally.on_time_of_due),
    )


def _overdue(
    actor: User, on: date, card: ScoreCard, period: Period | Between
) -> tuple[OverdueRow, ...]:
    names = {row.key: row.name for row in card.rows}
    now = successions.units_now(on=on) if card.units == UnitsAs.NOW else UnitsNow({}, ())
    spans = task_list(
        actor=actor,
        on=on,
        as_of=card.as_of,
        days=period.days(),
        statuses=[StatusClass.OPEN_OVERDUE],
        measure=card.measure,
    )
    told = ((span, _due_on(span, card.measure)) for span in spans)
    return tuple(
        OverdueRow(
            title=span.task.title,
            unit=names[now.of(span.unit_id)],
            deadline=due_on,
            days=(card.as_of - due_on).days,
        )
        for span, due_on in told
        if due_on
    )


def _due_on(span: Span, measure: Measure) -> date | None:
    return span.original_due_on if measure == Measure.ORIGINAL else span.due_on


def _chart(rows: list[UnitRow], period: Period | Between) -> Picture | None:
    if not rows or len(rows) > _BAR_CHART_UNITS:
        return None
    return Picture(
        png=picture(classes_by_unit(rows, VIETNAMESE)),
        caption=f"Nhiệm vụ của từng đơn vị theo bốn loại tình trạng, {in_words(period)}",
        description=VIETNAMESE.description,
    )


@dataclass(frozen=True)
class Form:
    """What stands around the figures; the agency's own template may say it otherwise."""

    place: str
    addressees: tuple[str, ...]
    authority: tuple[str, ...]
    recipients: tuple[str, ...]


_OF_A_MINISTRY = Form(
    place="Hà Nội",
    addressees=("Lãnh đạo Bộ",),
    authority=("TL. Bộ trưởng", "Chánh Văn phòng"),
    recipients=("Lãnh đạo Bộ", "Các đơn vị thuộc Bộ", "Lưu: VT, VP"),
)
_OF_ANOTHER = Form(
    place=TO_BE_WRITTEN,
    addressees=(),
    authority=("Thủ trưởng cơ quan",),
    recipients=("Lãnh đạo cơ quan", "Các đơn vị trực thuộc", "Lưu: VT"),
)


def form_of(agency: UnitVersion | Agency | None) -> Form:
    is_ministry = agency is not None and agency.kind == UnitKind.MINISTRY
    return _OF_A_MINISTRY if is_ministry else _OF_ANOTHER


def initials_of(agency: UnitVersion | Agency | None) -> str:
    """`BTTTT` for Bộ TT&TT: capitals stay, other words but "và" give their first letter."""
    called = (agency.short_name or agency.name) if agency else ""
    words = [word for word in called.replace("&", "").split() if word != "và"]
    return "".join(word if word.isupper() else word[0].upper() for word in words)


def _number(value: int) -> str:
    return format_number(value)


def _parts(rate: Rate) -> str:
    return f"{_number(rate.part)}/{_number(rate.whole)}"


def _percent(rate: Rate) -> str:
    return format_rate(rate.part, rate.whole).replace(" ", "\N{NO-BREAK SPACE}")


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
