"""An agency's own Word templates, and the sheets and packs that were brought to be loaded."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.records.organisations.administration.types import Paper, SheetKind


class WordTemplate(models.Model):
    """A version of the template of a paper. At most one version of each paper is in force; where
    none is, the one that comes with the program holds."""

    paper = models.CharField(_("paper"), max_length=20, choices=Paper)
    number = models.PositiveIntegerField(_("version"))
    stored = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("file name"), max_length=200)
    note = models.CharField(_("what is different"), max_length=200, blank=True)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    is_in_force = models.BooleanField(default=False)
    in_force_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["paper", "-number"]
        constraints = [
            models.UniqueConstraint(name="word_template_numbered", fields=["paper", "number"]),
            models.UniqueConstraint(
                name="word_template_one_in_force", fields=["paper"], condition=Q(is_in_force=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_paper_display()} {self.number}"


class Sheet(models.Model):
    """A sheet of units or people that was brought, until it is loaded or put away.

    `rows` are its words (`number`, `cells`), which go once it is loaded: they are about people.
    """

    kind = models.CharField(_("what it tells of"), max_length=10, choices=SheetKind)
    file_name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list, editable=False)
    row_count = models.PositiveIntegerField()
    brought_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    loaded_at = models.DateTimeField(null=True, editable=False)
    counts = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class BroughtPack(models.Model):
    """A reference pack of the agency's own that was brought, with what its file tells."""

    file_name = models.CharField(_("file name"), max_length=200)
    title = models.CharField(_("title"), max_length=300, blank=True)
    content = models.JSONField(editable=False)
    brought_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    loaded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return self.title or self.file_name
