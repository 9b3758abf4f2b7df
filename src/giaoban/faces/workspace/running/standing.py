"""How the installation stands, put together for the page of the administrators."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Sum

from giaoban.ground.audit import selectors as audit
from giaoban.ground.audit.models import Verification
from giaoban.ground.files import selectors as files
from giaoban.ground.notices import selectors as notices
from giaoban.ground.notices.selectors import MailFigures
from giaoban.ground.platform.backups.last import LastBackup, last_backup
from giaoban.ground.platform.health import Finding, readiness
from giaoban.ground.platform.jobs.selectors import JobsState, state_of_jobs
from giaoban.ground.platform.state import (
    Disk,
    Versions,
    database_bytes,
    disk_of,
    versions,
)

MEGABYTE = 1_000_000
# A disk that is this full deserves a look, long before nothing can be written.
FULL = 0.85


@dataclass(frozen=True)
class Standing:
    """`backup_is_late` is also true where none was made."""

    findings: list[Finding]
    versions: Versions
    database_mb: float
    file_count: int
    files_mb: float
    disk: Disk
    backup: LastBackup | None
    backup_is_late: bool
    jobs: JobsState
    trail: Verification | None
    mail: MailFigures

    @property
    def trail_is_broken(self) -> bool:
        return self.trail is not None and not (self.trail.holds and self.trail.guarded)

    @property
    def troubles(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.ok]

    @property
    def trouble_count(self) -> int:
        """What the first line of the page counts: everything below that is marked as wrong."""
        wrong = (
            self.backup_is_late,
            self.jobs.worker_is_missing,
            self.disk_is_filling,
            self.trail_is_broken,
        )
        return len(self.troubles) + sum(wrong)

    @property
    def disk_is_filling(self) -> bool:
        return self.disk.used >= FULL * self.disk.fillable

    @property
    def backup_mb(self) -> float:
        return round(self.backup.size / MEGABYTE, 1) if self.backup else 0

    @property
    def disk_used_gb(self) -> float:
        return round(self.disk.used / 1000 / MEGABYTE, 1)

    @property
    def disk_gb(self) -> float:
        return round(self.disk.fillable / 1000 / MEGABYTE, 1)


def standing_of_installation(*, now: datetime) -> Standing:
    """Everything at that moment; the caller asks whether the person administers."""
    stored = files.stored_files().aggregate(count=Count("pk"), size=Sum("size"))
    backup = last_backup(settings.VAR)
    late = backup is None or now - backup.made_at >= timedelta(hours=settings.BACKUP_HOURS)
    return Standing(
        findings=readiness(),
        versions=versions(),
        database_mb=round(database_bytes() / MEGABYTE, 1),
        file_count=stored["count"],
        files_mb=round((stored["size"] or 0) / MEGABYTE, 1),
        disk=disk_of(settings.FILES_ROOT),
        backup=backup,
        backup_is_late=late,
        jobs=state_of_jobs(now=now),
        trail=audit.last_verification(),
        mail=notices.mail_figures(now=now),
    )
