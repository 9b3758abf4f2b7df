"""Published score-cards, as they were published."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """One publication of a period's score-card. It never changes: a correction is a new one.

    `body` is the text of `frozen.Frozen`, `digest` its SHA-256. `reason` says why an earlier
    edition of the period was corrected.
    """

    period = models.CharField(_("period"), max_length=24)
    number = models.PositiveSmallIntegerField(_("number"))
    as_of = models.DateField(_("as of"))
    body = models.TextField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    rule_edition = models.CharField(max_length=10, editable=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    published_at = models.DateTimeField(editable=False)
    published_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="edition_of_period_once", fields=["period", "number"]),
            models.CheckConstraint(
                name="edition_correction_has_reason", condition=Q(number=1) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """`2020-06/2`: the second edition of June 2020."""
        return f"{self.period}/{self.number}"

    @property
    def check_words(self) -> str:
        """The first digits of the hash, in fours, as they stand on paper."""
        return " ".join(self.digest[start : start + 4] for start in range(0, 16, 4))
