"""Files as they came in, each kept once whatever it is called."""

from django.db import models


class StoredFile(models.Model):
    """The content of a file. Its bytes lie in the file store under its SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.sha256
