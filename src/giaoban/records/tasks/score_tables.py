"""What the score-card is as tables for spreadsheets; rates are decimals of percent."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kit.vntext.numbers import format_number
from giaoban.records.tasks.pages.score_card import ScoreCardPage
from giaoban.records.tasks.types import (
    FOUR_CLASSES,
    Axis,
    Measure,
    ScoreCard,
    ScoreRow,
    StatusClass,
    Tally,
)

Table = Iterable[Sequence[object]]

_BESIDE = (StatusClass.NO_DEADLINE, StatusClass.SUSPENDED, StatusClass.CANCELLED)


def score_card_table(
    card: ScoreCard, *, with_other: bool = False, with_coordinating: bool = False
) -> Iterator[Sequence[object]]:
    """Rows, total, and which units of then stand in which row."""
    groups = [_lead]
    head = [str(Axis(card.by).label), *_heads()]
    if with_other:
        groups.append(_other)
        head += _heads(str(Measure(card.measure.other).label))
    if with_coordinating:
        groups.append(_coordinating)
        head += _heads(_("Coordinating, apart"))
    yield head
    for row in card.rows:
        tallies = [group(row) for group in groups]
        if any(tally != Tally() for tally in tallies):
            yield [row.name or _("None"), *_cells(tallies)]
    whole = ScoreRow(None, "", card.total, card.coordinating, card.other)
    yield [_("Total"), *_cells(group(whole) for group in groups)]
    for each in card.passages:
        told = {"unit": each.name, "until": f"{each.until:%d/%m/%Y}", "now": each.successor}
        yield [_("%(unit)s (until %(until)s) is now %(now)s") % told]


def _lead(row: ScoreRow) -> Tally:
    return row.tally


def _other(row: ScoreRow) -> Tally:
    return row.other


def _coordinating(row: ScoreRow) -> Tally:
    return row.coordinating


def ranking_table(page: ScoreCardPage) -> Iterator[Sequence[object]]:
    yield [
        _("Rank"),
        str(page.question.by.label),
        _("On time"),
        _("Come due"),
        _("On time of those due, %"),
    ]
    for each in page.ranking.places:
        rate = each.row.tally.on_time_of_due
        yield [each.place, each.row.name, rate.part, rate.whole, rate.percent]
    for row in page.ranking.left_out:
        rate = row.tally.on_time_of_due
        yield [_("Not ranked"), row.name, rate.part, rate.whole, rate.percent]


def months_table(page: ScoreCardPage) -> Iterator[Sequence[object]]:
    """All months of all rows, so that a spreadsheet draws what it likes."""
    yield [str(page.question.by.label), _("Month"), *_heads()]
    names = {row.key: row.name or _("None") for row in page.card.rows}
    months = [month.key for month in page.trend.months]
    for key, tallies in page.trend.rows.items():
        for month, tally in zip(months, tallies, strict=True):
            if tally != Tally():
                yield [names.get(key, _("Counted earlier")), month, *_figures(tally)]
    for month, tally in zip(months, page.chart.total, strict=True):
        yield [_("Total"), month, *_figures(tally)]


def ages_table(page: ScoreCardPage) -> Iterator[Sequence[object]]:
    yield [_("Days overdue, from"), _("Days overdue, to"), _("Tasks")]
    for age in page.ages:
        yield [age.first, age.last or "", age.count]


# By what an address calls them, with what each is called.
TABLES: dict[str, tuple[object, Callable[[ScoreCardPage], Iterator[Sequence[object]]]]] = {
    "ranking": (gettext_lazy("Ranking"), ranking_table),
    "months": (gettext_lazy("24 months"), months_table),
    "ages": (gettext_lazy("How long overdue"), ages_table),
}


def for_csv(table: Table) -> Iterator[Sequence[object]]:
    """Decimals with a comma, as a spreadsheet set to Vietnamese reads them."""
    for row in table:
        yield [_told(cell) for cell in row]


def for_excel(table: Table) -> Iterator[Sequence[object]]:
    """Decimals as numbers; nothing where there is no rate."""
    for row in table:
        yield [
            float(cell) if isinstance(cell, Decimal) else "" if cell is None else cell
            for cell in row
        ]


def _told(cell: object) -> object:
    if isinstance(cell, Decimal):
        return format_number(cell, 2)
    return "" if cell is None else cell


def _heads(of: str = "") -> list[str]:
    heads = [
        _("Total"),
        *(str(status.label) for status in FOUR_CLASSES),
        _("Come due"),
        _("On time of those due, %"),
        _("Completed"),
        _("Completed of all, %"),
        *(str(status.label) for status in _BESIDE),
    ]
    return [f"{of}: {head}" for head in heads] if of else heads


def _cells(tallies: Iterable[Tally]) -> list[object]:
    return [cell for tally in tallies for cell in _figures(tally)]


def _figures(tally: Tally) -> list[object]:
    return [
        tally.total,
        *(tally[status] for status in FOUR_CLASSES),
        tally.due,
        tally.on_time_of_due.percent,
        tally.done,
        tally.done_of_all.percent,
        *(tally[status] for status in _BESIDE),
    ]
