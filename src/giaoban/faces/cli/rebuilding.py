"""Folding all events anew by command."""

from django.utils import translation
from django.utils.translation import gettext as _

from giaoban.records.tasks import services


def rebuild(*, language: str) -> None:
    """Put into force by which day results count, and prove that nothing else was stored."""
    changed = services.rebuild_spans()
    with translation.override(language):
        print(_("Duties that were stored otherwise, and are put right: %(n)d") % {"n": changed})
