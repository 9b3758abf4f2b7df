"""Who does which part of a task: its duties as a tree, each part under what it is a part of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.records.tasks.selectors import DutyStory
from giaoban.records.tasks.types import DONE, Stage, StatusClass
from giaoban.records.tasks.wording import standing

DEEPEST = 4  # levels that a page moves in; what lies deeper stands under the last


@dataclass(frozen=True)
class Part:
    """A duty in the table "who does what"; `of_parts` says how far those stand it was cut into."""

    story: DutyStory
    unit: str
    words: str
    can_act: bool
    depth: int
    of_parts: str

    @property
    def css(self) -> str:
        return f"gb-in{min(self.depth, DEEPEST)}" if self.depth else ""


def tree_of(stories: Sequence[DutyStory]) -> list[tuple[int, DutyStory, list[DutyStory]]]:
    """Each duty with its depth and the parts of it, in the order in which it is read."""
    below: defaultdict[int | None, list[DutyStory]] = defaultdict(list)
    for story in stories:
        below[story.duty.parent_id].append(story)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[int, DutyStory, list[DutyStory]]]:
        for story in below[parent]:
            yield depth, story, below[story.duty.pk]
            yield from walk(story.duty.pk, depth + 1)

    return list(walk(None, 0))


def words_of_parts(parts: Sequence[DutyStory]) -> str:
    """`3 of 4 parts done, 1 overdue`; nothing where there are none. Cancelled ones do not count."""
    counted = [part for part in parts if part.duty.stage != Stage.CANCELLED]
    if not counted:
        return ""
    done = sum(part.status in DONE or part.duty.stage == Stage.CONFIRMED for part in counted)
    told = ngettext(
        "%(done)s of %(all)s part done", "%(done)s of %(all)s parts done", len(counted)
    ) % {"done": done, "all": len(counted)}
    if late := sum(part.status == StatusClass.OPEN_OVERDUE for part in counted):
        told = _("%(told)s, %(late)s overdue") % {"told": told, "late": late}
    return told


def standing_words(story: DutyStory, on: date) -> str:
    """How a duty stands; of one that was late when it was extended that it stays late."""
    words = standing(story.span, story.status, on)
    if story.span.promised_on and story.status == StatusClass.OPEN_OVERDUE:
        until = {"words": words, "day": f"{story.span.promised_on:%d/%m/%Y}"}
        return _("%(words)s, late already, extended until %(day)s") % until
    return words
