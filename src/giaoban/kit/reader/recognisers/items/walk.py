"""Walking through a text line by line, keeping what holds, and taking up each piece of work."""

import re

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.reading import ItemKind
from giaoban.kit.reader.recognisers.items import phrases
from giaoban.kit.reader.recognisers.items.due import find_due
from giaoban.kit.reader.recognisers.items.headings import (
    enter_heading,
    is_heading,
    opens_work_document,
    take_label,
)
from giaoban.kit.reader.recognisers.items.lead_ins import lists_topics, take_lead_in
from giaoban.kit.reader.recognisers.items.scopes import Draft, Scope
from giaoban.kit.reader.recognisers.items.standing import Standing
from giaoban.kit.reader.recognisers.items.tables import take_row
from giaoban.kit.reader.recognisers.items.taking import take
from giaoban.kit.reader.statements import Part, PartKind
from giaoban.kit.reader.structure import Block, Sentence, Structure
from giaoban.kit.vntext.patterns import Gate, pattern

_LONGEST_TITLE = 320
_SHORT_LINE = 60
_TOP_BLOCKS = 2
_TOP_DRAFTS = 12
_BODY_DRAFTS = 400
_SAME_WORDS = 0.8
_EARLIEST_CLOSE = 0.3
_OPENS_A_FORMULA = Gate(phrases.ATTENDING, phrases.CLOSING, pattern("trên đây là", re.IGNORECASE))
_OPENS_A_DEADLINE = Gate(phrases.ONLY_A_DEADLINE)


def walk(structure: Structure, context: Context) -> tuple[list[Draft], list[Part]]:
    """Every piece of work in the text, in order, and what each line is."""
    blocks = structure.blocks
    if not blocks:
        return [], []
    standing = Standing(structure.text, context, blocks[0])
    if opens_work_document(blocks):
        standing.sections = [Scope(kind=ItemKind.TASK)]
    for number, block in enumerate(blocks):
        standing.number, standing.block = number, block
        kind = _take_block(standing, blocks)
        standing.parts.append(Part(kind, block.level, block.marker, block.body, block.end))
    return _without_echoes(standing), standing.parts


def _take_block(standing: Standing, blocks: tuple[Block, ...]) -> PartKind:
    """Read one line as what it is, and say what that was."""
    if around := _around_the_work(standing, blocks):
        return around
    return _take_work(standing, blocks)


def _around_the_work(standing: Standing, blocks: tuple[Block, ...]) -> PartKind | None:
    """What a line is that holds no work: title, letterhead, signature, base, furniture."""
    block = standing.block
    if _is_title(blocks, standing.number):
        return PartKind.TITLE
    if _is_outside(standing):
        return PartKind.OUTSIDE
    if _is_furniture(block):
        return PartKind.BASE if block.words[:7].lower() == "căn cứ " else PartKind.FURNITURE
    return None


def _take_work(standing: Standing, blocks: tuple[Block, ...]) -> PartKind:
    """Read a line that may hold work as row, heading, label or paragraph."""
    block = standing.block
    number = standing.number
    if take_row(standing, blocks[number + 1] if number + 1 < len(blocks) else None):
        return PartKind.TABLE_ROW
    if take_label(standing):
        return PartKind.LABEL
    if is_heading(blocks, standing.number):
        enter_heading(standing)
        return PartKind.HEADING
    _take_paragraph(standing)
    if block.text[block.end - 1] == ":":
        return PartKind.LEAD_IN
    return PartKind.POINT if block.level else PartKind.PARAGRAPH


def _is_title(blocks: tuple[Block, ...], number: int) -> bool:
    title = number == 0 and len(blocks) > 1
    return title and blocks[0].end - blocks[0].start < _LONGEST_TITLE


def _is_outside(standing: Standing) -> bool:
    """Signature, recipients and whom a letter addresses: lines around the work, not of it."""
    block, text = standing.block, standing.text
    late = block.start > len(text) * _EARLIEST_CLOSE
    if late and phrases.CLOSES.match(text, block.start, block.end):
        standing.is_closed = True
    elif standing.is_closed and phrases.REOPENS.match(block.words):
        standing.is_closed = False
    colon = text[block.end - 1] == ":" or block.words.startswith("Kính")
    if colon and phrases.ADDRESSES.match(text, block.body, block.end):
        standing.is_addressing = True
        return True
    standing.is_addressing = standing.is_addressing and block.level > 0
    return standing.is_closed or standing.is_addressing


