"""When the last backup was made. Kept beside the data, so that a page and a check can tell."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

NAME = "last-backup.json"


@dataclass(frozen=True)
class LastBackup:
    """`file` is where it was written; whether it still is there, nobody promises."""

    made_at: datetime
    file: str
    size: int
    files: int
    rows: int


def last_backup(var: Path) -> LastBackup | None:
    """Nothing where no backup was made, or where the note of it cannot be read."""
    try:
        told = json.loads((var / NAME).read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(told.pop("made_at"))
        return LastBackup(made_at=made_at, **told)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def remember_backup(var: Path, last: LastBackup) -> None:
    told = {**vars(last), "made_at": last.made_at.isoformat()}
    var.mkdir(parents=True, exist_ok=True)
    half_written = var / f"{NAME}.partial"
    half_written.write_text(json.dumps(told), encoding="utf-8")
    half_written.replace(var / NAME)
