"""What the portal may show of score-cards: editions that were published, and nothing else.

Figures by unit and no single task; read from the frozen text alone, so that a page of the portal
shows what was published whatever has happened since.
"""

from dataclasses import dataclass
from datetime import date, datetime

from giaoban.records.tasks.editions.frozen import read
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.types import Tally


@dataclass(frozen=True)
class PublishedLine:
    """An edition among others, without its figures."""

    period: str
    number: int
    as_of: date
    published_at: datetime


@dataclass(frozen=True)
class PublishedRow:
    """A unit by the name it had on the day counted."""

    name: str
    tally: Tally


@dataclass(frozen=True)
class PublishedScoreCard:
    """The figures of one edition. `editions` is how many its period has by now."""

    period: str
    number: int
    editions: int
    as_of: date
    published_at: datetime
    reason: str
    rule: str
    digest: str
    agency: str
    rows: tuple[PublishedRow, ...]
    total: Tally


def published(*, limit: int = 100) -> list[PublishedLine]:
    """The last edition of each period, the period that was published last first."""
    lines: dict[str, PublishedLine] = {}
    told = Edition.objects.order_by("-number").values_list(
        "period", "number", "as_of", "published_at"
    )
    for line in told:
        lines.setdefault(line[0], PublishedLine(*line))
    return sorted(lines.values(), key=lambda line: line.published_at, reverse=True)[:limit]


def edition(*, period: str, number: int | None = None) -> PublishedScoreCard | None:
    """One edition of a period, the last without a number; None where there is none such."""
    of_period = Edition.objects.filter(period=period).order_by("-number")
    found = (of_period.filter(number=number) if number else of_period).first()
    if found is None:
        return None
    frozen = read(found.body)
    return PublishedScoreCard(
        period=found.period,
        number=found.number,
        editions=of_period.count(),
        as_of=found.as_of,
        published_at=found.published_at,
        reason=found.reason,
        rule=found.rule_edition,
        digest=found.digest,
        agency=frozen.agency,
        rows=tuple(PublishedRow(row.name, row.tally) for row in frozen.rows if row.tally.total),
        total=frozen.total,
    )
