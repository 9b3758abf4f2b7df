"""What stands around the contents of a paper: the agency, its symbol, who signs, who gets it."""

from datetime import date
from typing import TypedDict

from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.selectors.papers import TO_BE_WRITTEN, form_of, initials_of


class Letterhead(TypedDict):
    """The parts of a paper of `kit.paper` that do not depend on what it is about."""

    agency: str
    symbol: str
    place: str
    signer_authority: tuple[str, ...]
    signer_name: str
    recipients: tuple[str, ...]


def letterhead(kind: str, *, on: date) -> Letterhead:
    """The head and foot of the agency's papers, whose symbol begins with `kind`."""
    agency = organisations.agency_on(on=on)
    form = form_of(agency)
    return Letterhead(
        agency=agency.name if agency else TO_BE_WRITTEN,
        symbol="-".join(filter(None, (kind, initials_of(agency)))),
        place=form.place,
        signer_authority=form.authority,
        signer_name="",
        recipients=form.recipients,
    )
