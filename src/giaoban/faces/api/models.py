"""The answers that are kept so that a repeated request is carried out once."""

from django.db import models


class KeptAnswer(models.Model):
    """What was answered to a request that bore an Idempotency-Key.

    `request_digest` tells whether another request with the same key is the same.
    """

    owner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(name="kept_answer_once", fields=["owner", "key"]),
        ]
        indexes = [models.Index(fields=["owner", "at"])]

    def __str__(self) -> str:
        return self.key
