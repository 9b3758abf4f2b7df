"""What a letter that urges units says (công văn đôn đốc): plain data, filled in by `word`."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class UrgedRow:
    """One duty that a unit is urged to do. `document` is what it was assigned by.

    `days_late` counts the days since the deadline, 0 where it is still to come.
    """

    unit: str
    task: str
    document: str
    deadline: date
    days_late: int = 0


@dataclass(frozen=True)
class UrgingLetter:
    """A công văn of an agency to units that owe it something.

    Without `number` or `on` it is a draft with room to write them. `subject` comes without "V/v",
    which the template writes. `opening` stands before the table, `requests` after it; `closing` is
    the last sentence, with "./." at its end. `signer_authority` has a line for each post, a
    ministry has no `agency_parent`.
    """

    agency: str
    symbol: str
    place: str
    subject: str
    addressees: tuple[str, ...]
    opening: tuple[str, ...]
    rows: tuple[UrgedRow, ...]
    closing: str
    signer_authority: tuple[str, ...]
    signer_name: str
    recipients: tuple[str, ...]
    agency_parent: str = ""
    number: int | None = None
    on: date | None = None
    requests: tuple[str, ...] = ()
