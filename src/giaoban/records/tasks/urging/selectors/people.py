"""To whom the message of a unit, of the Office or of a leader goes on a day. Four queries."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from giaoban.ground.accounts.models import User
from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.urging.types import Audience

# Whoever acts for a unit, in the order in which one is asked where the one before is missing.
_OF_UNIT = {
    Audience.OFFICER: (Post.OFFICER, Post.HEAD),
    Audience.HEAD: (Post.HEAD, Post.OFFICER),
}


class Addressees:
    def __init__(self, on: date) -> None:
        self._on = on

    def of(
        self, audience: Audience, unit_id: int | None, leader_id: int | None
    ) -> tuple[User, ...]:
        """Who is told. Where a unit has nobody, the one above it is asked, and last the Office."""
        if audience == Audience.OFFICE:
            return self._office
        if audience == Audience.LEADER:
            mine = tuple(leader for leader in self._leaders if leader.pk == leader_id)
            return mine or self._leaders or self._office
        while unit_id is not None:
            for post in _OF_UNIT[audience]:
                if people := self._serving.get((unit_id, post)):
                    return tuple(people)
            unit_id = self._parents.get(unit_id)
        return self._office

    def leader_called(self, name: str) -> int | None:
        """The leader whose name stands in such words as `Thứ trưởng Đào Thị Nga`."""
        if name not in self._called:
            words = fold(name)
            named = [each.pk for each in self._leaders if fold(each.full_name) in words]
            self._called[name] = named[0] if len(named) == 1 else None
        return self._called[name]

    @cached_property
    def _called(self) -> dict[str, int | None]:
        return {}

    @cached_property
    def _serving(self) -> dict[tuple[int, Post], list[User]]:
        serving: defaultdict[tuple[int, Post], list[User]] = defaultdict(list)
        # Whoever acts for another is told as well.
        for person, each in organisations.capacities_of_all(on=self._on):
            serving[each.unit_id, Post(each.post)].append(person)
        return serving

    @cached_property
    def _parents(self) -> dict[int, int | None]:
        return {node.unit_id: node.parent_id for node in organisations.tree_on(on=self._on)}

    @cached_property
    def _office(self) -> tuple[User, ...]:
        return self._with_post(Post.OFFICE_CLERK)

    @cached_property
    def _leaders(self) -> tuple[User, ...]:
        return self._with_post(Post.LEADER)

    def _with_post(self, post: Post) -> tuple[User, ...]:
        people = (
            person
            for (_unit, served_as), serving in self._serving.items()
            if served_as == post
            for person in serving
        )
        return tuple({person.pk: person for person in people}.values())
