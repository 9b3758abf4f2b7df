"""What headings and lead-ins announce: the kind of the work below, its field, its lead."""

import re

from giaoban.kit.reader.reading import ItemKind
from giaoban.kit.reader.recognisers.items import phrases
from giaoban.kit.reader.vocabulary import in_force
from giaoban.kit.vntext.patterns import pattern

# "Về chống buôn lậu, tháng 5, …" names the field and then the time.
_WHEN_BEHIND = pattern(
    r",\s(?:trong\s)?(?:tháng|quý|năm|tuần|\d{1,2} tháng)\s.{0,30}$", re.IGNORECASE
)


def announced_kind(words: str) -> ItemKind | None:
    """The kind of work that a heading or lead-in announces, or None."""
    if added := in_force().kind_of(words):
        return added
    lacking = phrases.ANNOUNCES_SHORTCOMING.search(words)
    if lacking and not phrases.ANNOUNCES_REMEDY.search(words[: lacking.start()]):
        return ItemKind.SHORTCOMING
    result = phrases.ANNOUNCES_RESULT.search(words)
    task = phrases.ANNOUNCES_TASK.search(words)
    if result and (task is None or result.start() <= task.start() or result[0].startswith("đã")):
        return ItemKind.RESULT
    request = phrases.ANNOUNCES_REQUEST.search(words)
    if request and (task is None or request.start() < task.start()):
        return ItemKind.RECOMMENDATION
    return ItemKind.TASK if task else None


def announced_list(words: str) -> ItemKind | None:
    """The kind that a lead-in before a list announces by a noun for work; verbs do not count."""
    kind = announced_kind(words)
    if kind in {ItemKind.SHORTCOMING, ItemKind.RESULT, ItemKind.RECOMMENDATION}:
        return kind
    return ItemKind.TASK if phrases.ANNOUNCES_LIST_OF_TASKS.search(words) else None


def named_field(words: str) -> str | None:
    """The field of work that "Về …" or "Trong lĩnh vực …" names, as written."""
    found = phrases.FIELD.match(words.strip(" ,:"))
    if found is None:
        return None
    field = _WHEN_BEHIND.sub("", found["field"].strip(" ,:"))
    if phrases.NOT_A_FIELD.match(field) or len(field.split()) > 14:
        return None
    return field


def heading_field(words: str) -> str | None:
    """The field that a heading names, with or without "Về"."""
    if named := named_field(words):
        return named
    if phrases.FIELD_HEADING.match(words) and not phrases.NOT_A_FIELD.match(words):
        return words.strip(" ,:.") if len(words) <= 90 else None
    return None
