"""Which lists a person comes back to, and in which columns they read."""

from datetime import date

from django.db.models import Q, QuerySet

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.saved.models import ChosenColumns, SavedList


def visible_lists(*, actor: User, on: date) -> QuerySet[SavedList]:
    """A person's own lists; for whoever runs the briefing those that are shared as well."""
    wanted = Q(owner=actor)
    if organisations.scope_of(actor=actor, on=on).runs_the_briefing:
        wanted |= Q(shared=True)
    return SavedList.objects.filter(wanted).select_related("owner")


def own_lists(*, actor: User) -> QuerySet[SavedList]:
    return SavedList.objects.filter(owner=actor)


def chosen_columns(*, actor: User) -> list[str] | None:
    """The names of the columns that the person chose; None for whoever never chose any."""
    found = ChosenColumns.objects.filter(reader=actor).values_list("names", flat=True).first()
    return None if found is None else found.split()
