"""What the pages about a return show."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LineSent:
    """A line of a return as it was sent; `task_id` where it came from the register."""

    text: str
    source: str = ""
    task_id: int | None = None


@dataclass(frozen=True)
class SectionSent:
    key: str
    title: str
    field_id: int | None
    lines: tuple[LineSent, ...]


@dataclass(frozen=True)
class FigureSent:
    key: str
    name: str
    measure: str
    typed: str
    value: str


@dataclass(frozen=True)
class Content:
    """All that was sent, as it was frozen."""

    sections: tuple[SectionSent, ...]
    figures: tuple[FigureSent, ...]

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Content":
        return cls(
            tuple(
                SectionSent(
                    each["key"],
                    each["title"],
                    each["field"],
                    tuple(
                        LineSent(line["text"], line["source"], line["task"])
                        for line in each["lines"]
                    ),
                )
                for each in kept["sections"]
            ),
            tuple(
                FigureSent(each["key"], each["name"], each["measure"], each["typed"], each["value"])
                for each in kept["figures"]
            ),
        )


@dataclass(frozen=True)
class Change:
    """A line of a comparison: `added`, `removed`, or the same in both (`same`)."""

    how: str
    text: str


@dataclass(frozen=True)
class Compared:
    title: str
    changes: tuple[Change, ...]

    @property
    def is_changed(self) -> bool:
        return any(each.how != "same" for each in self.changes)
