"""Headings, and the lines under a point that say who does it and by when."""

from giaoban.kit.reader.reading import ItemKind, Span
from giaoban.kit.reader.recognisers.items import phrases
from giaoban.kit.reader.recognisers.items.announcing import announced_kind, heading_field
from giaoban.kit.reader.recognisers.items.clauses import names_unit
from giaoban.kit.reader.recognisers.items.doers import is_vague, split_doers
from giaoban.kit.reader.recognisers.items.due import find_due, planned_period
from giaoban.kit.reader.recognisers.items.scopes import Draft, Scope
from giaoban.kit.reader.recognisers.items.spans import trimmed
from giaoban.kit.reader.recognisers.items.standing import Standing
from giaoban.kit.reader.structure import Block

_LINES_OF_A_HEAD = 8
_SHORT_TITLE = 60
_MOST_LABELLED = 12
_BULLET = 6


def opens_work_document(blocks: tuple[Block, ...]) -> bool:
    """Whether the text is a plan, directive or notice of conclusions: work from its first point."""
    head = [block.words for block in blocks[:_LINES_OF_A_HEAD]]
    named = [words for words in head if phrases.WORK_DOCUMENT.match(words)]
    if any(words.isupper() for words in named):
        return True
    return bool(head) and head[0] in named and len(head[0]) >= _SHORT_TITLE


def is_heading(blocks: tuple[Block, ...], number: int) -> bool:
    """Whether a line heads what follows it, rather than being a point without its full stop."""
    block = blocks[number]
    if not block.is_heading:
        return False
    following = blocks[number + 1].level if number + 1 < len(blocks) else block.level
    if phrases.NAMES_THE_REST.fullmatch(block.words):
        return True
    if block.level in {0, 1, 2} or block.words.isupper() or following > block.level:
        return True
    if following == 0 and _heads_a_paragraph(blocks, number):
        return True
    start = _behind_order(block)
    return names_unit(block.text, start, block.end) or heading_field(block.words) is not None


def _heads_a_paragraph(blocks: tuple[Block, ...], number: int) -> bool:
    """Whether a short numbered line above plain text is no member of a list of points."""
    block = blocks[number]
    alone = number == 0 or blocks[number - 1].level != block.level
    brief = block.end - block.body <= _SHORT_TITLE and block.level < _BULLET
    return alone and brief and blocks[number + 1].end - blocks[number + 1].body > _SHORT_TITLE


def enter_heading(standing: Standing) -> None:
    """Let a heading hold for what stands below it; one that announces nothing ends the flow."""
    block = standing.block
    words = block.words
    kind = announced_kind(words)
    if block.level == 0 and kind is None:
        if words.isupper():
            return
        if not names_unit(block.text, block.body, block.end):
            standing.flow = None
            return
    standing.leave_sections(floor=1)
    standing.sections.append(_section(standing, kind))
    standing.listed = standing.flow = standing.theme = None


def _section(standing: Standing, kind: ItemKind | None) -> Scope:
    block, outer = standing.block, standing.sections[-1]
    lead = _heading_lead(block)
    due = planned_period(block.words, standing.context) if kind is ItemKind.TASK else None
    decides = block.level <= 3 or outer.kind is None
    return Scope(
        kind=(kind if decides else None) or outer.kind,
        lead=lead or outer.lead,
        others=() if lead else outer.others,
        due=due or outer.due,
        field=heading_field(block.words) or outer.field,
        level=block.level or 1,
        heading=block.words,
    )


def _behind_order(block: Block) -> int:
    order = phrases.HEADING_ORDER.match(block.text, block.body, block.end)
    return order.end() if order else block.body


def _heading_lead(block: Block) -> Span | None:
    """The body that a heading names: "a) Bộ A", "Đề nghị Hội B", "Trách nhiệm của Sở C"."""
    start = _behind_order(block)
    if not names_unit(block.text, start, block.end):
        return None
    end = start + len(block.text[start : block.end].rstrip(" :.;"))
    return None if is_vague(block.text[start:end]) else (start, end)


def take_label(standing: Standing) -> bool:
    """`Đơn vị chủ trì: …`, `Thời gian thực hiện: …`: give it to the points above that lack it."""
    block = standing.block
    found = phrases.LABEL.match(block.text, block.body, block.end)
    if found is None:
        return False
    if standing.labels_at != standing.number - 1:
        standing.labelled = (standing.labelled[1], len(standing.drafts))
    standing.labels_at = standing.number
    label = found["label"].lower()
    value = trimmed(block.text, found.start("value"), found.end("value"))
    if label.startswith(("thời", "tiến")):
        due = find_due(block.text, block.body, block.end, standing.context)
        for draft in _labelled(standing):
            draft.due = draft.due or (due.key if due else None)
    else:
        spans = tuple(split_doers(block.text, *value))
        for draft in _labelled(standing):
            _assign(draft, spans, coordinates="phối hợp" in label and "chủ trì" not in label)
    return True


def _assign(draft: Draft, spans: tuple[Span, ...], *, coordinates: bool) -> None:
    if coordinates:
        draft.coordinating += spans
    elif draft.lead is None and spans:
        draft.lead, draft.coordinating = spans[0], (*spans[1:], *draft.coordinating)


def _labelled(standing: Standing) -> list[Draft]:
    """The points since the last labels, under the heading of the last one."""
    drafts = standing.drafts[slice(*standing.labelled)][-_MOST_LABELLED:]
    return [one for one in drafts if one.section == drafts[-1].section]
