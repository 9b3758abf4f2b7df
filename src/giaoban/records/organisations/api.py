"""The JSON API about the register of units, and about who serves in them."""

from collections import defaultdict
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from giaoban.ground.accounts.http import ApiRequest
from giaoban.ground.accounts.models import Token, User
from giaoban.ground.platform import clock
from giaoban.ground.platform.json_api.paging import Page, Paging, page_of
from giaoban.ground.platform.json_api.values import Id
from giaoban.records.organisations import selectors
from giaoban.records.organisations.models import Appointment, Delegation, Field, UnitVersion
from giaoban.records.organisations.schemas import (
    AppointmentAnswer,
    DelegationAnswer,
    FieldAnswer,
    MeAnswer,
    OnDay,
    PeopleFilter,
    PersonAnswer,
    UnitAnswer,
    UnitFilter,
    UnitInTree,
    UnitVersionAnswer,
)
from giaoban.records.organisations.types import Node, Post, UnitKind

me = Router(tags=["me"])
router = Router(tags=["organisations"])


@me.get("", response=MeAnswer, summary=gettext_noop("Who you are here"))
def show_me(request: ApiRequest) -> MeAnswer:
    """Any token may ask this, whatever its scopes."""
    on = clock.today()
    scope = selectors.scope_of(actor=request.user, on=on)
    [person] = _people([request.user], on)
    return MeAnswer(
        **dict(person),
        username=request.user.username,
        on=on,
        sees_everything=scope.everything,
        unit_ids=sorted(scope.unit_ids),
        scopes=request.auth.scopes if isinstance(request.auth, Token) else None,
    )


@router.get("/people", response=Page[PersonAnswer], summary=gettext_noop("People"))
def list_people(
    request: ApiRequest,
    response: HttpResponse,
    asked: Query[PeopleFilter],
    paging: Query[Paging],
) -> dict[str, object]:
    """Whoever serves somewhere on the day and may sign in, by name."""
    on = asked.on or clock.today()
    found = selectors.people_with_post(posts=[asked.post] if asked.post else list(Post), on=on)
    if asked.unit is not None:
        units = [asked.unit]
        if asked.below:
            units = list(selectors.units_below(unit_ids=units, on=on))
        posts = [asked.post] if asked.post else None
        found = selectors.people_serving_in(unit_ids=units, on=on, posts=posts)
    return page_of(request, response, found, paging, lambda people: _people(people, on))


@router.get("/people/{int:person_id}", response=PersonAnswer, summary=gettext_noop("One person"))
def show_person(request: ApiRequest, person_id: Path[Id], asked: Query[OnDay]) -> PersonAnswer:
    on = asked.on or clock.today()
    serving = selectors.people_with_post(posts=list(Post), on=on)
    [person] = _people([get_object_or_404(serving, pk=person_id)], on)
    return person


@router.get("/units", response=Page[UnitInTree], summary=gettext_noop("Units"))
def list_units(
    request: ApiRequest,
    response: HttpResponse,
    asked: Query[UnitFilter],
    paging: Query[Paging],
) -> dict[str, object]:
    """The tree of a day: each unit after the one it stands under."""
    on = asked.on or clock.today()
    nodes = selectors.tree_on(on=on)
    if asked.under is not None:
        wanted = selectors.units_below(unit_ids=[asked.under], on=on)
        nodes = [node for node in nodes if node.unit_id in wanted]
    return page_of(request, response, nodes, paging, _nodes)


@router.get("/units/{int:unit_id}", response=UnitAnswer, summary=gettext_noop("One unit"))
def show_unit(request: ApiRequest, unit_id: Path[Id], asked: Query[OnDay]) -> UnitAnswer:
    """All that a unit was ever called, and the fields it is in charge of on the day."""
    on = asked.on or clock.today()
    unit = get_object_or_404(selectors.units_ever(), pk=unit_id)
    versions = sorted(unit.versions.all(), key=lambda version: version.valid_from)
    then = [version for version in versions if version.valid_from <= on]
    now = then[-1] if then else versions[0]
    charged = selectors.fields_in_charge_of(unit_id=unit.pk, on=on)
    return UnitAnswer(
        id=unit.pk,
        key=unit.key,
        in_force=bool(then) and (now.valid_to is None or now.valid_to > on),
        name=now.name,
        versions=[_version(version) for version in versions],
        aliases=[alias.text for alias in unit.aliases.all()],
        fields_in_charge=_fields(list(charged)),
    )


@router.get("/fields", response=Page[FieldAnswer], summary=gettext_noop("Fields of work"))
def list_fields(
    request: ApiRequest, response: HttpResponse, paging: Query[Paging]
) -> dict[str, object]:
    return page_of(request, response, selectors.fields(), paging, _fields)


def _people(people: list[User], on: date) -> list[PersonAnswer]:
    """Four queries, however many they are."""
    served: defaultdict[int, list[Appointment]] = defaultdict(list)
    for appointment in selectors.appointments_of_all(users=people, on=on):
        served[appointment.user_id].append(appointment)
    acting: defaultdict[int, list[Delegation]] = defaultdict(list)
    for delegation in selectors.acting_by_delegation(on=on).filter(to__in=people):
        acting[delegation.to_id].append(delegation)
    names = selectors.unit_names(on=on)
    in_charge = selectors.fields_of_leaders(on=on)
    return [
        PersonAnswer(
            id=person.pk,
            name=str(person),
            appointments=[
                _appointment(each, names, in_charge.get(each.pk, [])) for each in served[person.pk]
            ],
            acts_for=[_delegation(each, names) for each in acting[person.pk]],
        )
        for person in people
    ]


def _delegation(delegation: Delegation, names: dict[int, str]) -> DelegationAnswer:
    appointment = delegation.appointment
    return DelegationAnswer(
        holder_id=appointment.user_id,
        holder=str(appointment.user),
        unit_id=appointment.unit_id,
        unit=names[appointment.unit_id],
        post=Post(appointment.post),
        valid_from=delegation.valid_from,
        valid_to=delegation.valid_to,
    )


def _appointment(
    appointment: Appointment, names: dict[int, str], fields: list[Field]
) -> AppointmentAnswer:
    return AppointmentAnswer(
        unit_id=appointment.unit_id,
        unit=names[appointment.unit_id],
        post=Post(appointment.post),
        title=appointment.title,
        valid_from=appointment.valid_from,
        valid_to=appointment.valid_to,
        fields=_fields(fields),
    )


def _nodes(nodes: list[Node]) -> list[UnitInTree]:
    return [
        UnitInTree(
            id=node.unit_id,
            name=node.name,
            kind=node.kind,
            parent_id=node.parent_id,
            depth=node.depth,
        )
        for node in nodes
    ]


def _version(version: UnitVersion) -> UnitVersionAnswer:
    return UnitVersionAnswer(
        name=version.name,
        short_name=version.short_name,
        kind=UnitKind(version.kind),
        code=version.code,
        parent_id=version.parent_id,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
    )


def _fields(fields: list[Field]) -> list[FieldAnswer]:
    return [FieldAnswer(id=field.pk, key=field.key, name=field.name) for field in fields]
