"""Who signs in, where they are signed in, and the tokens by which programs do it for them.

Second factors lie in allauth's own table (`allauth.mfa.models.Authenticator`).
"""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.types import TokenKind, Way

# By what a browser tells itself from those that claim to be it: the first sign found counts.
BROWSERS = (
    ("coc_coc", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


class User(AbstractUser):
    """A person with an account. Where they serve, and since when, is written in organisations."""

    # A Vietnamese name is one thing: family, middle and given name are never needed apart.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("full name"), max_length=150)

    REQUIRED_FIELDS = ["email", "full_name"]

    # Set on whom a request speaks for, while they have not raised their rights; never stored.
    holds_back = False

    @property
    def administers_all(self) -> bool:
        """Whether a superuser's rights are in hand now, not only given."""
        return self.is_active and self.is_superuser and not self.holds_back

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


class OpenSession(models.Model):
    """A browser in which a person is signed in: what they need to know it again, and to end it.

    `session_key` names the row of django_session; a session that ended has no row here either.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    began_at = models.DateTimeField(editable=False)
    seen_at = models.DateTimeField(editable=False)
    address = models.GenericIPAddressField(null=True, editable=False)
    agent = models.CharField(max_length=200, blank=True, editable=False)
    way = models.CharField(max_length=10, choices=Way, editable=False)

    class Meta:
        ordering = ["-seen_at", "-pk"]

    def __str__(self) -> str:
        return self.device

    @property
    def device(self) -> str:
        """The browser and the system, as far as they name themselves: "Firefox · Windows"."""
        browser = next((name for sign, name in BROWSERS if sign in self.agent), "")
        system = next((name for sign, name in SYSTEMS if sign in self.agent), "")
        return " · ".join(part for part in (browser, system) if part) or self.agent[:40] or "–"


class Brake(models.Model):
    """How often something failed from one side, and until when that side has to wait.

    The key is an HMAC: neither names nor addresses of those who fail are kept.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    free_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key[:8]


class Raise(models.Model):
    """A time-box in which a person may use an administrator's rights, in one session."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, editable=False)
    began_at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(editable=False)
    lowered_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-began_at", "-pk"]
        indexes = [models.Index(fields=["user", "lowered_at"])]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.began_at:%Y-%m-%d %H:%M}"


class OneTimeLink(models.Model):
    """A way to a new password, once and until a moment. Of its secret only the SHA-256 is kept."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    issued_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(editable=False)
    used_at = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.issued_at:%Y-%m-%d %H:%M}"
