"""Builders of units that hand over, with the people who sign."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import services as organisations
from giaoban.records.organisations.models import Succession, Unit
from giaoban.records.organisations.successions.types import Founding, SuccessionKind
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks.handing_over import services
from giaoban.records.tasks.handing_over.models import Handover, Side
from giaoban.records.tasks.handing_over.types import HandoverKind, Part, Parties
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.tests.build import a_task, at

ASSIGNED = date(2025, 6, 2)
DAY = date(2025, 7, 1)
_serial = count(1)


@dataclass
class Change:
    """Two departments with heads, an Office, an administrator, and a third unit to receive."""

    first: Unit = field(default_factory=lambda: a_unit(name="Sở Bưu vận Hà Châu"))
    second: Unit = field(default_factory=lambda: a_unit(name="Sở Bưu vận Yên Lãng"))
    third: Unit = field(default_factory=lambda: a_unit(name="Sở Bưu vận Tân Giang"))

    def __post_init__(self) -> None:
        office = a_unit(name="Văn phòng Mẫu", kind=UnitKind.OFFICE)
        self.clerk = an_appointment(unit=office, post=Post.OFFICE_CLERK).user
        self.administrator = an_appointment(unit=office, post=Post.ADMINISTRATOR).user
        self.heads = {
            unit.pk: an_appointment(unit=unit, post=Post.HEAD).user
            for unit in (self.first, self.second, self.third)
        }

    def task(self, unit: Unit | None = None, **more: Any) -> Task:
        """One that the first unit leads, due after the day of the handover."""
        given = {"assigned_on": ASSIGNED, "due_on": date(2025, 7, 31), "clerk": self.clerk}
        return a_task(lead=unit or self.first, **{**given, **more})

    def merge(self, *units: Unit) -> tuple[Succession, Unit]:
        """The units merge on the day; the head of the new one is appointed."""
        number = next(_serial)
        succession = organisations.succeed(
            actor=None,
            kind=SuccessionKind.MERGE,
            on=DAY,
            document="Nghị quyết số 01/NQ",
            predecessors=list(units),
            successors=[Founding(f"so-moi-{number}", f"Sở Mới {number}", UnitKind.PROVINCIAL)],
            now=at(DAY, 7),
        )
        new = Unit.objects.get(key=f"so-moi-{number}")
        self.heads[new.pk] = an_appointment(unit=new, post=Post.HEAD, valid_from=DAY).user
        return succession, new

    def prepare(self, givers: list[Unit], receivers: list[Unit], **more: Any) -> Handover:
        given = {"actor": self.clerk, "minutes": "12/BB-VP", "day": DAY, "now": at(DAY)}
        parties = Parties(
            HandoverKind.UNITS,
            tuple(unit.pk for unit in givers),
            tuple(unit.pk for unit in receivers),
        )
        return services.prepare_handover(parties=parties, **{**given, **more})

    def sign(self, handover: Handover, *, hour: int = 10) -> Handover:
        """By every head, givers first."""
        for side in sides(handover):
            assert side.unit_id
            services.sign_handover(
                actor=self.heads[side.unit_id],
                handover_id=handover.pk,
                side_id=side.pk,
                now=at(DAY, hour),
            )
        handover.refresh_from_db()
        return handover


def sides(handover: Handover, part: Part | None = None) -> list[Side]:
    found = handover.sides.all()
    return [side for side in found if part is None or side.part == part]


def person_parties(giver: User, receiver: User, unit: Unit | None = None) -> Parties:
    return Parties(
        HandoverKind.PERSONS, (giver.pk,), (receiver.pk,), unit_id=unit.pk if unit else None
    )
