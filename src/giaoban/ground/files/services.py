"""Keeping a file: once for each content, written whole or not at all."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.db import transaction

from giaoban.ground.files.models import StoredFile
from giaoban.ground.files.selectors import path_of


@transaction.atomic
def keep_file(*, data: bytes, media_type: str, now: datetime) -> StoredFile:
    """The stored file with this content, which is written to the store if it is new there."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as half_written:
            half_written.write(data)
            half_written.flush()
            os.fsync(half_written.fileno())
        Path(half_written.name).replace(path)
    stored, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": len(data), "media_type": media_type, "kept_at": now}
    )
    return stored
