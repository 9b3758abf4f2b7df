"""Who asks whom and who answers: recommendations among the items, questions, answers."""

import re
from collections.abc import Iterator

from giaoban.kit.reader.reading import Item, ItemKind
from giaoban.kit.reader.recognisers.items.doers import read_doer, starts_with_unit
from giaoban.kit.reader.registry import confidence_of
from giaoban.kit.reader.statements import Exchange, ExchangeKind
from giaoban.kit.reader.structure import Sentence, Structure
from giaoban.kit.vntext.patterns import pattern

_WORDS = ("hỏi", "chất vấn", "trả lời", "giải trình", "phản hồi", "giải đáp")
_ASKS = pattern(
    r"\s(?:đã\s)?(?:(?<!được )chất vấn(?!\s(?:của|và|tại))|đặt câu hỏi (?:cho|với|tới)|"
    r"nêu câu hỏi với|hỏi(?!\s(?:đáp|thăm|han|ý kiến)))\s"
)
_ANSWERS = pattern(
    r"(?:trả lời|giải trình|phản hồi|giải đáp|làm rõ)\s(?:về\s)?(?:các\s|những\s)?"
    r"(?:kiến nghị|đề nghị|câu hỏi|chất vấn|ý kiến|đề xuất|vấn đề|băn khoăn)"
    r"(?:(?:\strên)|(?:\smà\s|\scủa\s|\sdo\s)(?P<to>[^,;.\n]{3,90}?)(?:\snêu)?)?,\s",
    re.IGNORECASE,
)
_OPENING = pattern(r"[^,;:.]{0,60},\s(?=\S)")
_LONGEST_NAME = 90
_SAYS = ("cho biết", "cho rằng", "khẳng định", "nêu rõ", "nhấn mạnh", "cho hay", "giải thích")


def recognise(structure: Structure, items: tuple[Item, ...]) -> tuple[Exchange, ...]:
    """Every recommendation, question and answer, in order."""
    found = [_recommendation(item) for item in items if item.kind is ItemKind.RECOMMENDATION]
    if any(word in structure.small for word in _WORDS):
        for block in structure.blocks:
            for sentence in block.sentences:
                found += _exchanged(structure.text, sentence)
    return tuple(sorted(found, key=lambda exchange: exchange.start))


def _recommendation(item: Item) -> Exchange:
    return Exchange(
        ExchangeKind.RECOMMENDATION,
        by=item.asker,
        to=item.lead,
        text=item.text,
        start=item.start,
        end=item.end,
        rule=item.rule,
        confidence=item.confidence,
    )


def _exchanged(text: str, sentence: Sentence) -> Iterator[Exchange]:
    start, end = _trimmed(text, sentence)
    if answered := _ANSWERS.match(text, start, end):
        yield from _answer(text, answered, end)
    elif asked := _asked(text, start, min(end, start + 2 * _LONGEST_NAME)):
        yield from _question(text, asked, (start, end))


def _asked(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words of asking, looked for as they stand first, for few sentences have them."""
    if text.find("hỏi", start, end) < 0 and text.find("chất vấn", start, end) < 0:
        return None
    return _ASKS.search(text, start, end)


def _answer(text: str, answered: re.Match[str], end: int) -> Iterator[Exchange]:
    """What stands behind "Trả lời kiến nghị của A, B cho biết"."""
    doer = read_doer(text, answered.end(), end)
    if doer is None:
        return
    said = next((say for say in _SAYS if text.startswith(say, doer.predicate)), None)
    begin = doer.predicate + len(said) if said else doer.predicate
    begin += len(text[begin:end]) - len(text[begin:end].lstrip(' ,:"“'))
    yield Exchange(
        ExchangeKind.ANSWER,
        by=doer.text(text),
        to=answered["to"],
        text=text[begin:end],
        start=begin,
        end=end,
        rule="answer-given",
        confidence=confidence_of("answer-given"),
    )


def _question(text: str, asked: re.Match[str], span: tuple[int, int]) -> Iterator[Exchange]:
    """What stands behind "A hỏi B"; A must be somebody."""
    start, end = span
    if opening := _OPENING.match(text, start, asked.start()):
        start = opening.end()
    by = text[start : asked.start()].strip(" ,")
    if not by or not starts_with_unit(text, start, end) or len(by) > _LONGEST_NAME:
        return
    begin = asked.end()
    to = None
    if starts_with_unit(text, begin, end):
        stop = re.search(r"\s(?:về|rằng|vì sao|tại sao|khi nào|bao giờ|có)\s|[,:]", text[begin:end])
        to = text[begin : begin + stop.start()] if stop else None
        begin += stop.start() if stop else 0
    begin += len(text[begin:end]) - len(text[begin:end].lstrip(' ,:"“'))
    if begin < end:
        yield Exchange(
            ExchangeKind.QUESTION,
            by=by,
            to=to,
            text=text[begin:end],
            start=begin,
            end=end,
            rule="question-asked",
            confidence=confidence_of("question-asked"),
        )


def _trimmed(text: str, sentence: Sentence) -> tuple[int, int]:
    told = text[sentence.start : sentence.end]
    start = sentence.start + len(told) - len(told.lstrip(' \t"“-'))
    return start, max(start, sentence.start + len(told.rstrip()))
