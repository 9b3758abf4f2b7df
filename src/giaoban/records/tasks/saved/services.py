"""Keeping lists and columns. A service is a sentence, carried out in one transaction."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.records.tasks.saved import policies
from giaoban.records.tasks.saved.models import ChosenColumns, SavedList
from giaoban.records.tasks.saved.types import LISTS_OF_ONE, ListWithoutName, TooManyLists


@transaction.atomic
def save_list(
    *, actor: User, name: str, address: str, now: datetime, shared: bool = False
) -> SavedList:
    """Keep an address under a name. A list of one's own that has the name leads there from now on.

    Raises ListWithoutName, TooManyLists; PermissionDenied where one may not share.
    """
    name = " ".join(name.split())
    if not name:
        raise ListWithoutName
    verdict = policies.may_share(actor, on=timezone.localdate(now))
    if shared and not verdict:
        raise PermissionDenied
    own = SavedList.objects.select_for_update(of=("self",)).filter(owner=actor)
    kept = own.filter(name=name).first()
    if kept is None and own.count() >= LISTS_OF_ONE:
        raise TooManyLists
    kept = kept or SavedList(owner=actor, name=name)
    kept.address, kept.shared, kept.saved_at = address, shared, now
    kept.save()
    data = {"name": name, "address": address, "shared": str(shared).lower()}
    audit.record(
        actor=actor,
        verb="saved.kept",
        target=kept,
        data=data,
        now=now,
        on_behalf_of=verdict.principal if shared else None,
    )
    return kept


@transaction.atomic
def forget_list(*, actor: User, list_id: int, now: datetime) -> None:
    """Forget a list of one's own. Raises SavedList.DoesNotExist for those of others."""
    kept = SavedList.objects.select_for_update(of=("self",)).get(pk=list_id, owner=actor)
    data = {"name": kept.name, "address": kept.address}
    audit.record(actor=actor, verb="saved.forgotten", target=kept, data=data, now=now)
    kept.delete()


@transaction.atomic
def choose_columns(*, actor: User, names: Iterable[str], now: datetime) -> None:
    """Read lists in these columns from now on."""
    told = " ".join(names)
    chosen, _made = ChosenColumns.objects.update_or_create(reader=actor, defaults={"names": told})
    audit.record(actor=actor, verb="saved.columns", target=chosen, data={"names": told}, now=now)
