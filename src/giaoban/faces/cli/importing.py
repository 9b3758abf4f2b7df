"""Importing tasks by command: the same steps as on the pages, without waiting for a worker."""

import sys
from datetime import datetime
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.tasks.importing import selectors, services
from giaoban.records.tasks.importing.models import Batch
from giaoban.records.tasks.importing.types import TAKEN, BatchState, RowState

REFUSED = 2
WRONG = 1  # rows that were left out
_TOLD = 200  # rows whose mistakes are told


def import_file(*, path: Path, username: str, dry_run: bool, language: str) -> int:
    """Import a file in somebody's name; 0 all rows, 1 some were wrong, 2 refused."""
    with translation.override(language):
        try:
            return _import(path, username, dry_run=dry_run, now=clock.now())
        except PermissionDenied:
            print(_("This person may not import tasks."), file=sys.stderr)
        except (RuleBroken, OSError) as refusal:
            print(refusal, file=sys.stderr)
        return REFUSED


def _import(path: Path, username: str, *, dry_run: bool, now: datetime) -> int:
    actor = User.objects.filter(username=username, is_active=True).first()
    if actor is None:
        raise PermissionDenied
    batch = services.bring_table(actor=actor, data=path.read_bytes(), file_name=path.name, now=now)
    if batch.state in {BatchState.BROUGHT, BatchState.CHECKED, BatchState.STOPPED}:
        batch = services.check_now(actor=actor, batch_id=batch.pk, now=now)
        if not dry_run and selectors.rows_of(batch=batch, states=TAKEN).exists():
            services.start_import(actor=actor, batch_id=batch.pk, now=now)
            services.import_rows(batch_id=batch.pk)
            batch.refresh_from_db()
    _tell(batch)
    if dry_run and batch.state == BatchState.CHECKED:
        services.put_away(actor=actor, batch_id=batch.pk, now=now)
    return WRONG if selectors.counts_of(batch=batch)[RowState.WRONG] else 0


def _tell(batch: Batch) -> None:
    wrong = selectors.rows_of(batch=batch, states=[RowState.WRONG, RowState.DOUBTFUL])
    for row in wrong[:_TOLD]:
        told = {"row": row.number, "words": " ".join([*row.problems, *row.remarks])}
        print(_("Row %(row)d: %(words)s") % told)
    for state, count in selectors.counts_of(batch=batch).items():
        if count:
            print(f"{state.label}: {count}")
    if batch.stopped_by:
        print(batch.stopped_by)
    print(f"{BatchState(batch.state).label}: {batch.name}")
