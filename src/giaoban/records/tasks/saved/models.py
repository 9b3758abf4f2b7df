"""Lists that people come back to, and the columns in which they read them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedList(models.Model):
    """An address of the list of tasks with a name. `address` is the part after the question mark.

    What it shows is found anew each time, as far as its reader may see it.
    """

    owner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    address = models.CharField(max_length=2000, blank=True)
    shared = models.BooleanField(_("shared with the Office"), default=False)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(name="saved_list_named_once", fields=["owner", "name"])
        ]

    def __str__(self) -> str:
        return self.name


class ChosenColumns(models.Model):
    """In which columns a person reads lists of tasks: their names, with blanks between."""

    reader = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="+")
    names = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["reader"]
        verbose_name_plural = "chosen columns"

    def __str__(self) -> str:
        return self.names
