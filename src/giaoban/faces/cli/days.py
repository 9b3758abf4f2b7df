"""Days as they are given at the command line."""

import re
from datetime import date

_DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")


def written_day(written: str) -> date:
    """A day as ISO or as Vietnamese write it; argparse reports the ValueError of any other."""
    if parts := _DAY.fullmatch(written):
        return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    return date.fromisoformat(written)
