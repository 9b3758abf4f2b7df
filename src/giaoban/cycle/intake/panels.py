"""What the desk shows on the pages of the rooms below."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.cycle.intake import selectors
from giaoban.ground.accounts.models import User
from giaoban.records.documents.models import Document
from giaoban.records.documents.types import Panel


def what_was_read(actor: User, document: Document, on: date) -> Panel | None:
    """On a document's page, for the Office: what became of the proposals made from it."""
    reading = selectors.queue(actor=actor, on=on).filter(document=document).first()
    if reading is None:
        return None
    counts = selectors.counts_of(reading)
    return Panel(
        _("What was read from it"), "intake/panel.html", {"reading": reading, "counts": counts}
    )
