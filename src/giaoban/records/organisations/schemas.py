"""What the API asks and tells of units, fields and people."""

from datetime import date

from ninja import Schema
from pydantic import Field

from giaoban.ground.platform.json_api.values import Day, Id
from giaoban.records.organisations.types import Post, UnitKind


class OnDay(Schema):
    """Of which day the answer speaks."""

    on: Day | None = Field(None, description="The day; today where none is given.")


class UnitFilter(OnDay):
    under: Id | None = Field(None, description="Only this unit and those below it.")


class PeopleFilter(OnDay):
    unit: Id | None = Field(None, description="Only those who serve in this unit.")
    below: bool = Field(default=False, description="Those in the units below it as well.")
    post: Post | None = Field(None, description="Only those who serve in this post.")


class UnitInTree(Schema):
    """A unit as it stood in the tree of a day; the topmost have depth 0."""

    id: int = Field(examples=[12])
    name: str = Field(examples=["Vụ Bưu chính"])
    kind: UnitKind
    parent_id: int | None = Field(examples=[1])
    depth: int = Field(examples=[1])


class UnitVersionAnswer(Schema):
    """What a unit was called, and where it stood, in a stretch of time; `valid_to` is open-ended
    or the first day that no longer counts."""

    name: str = Field(examples=["Vụ Bưu chính"])
    short_name: str = Field(examples=["Vụ BC"])
    kind: UnitKind
    code: str
    parent_id: int | None = Field(examples=[1])
    valid_from: date = Field(examples=["2017-02-17"])
    valid_to: date | None = Field(examples=[None])


class FieldAnswer(Schema):
    """A field of work."""

    id: int = Field(examples=[3])
    key: str = Field(examples=["buu-chinh"])
    name: str = Field(examples=["Bưu chính"])


class UnitAnswer(Schema):
    """A unit through time."""

    id: int = Field(examples=[12])
    key: str = Field(examples=["vu-buu-chinh"])
    in_force: bool = Field(description="Whether it exists on the day asked for.")
    name: str = Field(examples=["Vụ Bưu chính"], description="As of the day asked for.")
    versions: list[UnitVersionAnswer]
    aliases: list[str] = Field(examples=[["Vụ BC"]])
    fields_in_charge: list[FieldAnswer]


class AppointmentAnswer(Schema):
    """A person's time in a unit, and as what they serve there."""

    unit_id: int = Field(examples=[12])
    unit: str = Field(examples=["Vụ Bưu chính"])
    post: Post
    title: str = Field(examples=["Chuyên viên"])
    valid_from: date = Field(examples=["2019-05-01"])
    valid_to: date | None = Field(examples=[None])
    fields: list[FieldAnswer] = Field(
        description="A leader's fields in charge; a leader without any sees everything."
    )


class DelegationAnswer(Schema):
    """Somebody acts by another's appointment; `valid_to` is the first day that does not count."""

    holder_id: int = Field(examples=[17])
    holder: str = Field(examples=["Lò Văn Gió"])
    unit_id: int = Field(examples=[12])
    unit: str = Field(examples=["Vụ Bưu chính"])
    post: Post
    valid_from: date = Field(examples=["2020-07-01"])
    valid_to: date = Field(examples=["2020-07-11"])


class PersonAnswer(Schema):
    """A person who serves in the agency, or acts for one who does."""

    id: int = Field(examples=[41])
    name: str = Field(examples=["Nguyễn Thị Hạnh"])
    appointments: list[AppointmentAnswer]
    acts_for: list[DelegationAnswer] = Field(description="What is delegated to them that day.")


class MeAnswer(PersonAnswer):
    """Who acts by this token or in this session, and how far they see."""

    username: str = Field(examples=["hanh"])
    on: date = Field(examples=["2020-07-02"])
    sees_everything: bool
    unit_ids: list[int] = Field(
        examples=[[12, 13]], description="Whose affairs they see: their units and those below."
    )
    scopes: list[str] | None = Field(
        examples=[["tasks:read"]], description="What the token is good for; none for a session."
    )