def _is_furniture(block: Block) -> bool:
    """Recipients, bases, captions; a short line that ends in a comma belongs to the page."""
    if phrases.NOT_ITEM_BLOCK.match(block.text, block.body, block.end):
        return True
    short = block.level == 0 and block.end - block.start < _SHORT_LINE
    return short and block.text[block.end - 1] == ","


def _take_paragraph(standing: Standing) -> None:
    standing.enter_paragraph()
    first = len(standing.drafts)
    for sentence in standing.block.sentences:
        if not (_is_deadline(standing, sentence) or _is_formula(standing.text, sentence)):
            _take_sentence(standing, sentence)
    if standing.paragraph_due:
        for draft in standing.drafts[first:]:
            draft.due = draft.due or standing.paragraph_due


def _is_formula(text: str, sentence: Sentence) -> bool:
    """Whether a sentence tells who attends, or closes the document; one that orders does not."""
    if not _OPENS_A_FORMULA(text, _first_word(text, sentence)):
        return False
    words = text[sentence.start : sentence.end].strip()
    if words.lower().startswith("trên đây là"):
        return True
    attends = phrases.ATTENDING.match(words) or phrases.CLOSING.match(words)
    return bool(attends) and not phrases.ORDERS_INSIDE.search(words)


def _is_deadline(standing: Standing, sentence: Sentence) -> bool:
    """A deadline alone in its sentence dates its paragraph; alone in its line, the one before."""
    text = standing.text
    if not _OPENS_A_DEADLINE(text, _first_word(text, sentence)):
        return False
    if not phrases.ONLY_A_DEADLINE.match(text[sentence.start : sentence.end].strip()):
        return False
    due = find_due(text, sentence.start, sentence.end, standing.context)
    if due is None or due.key is None:
        return False
    block = standing.block
    alone = sentence.start <= block.body and sentence.end >= block.end - 3
    if alone and standing.drafts:
        last = standing.drafts[-1].block
        for draft in standing.drafts[-_TOP_DRAFTS:]:
            if draft.block == last:
                draft.due = draft.due or due.key
    else:
        standing.paragraph_due = due.key
        standing.here = standing.here._replace(due=due.key)
    return True


def _first_word(text: str, sentence: Sentence) -> int:
    """Where the first character stands that is no space."""
    at, end = sentence.start, sentence.end
    while at < end and text[at].isspace():
        at += 1
    return at


def _take_sentence(standing: Standing, sentence: Sentence) -> None:
    standing.is_dead_list = False
    head: int | None = None
    for number, clause in enumerate(sentence.clauses):
        if clause.mark == ":":
            head = take_lead_in(standing, sentence, number)
            if head is not None and lists_topics(standing, sentence, number):
                take(standing, head, sentence.end)
                return
            continue
        take(standing, clause.start, clause.end, head=head, continues=number > 0)
        head = None


def _without_echoes(standing: Standing) -> list[Draft]:
    """A summary on top whose order the body gives again is dropped."""
    drafts = standing.drafts
    top = [draft for draft in drafts[:_TOP_DRAFTS] if draft.block <= _TOP_BLOCKS]
    if not top:
        return drafts
    body = [(draft.block, _words_of(standing.text, draft)) for draft in drafts[:_BODY_DRAFTS]]
    echoed = {
        id(draft)
        for draft, (_, words) in zip(top, body, strict=False)
        if _is_echoed(draft.block, words, body)
    }
    return [draft for draft in drafts if id(draft) not in echoed]


def _words_of(text: str, draft: Draft) -> frozenset[str]:
    return frozenset(text[draft.start : draft.end].lower().split())


def _is_echoed(block: int, words: frozenset[str], body: list[tuple[int, frozenset[str]]]) -> bool:
    enough = _SAME_WORDS * len(words)
    return any(later > block and len(words & others) >= enough for later, others in body)
