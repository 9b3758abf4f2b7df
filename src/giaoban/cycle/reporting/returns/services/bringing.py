"""A report written elsewhere comes in as a file: the reader opens it, its lines are proposed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language

from giaoban.cycle.reporting.models import Proposal
from giaoban.cycle.reporting.returns import selectors
from giaoban.cycle.reporting.returns.merging import clean
from giaoban.cycle.reporting.returns.services.holding import demand_writer, held, writable
from giaoban.cycle.reporting.returns.splitting import split
from giaoban.cycle.reporting.types import Decision, FileRefused, Source
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.kit.reader.opening import Unreadable, open_file


@transaction.atomic
def bring_file(
    *, actor: User, obligation_id: int, data: bytes, file_name: str, now: datetime
) -> int:
    """Split a file into the sections of the outline; how many lines it brought.

    Lines wait to be taken, each with its place in the file. What an earlier file brought and
    nobody has decided on goes. Raises FileRefused, in the reader's words, and ReportingRefusal.
    """
    obligation = held(obligation_id)
    principal = demand_writer(actor, obligation, now)
    written = writable(obligation)
    try:
        opened = open_file(data, name=file_name)
    except Unreadable as refusal:
        raise FileRefused(refusal.text(get_language() or "vi")) from None
    outline = selectors.outline_of(period=obligation.period)
    Proposal.objects.filter(written=written, source=Source.WORD, decision=Decision.WAITING).delete()
    rows = [
        Proposal(
            written=written,
            section_id=piece.section_id,
            source=Source.WORD,
            text=clean(piece.text).replace("\n", " ")[:20_000],
            place=f"{file_name[:200]}:{piece.line}",
        )
        for piece in split(opened.text, outline.sections)
    ]
    Proposal.objects.bulk_create(rows)
    audit.record(
        actor=actor,
        verb="reporting.file-split",
        target=obligation,
        data={"file": file_name[:200], "proposals": len(rows)},
        now=now,
        on_behalf_of=principal,
    )
    return len(rows)
