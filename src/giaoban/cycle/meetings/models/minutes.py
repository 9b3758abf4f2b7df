"""The minutes of a meeting with all their revisions, and the notice of its conclusions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.meetings.models.preparing import Meeting


class Minutes(models.Model):
    """Minutes (biên bản). Confirmed at a later meeting of the series, they stay as they are."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    text = models.TextField(_("minutes"), max_length=200_000)
    revision = models.PositiveIntegerField(default=1)
    confirmed_in = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="confirmed_minutes"
    )
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.revision}"


class Revision(models.Model):
    """The minutes as somebody left them."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["minutes", "-number"]
        constraints = [models.UniqueConstraint(name="revision_once", fields=["minutes", "number"])]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.number}"


class Notice(models.Model):
    """The numbered Thông báo kết luận, frozen as issued; `words` are those of its paper."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="notice")
    number = models.PositiveIntegerField()
    year = models.PositiveIntegerField()
    symbol = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField()
    words = models.JSONField()
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="+"
    )
    issued_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(name="notice_numbered_once", fields=["year", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.number:02}/{self.symbol}"
