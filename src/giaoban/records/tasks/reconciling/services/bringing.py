"""Bringing an export of another system: its rows are kept as they are."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.files import services as files
from giaoban.ground.platform.jobs.services import enqueue
from giaoban.records.tasks.importing.opening import open_table
from giaoban.records.tasks.importing.types import ColumnsMissing, ColumnTwice, NumberedRow
from giaoban.records.tasks.reconciling import selectors
from giaoban.records.tasks.reconciling.columns import NAMED, recognised
from giaoban.records.tasks.reconciling.models import Line, Session
from giaoban.records.tasks.reconciling.services.comparing import compare
from giaoban.records.tasks.reconciling.services.permission import demand
from giaoban.records.tasks.reconciling.types import DecidedAlready, SessionClosed, SessionState

AT_ONCE = 300  # rows that whoever asks waits for; more are a job
_AT_A_TIME = 500


@transaction.atomic
def bring_export(
    *, actor: User, data: bytes, file_name: str, now: datetime, as_of: date | None = None
) -> Session:
    """Keep the rows of an export and compare them, at once or as a job where they are many.

    The same file again is the session that it already has, until that is closed. Raises
    TableUnreadable; nothing is kept then.
    """
    principal = demand(actor, now=now)
    sha256 = hashlib.sha256(data).hexdigest()
    if there := selectors.with_content(sha256=sha256):
        return there
    opened = open_table(data)
    session = Session(
        name=file_name[-300:],
        sha256=sha256,
        file=files.keep_file(data=data, media_type="application/octet-stream", now=now),
        heads=list(opened.table.heads),
        columns=recognised(opened.table.heads),
        as_of=as_of or timezone.localdate(now),
        brought_by=actor,
        brought_at=now,
    )
    session.save()
    session.row_count = _keep(session, opened.rows)
    session.save(update_fields=["row_count"])
    audit.record(
        actor=actor,
        verb="reconciling.brought",
        target=session,
        data={"file_name": session.name, "rows": session.row_count, "sha256": sha256},
        now=now,
        on_behalf_of=principal,
    )
    _compare(session, now=now)
    return session


def _keep(session: Session, rows: Iterator[NumberedRow]) -> int:
    count = 0
    while some := list(islice(rows, _AT_A_TIME)):
        Line.objects.bulk_create(
            Line(session=session, number=number, cells=cells) for number, cells in some
        )
        count += len(some)
    return count


@transaction.atomic
def choose_columns(
    *, actor: User, session_id: int, columns: Mapping[str, int], now: datetime
) -> Session:
    """Say which place of the rows holds what, and compare anew, while nothing is decided."""
    demand(actor, now=now)
    session = Session.objects.select_for_update(of=("self",)).get(pk=session_id)
    if session.state == SessionState.CLOSED:
        raise SessionClosed
    if session.lines.exclude(choice="").exists():
        raise DecidedAlready
    known = {
        name: place
        for name, place in columns.items()
        if name in NAMED and 0 <= place < len(session.heads)
    }
    if "title" not in known:
        raise ColumnsMissing
    if len(set(known.values())) < len(known):
        raise ColumnTwice
    session.columns = known
    session.save(update_fields=["columns"])
    _compare(session, now=now)
    return session


def _compare(session: Session, *, now: datetime) -> None:
    """Without a column of titles there is nothing to compare: the page asks for it."""
    if "title" not in session.columns:
        session.state = SessionState.OPEN
        session.save(update_fields=["state"])
        return
    session.state = SessionState.COMPARING
    session.save(update_fields=["state"])
    if session.row_count > AT_ONCE:
        enqueue("reconciling.compare", session_id=session.pk)
    else:
        compare(session_id=session.pk, now=now)
        session.refresh_from_db()
