"""Who signs in, and the tokens by which programs do it for them."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.types import TokenKind


class User(AbstractUser):
    """A person with an account. Where they serve, and since when, is written in organisations."""

    # A Vietnamese name is one thing: family, middle and given name are never needed apart.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("full name"), max_length=150)

    REQUIRED_FIELDS = ["email", "full_name"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Token(models.Model):
    """What lets a program act for an account, in some rooms, until a moment.

    Only the SHA-256 of its secret is kept: nobody guesses 256 random bits, so a slow hash would
    protect nothing. `start` are its first letters, by which its owner knows it again. `paid_until`
    counts its requests (microseconds since 1970): each one moves it on by its share of a minute.
    """

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=TokenKind)
    name = models.CharField(_("name"), max_length=100)
    start = models.CharField(max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("scopes"), default=list)
    issued_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(null=True, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)
    paid_until = models.BigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["owner", "expires_at"])]
        constraints = [
            models.CheckConstraint(
                name="token_expires_after_it_was_issued", condition=Q(expires_at__gt=F("issued_at"))
            ),
        ]

    def __str__(self) -> str:
        return self.name
