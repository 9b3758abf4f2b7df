"""Where upper rooms add to documents: who else may see one, and what its page shows besides."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q

from giaoban.ground.accounts.models import User
from giaoban.records.documents.models import Document
from giaoban.records.documents.types import VISIBILITY_RULES, Panel

PanelOf = Callable[[User, Document, date], Panel | None]

_PANELS: list[PanelOf] = []


def add_visibility(rule: Callable[[User, date], Q]) -> None:
    """Let people see, besides their own, the documents that `rule(actor, on)` tells."""
    if rule not in VISIBILITY_RULES:
        VISIBILITY_RULES.append(rule)


def add_panel(panel: PanelOf) -> None:
    """Show on each document's page what `panel(actor, document, on)` makes, or nothing for None."""
    if panel not in _PANELS:
        _PANELS.append(panel)


def panels_of(*, actor: User, document: Document, on: date) -> list[Panel]:
    """The panels of a document's page, in the order in which they were added."""
    made = (panel(actor, document, on) for panel in _PANELS)
    return [panel for panel in made if panel is not None]
