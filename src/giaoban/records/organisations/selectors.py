"""Reading the register of units, as it stood on a day. Every signed-in person may read it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet

from giaoban.ground.accounts.models import User
from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import matching
from giaoban.records.organisations.models import (
    Appointment,
    Field,
    FieldInCharge,
    Unit,
    UnitAlias,
    UnitVersion,
)
from giaoban.records.organisations.types import Candidate, Node, Post, Scope, UnitIndex, UnitKind

# Their work spans the agency. Everyone else sees their own units and what stands below these.
_POSTS_THAT_SEE_EVERYTHING = frozenset(
    {Post.OFFICE_CLERK, Post.LEADER, Post.ADMINISTRATOR, Post.AUDITOR}
)


# Units


def units_on(*, on: date) -> QuerySet[UnitVersion]:
    """What every unit in force that day is called, each with its identity loaded."""
    return UnitVersion.objects.on(on).select_related("unit")


def unit_names(*, on: date) -> dict[int, str]:
    """The name of every unit ever registered: that day's, else its last before, else its first."""
    names: dict[int, str] = {}
    versions = UnitVersion.objects.order_by("unit_id", "valid_from")
    for unit_id, name, valid_from in versions.values_list("unit_id", "name", "valid_from"):
        if unit_id not in names or valid_from <= on:
            names[unit_id] = name
    return names


def units_below(*, unit_ids: Iterable[int], on: date) -> frozenset[int]:
    """These units and all that stand below them that day, however deep."""
    reached = frozenset(unit_ids)
    return _reach(reached, on=on) if reached else reached


def _reach(unit_ids: frozenset[int], *, on: date) -> frozenset[int]:
    children: defaultdict[int, list[int]] = defaultdict(list)
    links = UnitVersion.objects.on(on).exclude(parent=None).order_by()
    for unit_id, parent_id in links.values_list("unit_id", "parent_id"):
        children[parent_id].append(unit_id)
    reached = set(unit_ids)
    waiting = list(unit_ids)
    while waiting:
        new = [unit_id for unit_id in children[waiting.pop()] if unit_id not in reached]
        reached.update(new)
        waiting.extend(new)
    return frozenset(reached)


def tree_on(*, on: date) -> list[Node]:
    """The units of that day, each after the one it stands under and in the order of the register.

    A unit whose parent is not in force that day stands at the top.
    """
    versions = {version.unit_id: version for version in UnitVersion.objects.on(on)}
    below: defaultdict[int | None, list[UnitVersion]] = defaultdict(list)
    for version in versions.values():
        below[version.parent_id if version.parent_id in versions else None].append(version)
    nodes: list[Node] = []
    waiting = [(version, 0) for version in _last_first(below[None])]
    while waiting:
        version, depth = waiting.pop()
        nodes.append(
            Node(
                unit_id=version.unit_id,
                name=version.name,
                kind=UnitKind(version.kind),
                parent_id=version.parent_id,
                depth=depth,
            )
        )
        waiting.extend((child, depth + 1) for child in _last_first(below[version.unit_id]))
    return nodes


def _last_first(versions: Iterable[UnitVersion]) -> list[UnitVersion]:
    # Sorted here: the two databases disagree on where Đ stands.
    return sorted(versions, key=lambda each: (each.position, fold(each.name)), reverse=True)


def agency_on(*, on: date) -> UnitVersion | None:
    """The agency whose installation this is: the unit that stood under no other that day."""
    return UnitVersion.objects.on(on).filter(parent=None).order_by("position", "unit_id").first()


def units_ever() -> QuerySet[Unit]:
    """Every unit that was ever registered, with all its versions and names loaded."""
    return (
        Unit.objects.filter(versions__isnull=False)
        .distinct()
        .prefetch_related("versions", "aliases")
    )


def unit_with_key(*, key: str) -> Unit | None:
    """The unit that reference packs call so."""
    return Unit.objects.filter(key=key).first()


# People


def appointments_of(*, user: User, on: date) -> QuerySet[Appointment]:
    """In which units, and as what, a person serves that day."""
    return Appointment.objects.on(on).filter(user=user)


def appointments_of_all(*, users: Iterable[User], on: date) -> QuerySet[Appointment]:
    """The same of several people, for one query."""
    return Appointment.objects.on(on).filter(user__in=list(users))


def people_serving_in(
    *, unit_ids: Iterable[int], on: date, posts: Collection[Post] | None = None
) -> QuerySet[User]:
    """Whoever serves in one of the units that day and may sign in; in any post, or in these."""
    appointments = Appointment.objects.on(on).filter(unit__in=list(unit_ids))
    if posts is not None:
        appointments = appointments.filter(post__in=posts)
    people = User.objects.filter(is_active=True, pk__in=appointments.order_by().values("user"))
    return people.order_by("full_name", "pk")


def people_with_post(*, posts: Collection[Post], on: date) -> QuerySet[User]:
    """Whoever serves in one of the posts that day, in whichever unit, and may sign in."""
    appointments = Appointment.objects.on(on).filter(post__in=posts).order_by()
    people = User.objects.filter(is_active=True, pk__in=appointments.values("user"))
    return people.order_by("full_name", "pk")


def scope_of(*, actor: User, on: date) -> Scope:
    """Whose affairs the person sees that day. Whoever serves nowhere sees none."""
    if not actor.is_active:
        return Scope(everything=False, unit_ids=frozenset(), posts=frozenset())
    served = list(appointments_of(user=actor, on=on).order_by().values_list("unit_id", "post"))
    posts = frozenset(Post(post) for _, post in served)
    return Scope(
        everything=not posts.isdisjoint(_POSTS_THAT_SEE_EVERYTHING),
        unit_ids=units_below(unit_ids=(unit_id for unit_id, _ in served), on=on),
        posts=posts,
    )


# Fields


def fields() -> QuerySet[Field]:
    return Field.objects.all()


def units_in_charge(*, field_id: int, on: date) -> frozenset[int]:
    """The units that are in charge of the field that day."""
    charges = FieldInCharge.objects.on(on).filter(field=field_id)
    return frozenset(charges.order_by().values_list("unit_id", flat=True))


def fields_in_charge_of(*, unit_id: int, on: date) -> QuerySet[Field]:
    """The fields that the unit is in charge of that day."""
    charges = FieldInCharge.objects.on(on).filter(unit=unit_id)
    return Field.objects.filter(pk__in=charges.order_by().values("field"))


def match_field(*, text: str) -> Field | None:
    """The one field that a heading such as "Về lĩnh vực viễn thông" names; none when unsure."""
    names = [(field, field.name) for field in Field.objects.all()]
    return matching.match_field(text, names)


# What a text means


def unit_index(*, on: date) -> UnitIndex:
    """The units of that day with all their names, read in two queries, to match many texts."""
    versions = list(UnitVersion.objects.on(on).order_by("position", "unit_id"))
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for unit_id, text in UnitAlias.objects.order_by().values_list("unit_id", "text"):
        aliases[unit_id].append(text)
    return matching.Index(
        matching.Named(
            unit_id=version.unit_id,
            name=version.name,
            also=(version.short_name, *aliases[version.unit_id]),
            provincial=version.kind == UnitKind.PROVINCIAL,
            parent_id=version.parent_id,
        )
        for version in versions
    )


def match_units(*, text: str, on: date, limit: int = 5) -> list[Candidate]:
    """The units of that day that the text may mean, best first; for many texts, `unit_index`."""
    return unit_index(on=on).match(text, limit=limit)
