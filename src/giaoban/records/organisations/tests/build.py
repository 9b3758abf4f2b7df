"""Builders of units, of their fields, and of the people in them."""

from datetime import UTC, date, datetime, time
from itertools import count

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.kit.vntext.folding import fold
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
from giaoban.records.organisations.spelling import spelled
from giaoban.records.organisations.types import Post, UnitKind

_serial = count(1)


def a_unit(
    *,
    name: str | None = None,
    parent: Unit | None = None,
    kind: UnitKind = UnitKind.DEPARTMENT,
    valid_from: date = date(2017, 1, 1),
    valid_to: date | None = None,
    short_name: str = "",
    code: str = "",
    position: int = 0,
    key: str | None = None,
    aliases: tuple[str, ...] = (),
) -> Unit:
    """A unit with one version; `a_version` adds others."""
    number = next(_serial)
    unit = Unit.objects.create(key=key or f"unit-{number}")
    a_version(
        unit=unit,
        name=name or f"Vụ Tổng hợp {number}",
        parent=parent,
        kind=kind,
        valid_from=valid_from,
        valid_to=valid_to,
        short_name=short_name,
        code=code,
        position=position,
    )
    for text in aliases:
        UnitAlias.objects.create(unit=unit, text=text, folded=spelled(text))
    return unit


def a_version(
    *,
    unit: Unit,
    name: str,
    parent: Unit | None = None,
    kind: UnitKind = UnitKind.DEPARTMENT,
    valid_from: date = date(2017, 1, 1),
    valid_to: date | None = None,
    short_name: str = "",
    code: str = "",
    position: int = 0,
) -> UnitVersion:
    return UnitVersion.objects.create(
        unit=unit,
        name=name,
        parent=parent,
        kind=kind,
        valid_from=valid_from,
        valid_to=valid_to,
        short_name=short_name,
        code=code,
        position=position,
    )


def a_field(*, name: str | None = None, key: str | None = None, position: int = 0) -> Field:
    number = next(_serial)
    name = name or f"Lĩnh vực {number}"
    return Field.objects.create(
        key=key or f"field-{number}", name=name, folded=fold(name), position=position
    )


def a_charge(
    *,
    unit: Unit | None = None,
    field: Field | None = None,
    valid_from: date = date(2017, 1, 1),
    valid_to: date | None = None,
) -> FieldInCharge:
    return FieldInCharge.objects.create(
        unit=unit or a_unit(), field=field or a_field(), valid_from=valid_from, valid_to=valid_to
    )


def an_appointment(
    *,
    user: User | None = None,
    unit: Unit | None = None,
    post: Post = Post.OFFICER,
    title: str = "",
    valid_from: date = date(2020, 1, 1),
    valid_to: date | None = None,
) -> Appointment:
    return Appointment.objects.create(
        user=user or a_user(),
        unit=unit or a_unit(),
        post=post,
        title=title,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def a_field_of_leader(
    *,
    appointment: Appointment,
    field: Field | None = None,
    valid_from: date = date(2020, 1, 1),
    valid_to: date | None = None,
) -> FieldOfLeader:
    return FieldOfLeader.objects.create(
        appointment=appointment,
        field=field or a_field(),
        valid_from=valid_from,
        valid_to=valid_to,
    )


def a_delegation(
    *,
    appointment: Appointment | None = None,
    to: User | None = None,
    valid_from: date = date(2020, 1, 1),
    valid_to: date = date(2099, 1, 1),
    reason: str = "Đi công tác",
    ended_on: date | None = None,
) -> Delegation:
    return Delegation.objects.create(
        appointment=appointment or an_appointment(),
        to=to or an_appointment().user,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=reason,
        recorded_at=datetime.combine(valid_from, time(8), tzinfo=UTC),
        ended_on=ended_on,
    )
