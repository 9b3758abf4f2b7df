"""What papers may be asked for, and when they would be too long."""

from dataclasses import dataclass, field
from datetime import date

from giaoban.kit.periods.period import Period
from giaoban.records.tasks.types import Measure

# A Word file with so many rows has some four hundred pages and takes ten seconds to write; beyond
# that, and for PDF far earlier, a spreadsheet is what helps.
MOST_IN_WORD = 5_000
MOST_IN_PDF = 2_000
MOST_IN_EXCEL = 50_000


@dataclass(frozen=True)
class Asked:
    """Which duties a paper is about. Without units it is all that the person sees."""

    period: Period
    as_of: date
    measure: Measure = Measure.CURRENT
    unit_ids: frozenset[int] = field(default_factory=frozenset)
