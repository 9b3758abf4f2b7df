"""Who works in the demo. All names are invented."""

from dataclasses import dataclass
from datetime import date, datetime

from giaoban.ground.accounts import services as accounts
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import services as organisations
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.types import Post

PASSWORD = "hoi-nghi-2020"  # noqa: S105 (of the demo, printed by it, on this machine only)
SINCE = date(2020, 1, 2)


@dataclass(frozen=True)
class Person:
    username: str
    full_name: str
    unit: str
    post: Post
    title: str


# The first five can sign in. A head of each further unit reports its results in June.
PEOPLE = (
    Person("chau", "Lê Minh Châu", "van-phong", Post.OFFICE_CLERK, "Chánh Văn phòng"),
    Person("ha", "Trần Thu Hà", "cuc-vien-thong", Post.OFFICER, "Chuyên viên"),
    Person("duc", "Nguyễn Hữu Đức", "cuc-vien-thong", Post.HEAD, "Cục trưởng"),
    Person("minh", "Đỗ Quang Minh", "bo-thong-tin-va-truyen-thong", Post.LEADER, "Thứ trưởng"),
    Person("quantri", "Vũ Thị Quỳnh", "trung-tam-thong-tin", Post.ADMINISTRATOR, "Quản trị"),
)
SIGN_IN = tuple(person.username for person in PEOPLE)


def move_in(units: set[str], *, now: datetime) -> dict[str, User]:
    """The accounts by username, and for each of `units` its head by the unit's key."""
    people = {person.username: _appointed(person, PASSWORD, now=now) for person in PEOPLE}
    people["cuc-vien-thong"] = people["duc"]
    for number, key in enumerate(sorted(units - people.keys()), start=1):
        head = Person(
            f"thutruong{number:02}", f"Thủ trưởng {number:02}", key, Post.HEAD, "Thủ trưởng"
        )
        people[key] = _appointed(head, None, now=now)
    return people


def _appointed(person: Person, password: str | None, *, now: datetime) -> User:
    user = accounts.open_account(
        actor=None,
        username=person.username,
        full_name=person.full_name,
        email=f"{person.username}@bo.example",
        password=password,
        now=now,
    )
    organisations.appoint(
        actor=None,
        user=user,
        unit=Unit.objects.get(key=person.unit),
        post=person.post,
        title=person.title,
        valid_from=SINCE,
        now=now,
    )
    return user
