"""Reading the register of units, as it stood on a day. Every signed-in person may read it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from django.db.models import Q, QuerySet

from giaoban.ground.accounts.models import User
from giaoban.ground.platform.requests import remembered
from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import matching
from giaoban.records.organisations.capacities import all_below, scope_from
from giaoban.records.organisations.models import (
    Appointment,
    Delegation,
    Field,
    FieldInCharge,
    FieldOfLeader,
    Unit,
    UnitAlias,
    UnitVersion,
)
from giaoban.records.organisations.types import (
    Candidate,
    Node,
    Post,
    Scope,
    UnitIndex,
    UnitKind,
)

# Units


def units_on(*, on: date) -> QuerySet[UnitVersion]:
    """What every unit in force that day is called, each with its identity loaded."""
    return UnitVersion.objects.on(on).select_related("unit")


def unit_names(*, on: date) -> dict[int, str]:
    """The name of every unit ever registered: that day's, else its last before, else its first."""
    return dict(remembered(("organisations.unit-names", on), partial(_unit_names, on)))


def _unit_names(on: date) -> dict[int, str]:
    names: dict[int, str] = {}
    versions = UnitVersion.objects.order_by("unit_id", "valid_from")
    for unit_id, name, valid_from in versions.values_list("unit_id", "name", "valid_from"):
        if unit_id not in names or valid_from <= on:
            names[unit_id] = name
    return names


def units_below(*, unit_ids: Iterable[int], on: date) -> frozenset[int]:
    """These units and all that stand below them that day, however deep."""
    above = frozenset(unit_ids)
    return all_below(above, _children_on(on=on)) if above else above


def _children_on(*, on: date) -> Mapping[int, Sequence[int]]:
    return remembered(("organisations.children", on), partial(_children, on))


def _children(on: date) -> Mapping[int, Sequence[int]]:
    """Which units stand right below each that day."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    links = UnitVersion.objects.on(on).exclude(parent=None).order_by()
    for unit_id, parent_id in links.values_list("unit_id", "parent_id"):
        children[parent_id].append(unit_id)
    return children


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
    """Whoever serves in one of the units that day and may sign in; in any post, or in these.

    Whoever acts there for another that day is among them.
    """
    appointments = Appointment.objects.on(on).filter(unit__in=list(unit_ids))
    if posts is not None:
        appointments = appointments.filter(post__in=posts)
    return _people_of(appointments, on)


def people_with_post(*, posts: Collection[Post], on: date) -> QuerySet[User]:
    """Whoever serves in one of the posts that day, or acts for one who does, and may sign in."""
    return _people_of(Appointment.objects.on(on).filter(post__in=posts), on)


def people_serving(*, on: date) -> QuerySet[User]:
    """Whoever serves anywhere that day and may sign in."""
    return people_with_post(posts=list(Post), on=on)


def _people_of(appointments: QuerySet[Appointment], on: date) -> QuerySet[User]:
    appointments = appointments.order_by()
    acting = Delegation.objects.on(on).filter(
        appointment__in=appointments, appointment__user__is_active=True
    )
    people = User.objects.filter(
        Q(pk__in=appointments.values("user")) | Q(pk__in=acting.order_by().values("to")),
        is_active=True,
    )
    return people.order_by("full_name", "pk")


def acting_by_delegation(*, on: date) -> QuerySet[Delegation]:
    """Who acts for whom that day, as far as appointment and both accounts hold."""
    held = Appointment.objects.on(on).filter(user__is_active=True).order_by()
    running = Delegation.objects.on(on).filter(appointment__in=held, to__is_active=True)
    return running.select_related("appointment__user", "to")


def delegations() -> QuerySet[Delegation]:
    """All that were ever given, the latest first."""
    return Delegation.objects.select_related("appointment__user", "to", "recorded_by")


def delegations_of(*, user: User) -> QuerySet[Delegation]:
    """All that the person ever gave or received, the latest first."""
    return delegations().filter(Q(appointment__user=user) | Q(to=user))


# As what a person acts


def scope_of(*, actor: User, on: date) -> Scope:
    """All that the person may act as that day. Whoever serves nowhere, and for nobody, is nothing.

    It is found once for each request that only reads.
    """
    if not actor.is_active:
        return Scope()
    return remembered(("organisations.scope", actor.pk, on), partial(_scope_of, actor, on))


def _scope_of(actor: User, on: date) -> Scope:
    own = list(appointments_of(user=actor, on=on))
    acting = list(acting_by_delegation(on=on).filter(to=actor).order_by("valid_from", "pk"))
    return scope_from(actor, own, acting, on=on, children=_children_on(on=on))


def capacities_of_all(*, on: date) -> list[tuple[User, Appointment]]:
    """Everybody who may sign in, with each appointment by which they act that day.

    Those of their own come first; people are in the order of their names. Two queries.
    """
    served = Appointment.objects.on(on).filter(user__is_active=True).select_related("user")
    people = [(each.user, each) for each in served]
    people += [(each.to, each.appointment) for each in acting_by_delegation(on=on)]
    return sorted(people, key=lambda pair: (pair[0].full_name, pair[0].pk))


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


def fields_of_leaders(*, on: date) -> dict[int, list[Field]]:
    """The fields in charge that day, by the appointment of the leader who has them."""
    found: defaultdict[int, list[Field]] = defaultdict(list)
    for row in FieldOfLeader.objects.on(on).select_related("field").order_by("field"):
        found[row.appointment_id].append(row.field)
    return found


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
