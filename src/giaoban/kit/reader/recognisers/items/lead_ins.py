"""What stands before a colon: a list's lead-in, a body, a field, a time, or half a sentence."""

import re

from giaoban.kit.reader.reading import ItemKind
from giaoban.kit.reader.recognisers.items import phrases
from giaoban.kit.reader.recognisers.items.announcing import announced_list, named_field
from giaoban.kit.reader.recognisers.items.clauses import Parse, names_unit, parse_clause
from giaoban.kit.reader.recognisers.items.doers import is_vague, split_doers
from giaoban.kit.reader.recognisers.items.due import find_due, planned_period
from giaoban.kit.reader.recognisers.items.scopes import Scope
from giaoban.kit.reader.recognisers.items.spans import trimmed
from giaoban.kit.reader.recognisers.items.standing import Standing
from giaoban.kit.reader.recognisers.items.taking import take
from giaoban.kit.reader.structure import Sentence
from giaoban.kit.vntext.patterns import pattern

_SHORTEST_WORK = 25
_SUCH_AS = "như"
# What announces a list stands at the end of its lead-in.
_LONGEST_ANNOUNCEMENT = 200
_TIME_ONLY = pattern(
    r"(?:trước|trong|cuối|đầu|giữa|tháng|quý|năm|ngày|đến|chậm nhất)[\s\w/.,-]{3,45}$",
    re.IGNORECASE,
)
_TOPICS = pattern(r"(?:tuyên truyền|phổ biến|giới thiệu|phản ánh|quán triệt)(?!\w)", re.IGNORECASE)
_ONLY_NAMES_WORK = pattern(r"(?:nhiệm vụ|công việc|nội dung|giải pháp|vấn đề)")


def take_lead_in(standing: Standing, sentence: Sentence, number: int) -> int | None:
    """Set what the `number`-th clause of a sentence, ended by a colon, sets for its list.

    Returns where the head began that must stay with the first member of the list, if one must.
    """
    text, clause = standing.text, sentence.clauses[number]
    start, end = trimmed(text, clause.start, clause.end)
    last = number == len(sentence.clauses) - 1
    goes_on_below = last and clause.end >= standing.block.end - 1
    first = number == 0 and sentence.start <= standing.block.body
    if scope := _of_a_body(standing, start, end) or _of_a_time(standing, start, end):
        standing.enter_list(scope, goes_on_below=goes_on_below)
        return None
    if first and _labels_field(standing, start, end):
        return None
    parse = parse_clause(text, start, end)
    if parse.speaker:
        standing.listed = standing.theme = None
    words = text[start:end]
    if parse.told and phrases.BY_STEPS.search(words):
        return parse.body
    scope = standing.announced(parse, words, end)
    if scope is None or _only_counts(words):
        standing.is_dead_list = True
        return None
    if scope.kind is not (standing.flow or scope.kind) and not standing.adverbial_field(parse):
        standing.theme = None
    return _enter(standing, sentence, number, parse, scope, goes_on_below=goes_on_below)


def _enter(
    standing: Standing,
    sentence: Sentence,
    number: int,
    parse: Parse,
    scope: Scope,
    *,
    goes_on_below: bool,
) -> int | None:
    """Enter the list; a complete head is work of its own, an incomplete one stays with it."""
    text, clause = standing.text, sentence.clauses[number]
    start, end = trimmed(text, clause.start, clause.end)
    words = text[start:end]
    tail = _tail_of_own_work(parse, words, end)
    if tail:
        scope = scope._replace(
            kind=standing.here.kind or scope.kind,
            lead=scope.lead if parse.doer else standing.here.lead,
        )
        take(standing, start, end - tail)
    standing.enter_list(scope, goes_on_below=goes_on_below)
    if tail:
        return None
    such_as = words[-4:].lower().endswith(_SUCH_AS)
    if (such_as and phrases.ANNOUNCED_SUCH_AS.search(words)) or phrases.OPENS_DOCUMENT.match(
        text, parse.body, end
    ):
        return None
    if such_as and phrases.SUCH_AS.search(words) and (parse.order or parse.doer):
        return parse.body
    if _is_pure(words) or goes_on_below or not parse.told:
        return None
    if number + 1 < len(sentence.clauses):
        following = sentence.clauses[number + 1]
        if parse_clause(text, following.start, following.end).verb:
            take(standing, start, end)
            return None
    return parse.body


def _is_pure(words: str) -> bool:
    """Whether words end by announcing a list and say nothing themselves."""
    return bool(phrases.PURE_LEAD_IN.search(words, max(0, len(words) - _LONGEST_ANNOUNCEMENT)))


def lists_topics(standing: Standing, sentence: Sentence, number: int) -> bool:
    """Whether what follows a colon merely names what is told, so that it is not cut."""
    clause = sentence.clauses[number]
    if number + 1 >= len(sentence.clauses):
        return False
    if not _TOPICS.search(standing.text, clause.start, clause.end):
        return False
    following = sentence.clauses[number + 1]
    return not parse_clause(standing.text, following.start, following.end).told


def _of_a_body(standing: Standing, start: int, end: int) -> Scope | None:
    """`Vụ A: …` gives the list to the body."""
    if not names_unit(standing.text, start, end):
        return None
    here = standing.here
    spans = split_doers(standing.text, start, end)
    vague = is_vague(standing.text[start:end])
    kind = here.kind or standing.flow or ItemKind.TASK
    return here._replace(lead=None if vague else spans[0], others=tuple(spans[1:]), kind=kind)


def _of_a_time(standing: Standing, start: int, end: int) -> Scope | None:
    """`Cuối tháng 4: …` gives the list its deadline."""
    if not _TIME_ONLY.match(standing.text, start, end):
        return None
    due = find_due(standing.text, start, end, standing.context)
    key = due.key if due else planned_period(standing.text[start:end], standing.context)
    return standing.here._replace(due=key) if key else None


def _labels_field(standing: Standing, start: int, end: int) -> bool:
    """`Viễn thông và Internet: …` at the head of a line names the field of the line."""
    words = standing.text[start:end]
    if not phrases.LABEL_WORDS.match(words.replace(",", "")):
        return False
    field = named_field(words)
    if field is None and parse_clause(standing.text, start, end).told:
        return False
    if _is_pure(words) or announced_list(words):
        return False
    if phrases.NO_LABEL.match(words) or phrases.ONLY_SPEAKS.match(words):
        return True
    standing.set_theme(field or phrases.ABOUT.sub("", words))
    return True


def _only_counts(words: str) -> bool:
    """`Có 11 lĩnh vực quan trọng, bao gồm: …` tells what there is, not what to do."""
    connector = phrases.CONNECTORS.match(words)
    behind = words[connector.end() :] if connector else words
    return bool(phrases.COUNTED_LIST.search(words) or phrases.COUNTS_ONLY.match(behind))


def _tail_of_own_work(parse: Parse, words: str, end: int) -> int:
    """How many characters ", cụ thể" takes behind a head that is complete; 0 where none is."""
    tail = phrases.COMPLETE_BEFORE_LIST.search(words)
    if tail is None or not parse.told or parse.body >= end - len(tail[0]) - _SHORTEST_WORK:
        return 0
    own = words[len(words) - (end - parse.body) : tail.start()]
    announces = _is_pure(own) or _ONLY_NAMES_WORK.search(own)
    return 0 if announces else len(tail[0])
