"""Reading a file back. Who may do so is decided by the record that the file belongs to."""

from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from giaoban.ground.files.models import StoredFile


def path_of(sha256: str) -> Path:
    """Where the bytes of a content lie: two letters deep, so that no folder grows endless."""
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256


def bytes_of(stored: StoredFile) -> bytes:
    return path_of(stored.sha256).read_bytes()


def stored_files() -> QuerySet[StoredFile]:
    """Every file that is kept, for whoever watches over the installation: what, not where from."""
    return StoredFile.objects.all()
