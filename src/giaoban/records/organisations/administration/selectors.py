"""What administrators read beside the register."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from giaoban.ground.accounts.models import User
from giaoban.ground.files.selectors import bytes_of
from giaoban.ground.platform.models import CalendarDay, CalendarYear
from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import policies, selectors
from giaoban.records.organisations.administration.columns import Column, columns_of
from giaoban.records.organisations.administration.models import BroughtPack, Sheet, WordTemplate
from giaoban.records.organisations.administration.types import Paper
from giaoban.records.organisations.models import Field, Unit

__all__ = [
    "Column",
    "administers",
    "brought_packs",
    "columns_of",
    "confirmed_year",
    "file_of",
    "free_field_key",
    "free_unit_key",
    "own_days",
    "sheets",
    "template_in_force",
    "templates_of",
]

LONGEST_KEY = 70  # leaves room for a number behind it, of the 80 that a key may have


def administers(*, actor: User, on: date) -> bool:
    """Whether the pages of the administration are there for the person that day."""
    return bool(policies.may_keep_register(selectors.scope_of(actor=actor, on=on)))


# Word templates


def templates_of(*, paper: Paper) -> QuerySet[WordTemplate]:
    """All versions of a paper's template, the newest first."""
    return WordTemplate.objects.filter(paper=paper).select_related("added_by", "stored")


def template_in_force(*, paper: Paper) -> bytes | None:
    """The agency's own template of a paper; nothing where the program's holds."""
    found = WordTemplate.objects.filter(paper=paper, is_in_force=True).select_related("stored")
    template = found.first()
    return bytes_of(template.stored) if template else None


def file_of(template: WordTemplate) -> bytes:
    return bytes_of(template.stored)


# Calendars


def own_days(*, year: int) -> QuerySet[CalendarDay]:
    """The agency's own rows of a year, by day."""
    return CalendarDay.objects.filter(day__year=year)


def confirmed_year(*, year: int) -> CalendarYear | None:
    return CalendarYear.objects.filter(year=year).first()


# Sheets and packs that wait


def sheets(*, limit: int) -> Iterable[Sheet]:
    """The latest that were brought, without their words."""
    return Sheet.objects.defer("rows").select_related("brought_by")[:limit]


def brought_packs() -> QuerySet[BroughtPack]:
    return BroughtPack.objects.defer("content").select_related("brought_by")


# Keys


def free_unit_key(*, name: str) -> str:
    """A lasting name for a unit that is called so: its words without accents, a number behind
    them where another unit has them."""
    start = _start(name)
    return _free(start, Unit.objects.filter(key__startswith=start).values_list("key", flat=True))


def free_field_key(*, name: str) -> str:
    start = _start(name)
    return _free(start, Field.objects.filter(key__startswith=start).values_list("key", flat=True))


def _start(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:LONGEST_KEY].strip("-") or "muc"


def _free(start: str, keys: Iterable[str]) -> str:
    taken = set(keys)
    if start not in taken:
        return start
    numbered = (f"{start}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in numbered if key not in taken)
