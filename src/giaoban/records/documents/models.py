"""Registered documents, their files and the spans of text that records were read from."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """A document of the register. `text` is what was read from its file, NFC; spans count in it.

    `folded` and `lowered` hold all its words for searching, without accents and with them. Whoever
    reads one that is `restricted` leaves a trace.
    """

    symbol = models.CharField(_("number and symbol"), max_length=80, blank=True)
    number = models.PositiveIntegerField(null=True, editable=False)
    year = models.PositiveIntegerField(_("year"), null=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    issued_on = models.DateField(_("date"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=1000)
    signer = models.CharField(_("signer"), max_length=150, blank=True)
    restricted = models.BooleanField(_("restricted"), default=False, editable=False)
    normative = models.BooleanField(default=False, editable=False)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    file_name = models.CharField(max_length=255, blank=True, editable=False)
    text = models.TextField(editable=False)
    text_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    folded = models.TextField(editable=False)
    lowered = models.TextField(editable=False)
    registered_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, editable=False, related_name="+"
    )
    registered_at = models.DateTimeField(editable=False)

    class Meta:
        # The two databases disagree on where a missing date stands.
        ordering = [F("issued_on").desc(nulls_last=True), "-pk"]
        indexes = [models.Index(fields=["symbol"]), models.Index(fields=["issued_on"])]

    def __str__(self) -> str:
        return self.symbol or self.subject


class Excerpt(models.Model):
    """A span of a document's text, `start` to `end` in characters, from which a record was read."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="excerpts")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    rule = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["document", "start"]
        constraints = [
            models.CheckConstraint(name="excerpt_is_not_empty", condition=Q(end__gt=F("start"))),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Citation(models.Model):
    """A document's mention of another one, with its place in the text."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="citations")
    symbol = models.CharField(max_length=80)
    kind = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["document", "start"]
        indexes = [models.Index(fields=["symbol"], name="citation_symbol")]

    def __str__(self) -> str:
        return self.symbol


class NumberRegister(models.Model):
    """The numbers that a register has given out in a year: from 1 to `last`, each once.

    `register` tells which, as `letters` for the letters that go out.
    """

    register = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["register", "year"]
        constraints = [
            models.UniqueConstraint(name="number_register_once", fields=["register", "year"])
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.year}: {self.last}"
