"""Why each element of a Reading was read, in words: the rule's reason, who leads and by when."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from giaoban.kit.reader.reading import Item, LeadFrom, Reading
from giaoban.kit.reader.registry import rule

_LEAD = {
    "en": {
        LeadFrom.CLAUSE: "The words themselves name who leads.",
        LeadFrom.LINE: "Who leads is named before it in the same line.",
        LeadFrom.ABOVE: "Who leads is named above: by a heading, a lead-in or an order.",
        LeadFrom.NOWHERE: "The text names nobody who leads.",
    },
    "vi": {
        LeadFrom.CLAUSE: "Đơn vị chủ trì được nêu ngay trong câu.",
        LeadFrom.LINE: "Đơn vị chủ trì được nêu ở phần trước của cùng dòng.",
        LeadFrom.ABOVE: "Đơn vị chủ trì được nêu ở trên: trong đề mục, câu dẫn hoặc lời giao việc.",
        LeadFrom.NOWHERE: "Văn bản không nêu ai chủ trì.",
    },
}
_ELEMENTS = (
    *("people", "citations", "items", "figures", "exchanges", "conclusions"),
    *("attendance", "votes", "personal"),
)


@dataclass(frozen=True, slots=True)
class Explained:
    """An element, its words and place (none for the meeting and the tally), and why it was read."""

    element: str
    text: str
    start: int | None
    end: int | None
    rule: str
    confidence: float
    why: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def explained(reading: Reading, language: str) -> tuple[Explained, ...]:
    """Every element in the order of the text, those without a place first."""
    found = [*_of_the_whole(reading, language), *_of_places(reading, language)]
    return tuple(sorted(found, key=lambda one: (one.start or 0, one.element)))


def _of_the_whole(reading: Reading, language: str) -> Iterator[Explained]:
    for element, one in (("meeting", reading.meeting), ("tally", reading.tally)):
        if one is not None:
            why = rule(one.rule).why[language]
            yield Explained(element, "", None, None, one.rule, one.confidence, why)


def _of_places(reading: Reading, language: str) -> Iterator[Explained]:
    for element in _ELEMENTS:
        for one in getattr(reading, element):
            why = [rule(one.rule).why[language]]
            if isinstance(one, Item):
                why += _of_an_item(one, language)
            words = reading.text[one.start : one.end]
            yield Explained(
                element, words, one.start, one.end, one.rule, one.confidence, " ".join(why)
            )


def _of_an_item(item: Item, language: str) -> Iterator[str]:
    yield _LEAD[language][item.lead_from]
    if item.deadline is not None:
        yield item.deadline.explanation.text(language)
