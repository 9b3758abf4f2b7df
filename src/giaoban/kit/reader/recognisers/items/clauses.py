"""One clause taken apart: what orders it, who does it, where its own words begin."""

import re
from typing import NamedTuple

from giaoban.kit.reader.recognisers.items import phrases
from giaoban.kit.reader.recognisers.items.doers import (
    Doer,
    is_leader,
    read_doer,
    starts_with_unit,
)
from giaoban.kit.reader.recognisers.items.words import (
    NOT_SHORT_VERBS,
    NOUNISH_VERBS,
    ORDERS,
    SHORT_VERBS,
    SPEECH,
    VERBS,
)
from giaoban.kit.reader.vocabulary import in_force
from giaoban.kit.vntext.patterns import Gate, pattern
from giaoban.kit.vntext.wordlists import words_of

_MOST_COMMAS = 9
_DEEPEST = 4
# A few words that open with one of these are a new subject or a new time, not more of a list.
_SUBJECT_WORDS = words_of(
    "công tháng năm ngành các mạng hoạt số trong toàn quý ngày tổng lực cơ tại theo việc", " "
)
# Behind "còn", these say what is lacking, and "còn" belongs to them.
_LACKS = tuple(
    words_of("chậm hạn thiếu yếu thấp nhiều gặp lúng có cao mỏng ít lỏng chưa bất khó xảy nể", " ")
)
_FIRST_WORDS = words_of("cần phải đã đang sẽ trình gửi lập chỉ cử mở", " ")
_CONNECTS = Gate(phrases.ORDINALS, phrases.CONNECTORS)
_OPENS_SPECIALLY = Gate(
    phrases.PURPOSE,
    phrases.TOWARDS,
    phrases.TIME_OPENING,
    phrases.IN_THE_COURSE,
    phrases.DOCUMENT_SPEAKS,
    phrases.WHOEVER,
)
_WILL_HAVE_TO = ("sẽ phải ", "sẽ cần ")
_OPENS_A_BODY = Gate(
    phrases.PASSIVE_ORDER, phrases.LINKING, phrases.MODALS, pattern("|".join(_WILL_HAVE_TO))
)
_PERSON_WORDS = frozenset({"ông", "bà", "đồng", "đ/c"})
_NO_ORDERS = words_of("giao thông, giao ban, giao lưu, giao dịch, giao chỉ, giao kế")
_BARE_ORDERS = frozenset({"đề nghị", "yêu cầu", "phân công", "kiến nghị", "kêu gọi"})


class Parse(NamedTuple):
    """What opens a clause. Offsets are of the text.

    `body` is where its own words begin; `doer` who does it; `order` whether someone gives it as
    work; `speaker` who is said to speak; `adverbial` the span of a fronted "Về …," or "Trong …,";
    `verb` whether a known verb opens the body; `contrast` whether "Tuy nhiên" does.
    """

    body: int
    doer: Doer | None = None
    order: str = ""
    speaker: Doer | None = None
    adverbial: tuple[int, int] | None = None
    verb: bool = False
    contrast: bool = False
    new_topic: bool = False

    @property
    def told(self) -> bool:
        """Whether anything beyond bare words was recognised."""
        return self.doer is not None or bool(self.order) or self.verb


def parse_clause(text: str, start: int, end: int) -> Parse:
    """The parts of the clause between `start` and `end`."""
    position, contrast, new_topic = _skip_openings(text, start, end)
    special = _special(text, position, end) if _OPENS_SPECIALLY(text, position) else None
    parsed = special or _core(text, position, end, 0)
    if (parsed.doer is None and not parsed.order) and phrases.ADVERBIAL.match(text, position, end):
        parsed = _behind_adverbial(text, position, end, parsed)
    if contrast or new_topic:
        return parsed._replace(contrast=contrast, new_topic=new_topic)
    return parsed


def _skip_openings(text: str, start: int, end: int) -> tuple[int, bool, bool]:
    """Past marks, ordinals and connecting words; whether they contrast or turn to a new topic."""
    position, contrast, new_topic = start, False, False
    if tag := phrases.SOURCE_TAG.match(text, start, end):
        position = tag.end()
    while True:
        before = position
        position = phrases.behind_opening_marks(text, position, end)
        if not _CONNECTS(text, position):
            return position, contrast, new_topic
        if ordinal := phrases.ORDINALS.match(text, position, end):
            position = ordinal.end()
        if connector := phrases.CONNECTORS.match(text, position, end):
            contrast = contrast or bool(phrases.CONTRAST.match(connector[0]))
            new_topic = new_topic or bool(phrases.NEW_TOPIC.match(connector[0]))
            position = connector.end()
        if position == before:
            return position, contrast, new_topic


def _special(text: str, position: int, end: int) -> Parse | None:
    """Openings of their own: a purpose, "Đối với" somebody, a bare time, a document that speaks."""
    if purpose := phrases.PURPOSE.match(text, position, end):
        return _with_body(text, Parse(purpose.end(), verb=True, order="mục đích"), end)
    if towards := phrases.TOWARDS.match(text, position, end):
        return _towards(text, towards.end(), end)
    if opening := phrases.TIME_OPENING.match(text, position, end):
        return _at_a_time(text, position, opening.end(), end)
    if phrases.IN_THE_COURSE.match(text, position, end):
        return Parse(position, verb=True)
    return _of_whom_it_comes_to(text, position, end)


def _of_whom_it_comes_to(text: str, position: int, end: int) -> Parse | None:
    """A document that speaks, or whoever does what a condition says."""
    if whoever := phrases.WHOEVER.match(text, position, end):
        who = Doer(*whoever.span("who"), whoever.end(), "")
        return _with_body(text, Parse(whoever.end(), doer=who, order="cần", verb=True), end)
    if speaks := phrases.DOCUMENT_SPEAKS.match(text, position, end):
        return _document_speaks(text, position, speaks, end)
    return None


def _towards(text: str, position: int, end: int) -> Parse | None:
    """`Đối với Sở A khẩn trương …`: an order to whom it names."""
    doer = read_doer(text, position, end)
    if doer is None or "," in text[doer.end : doer.predicate] or _lists_a_stranger(text, doer):
        return None
    return _with_body(text, Parse(doer.predicate, doer=doer, order="đối với", verb=True), end)


def _at_a_time(text: str, position: int, behind: int, end: int) -> Parse | None:
    """`Năm 2020 Sở A đã …`: a time that no comma parts from the rest."""
    if text.startswith("đã ", behind):
        return Parse(position, verb=True)
    if read_doer(text, behind, end) is None:
        return None
    return _core(text, behind, end, 0)._replace(adverbial=(position, behind))


def _document_speaks(text: str, position: int, speaks: re.Match[str], end: int) -> Parse | None:
    """`Công văn nêu rõ, …`: a document in the place of a speaker."""
    at, verb = speaks.start("verb"), speaks["verb"].lower()
    told = _ordered(text, at, verb, end, 0) if _orders(verb) else _spoken(text, at, verb, end, 0)
    return told._replace(speaker=Doer(position, at, at, verb)) if told is not None else None


def _lists_a_stranger(text: str, doer: Doer) -> bool:
    """`Đối với VNPT, bão lũ đã …`: behind the comma stands no further body but another subject."""
    comma = _next_comma(text, doer.start, doer.end)
    if comma < 0:
        return False
    after = comma + 1 + len(text[comma + 1 : doer.end]) - len(text[comma + 1 : doer.end].lstrip())
    return (
        not starts_with_unit(text, after, doer.end)
        and text[after].islower()
        and not text.startswith(("trực thuộc", "ngành", "ban", "địa phương"), after)
    )


def _behind_adverbial(text: str, start: int, end: int, bare: Parse) -> Parse:
    """The clause as it reads behind a fronted adverbial, where that reads better than `bare`."""
    if bare.verb and not phrases.ROUNDABOUT.match(text, start, end):
        return bare
    pure = bool(phrases.PURE_ADVERBIAL.match(text, start, end)) and not bare.verb
    comma = start
    for _ in range(_MOST_COMMAS):
        comma = _next_break(text, comma + 1, end)
        if comma < 0:
            break
        if text[comma] == "," and _goes_on(text, comma + 1, end):
            continue
        after = comma + 1 if text[comma] == "," else text.index(" ", comma + 1)
        position, _contrast, _topic = _skip_openings(text, after, end)
        parsed = _core(text, position, end, 0)
        adverbial = (start, comma)
        if parsed.order or (parsed.doer and _stands_alone(text, parsed.doer, bare)):
            return parsed._replace(adverbial=adverbial)
        if phrases.ADVERBIAL.match(text, position, end) and not parsed.verb:
            continue
        if pure:
            return parsed._replace(adverbial=adverbial)
    return _order_inside(text, start, end, bare) or bare


def _stands_alone(text: str, doer: Doer, bare: Parse) -> bool:
    """Whether a doer behind a comma is the subject, rather than one more thing in a list."""
    written = doer.text(text)
    if written.endswith((" và", " hoặc", " của")):
        return False
    return not bare.verb or written[0].isupper()


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a few words up to the next comma only carry on a list: "báo chí, truyền thông, …"."""
    comma = _next_comma(text, start, end)
    if comma < 0:
        return False
    words = text[start:comma].split()
    if words[:1] and words[0] in _PERSON_WORDS:
        return False
    if not 0 < len(words) <= 5 or not words[0][0].islower() or words[0] in _SUBJECT_WORDS:
        return False
    pair = " ".join(words[:2])
    return not _is_verb(pair) or pair in NOUNISH_VERBS


def _order_inside(text: str, start: int, end: int, bare: Parse) -> Parse | None:
    """`Khi họp đề nghị Bộ A …`: an order that no comma parts from the adverbial before it."""
    found = phrases.ORDER_INSIDE.search(text, start, min(end, start + 130))
    if bare.verb or found is None or "," in text[start : found.start()]:
        return None
    parsed = _core(text, found.start(), end, 0)
    return parsed._replace(adverbial=(start, found.start())) if parsed.order else None


def _next_break(text: str, start: int, end: int) -> int:
    """The next comma, or the "thì" and "nhưng" that do its work, or -1."""
    comma = _next_comma(text, start, end)
    for word in (" thì ", " nhưng "):
        found = text.find(word, start, comma if comma >= 0 else end)
        if found >= 0:
            comma = found
    return comma


def _next_comma(text: str, start: int, end: int) -> int:
    """The next comma outside brackets, or -1."""
    comma = text.find(",", start, end)
    if (
        comma > 0
        and text.startswith(" chống", comma + 1)
        and text[comma - 5 : comma].lower() == "phòng"
    ):
        comma = text.find(",", comma + 1, end)
    opened = text.find("(", start, end)
    while 0 <= opened < comma:
        closed = text.find(")", opened, end)
        if closed < 0:
            break
        comma = text.find(",", closed, end)
        opened = text.find("(", closed, end)
    return comma


def _core(text: str, position: int, end: int, depth: int) -> Parse:
    """An order, a speech, a doer or a verb at `position`."""
    pair = _pair(text, position, end)
    if bare_order := _bare_order(text, position, end, depth, pair):
        return bare_order
    doer = read_doer(text, position, end)
    if doer is None:
        return _verb_or_nothing(text, position, end, pair)
    told = _told_by(text, doer, end, depth) if depth < _DEEPEST else None
    if told is not None:
        return told._replace(speaker=doer)
    return _with_body(text, Parse(doer.predicate, doer=doer, verb=True), end)


def _told_by(text: str, doer: Doer, end: int, depth: int) -> Parse | None:
    """What the one named orders or says; None where that one does the work."""
    if issued := phrases.ISSUES_AN_ORDER.match(text, doer.predicate, end):
        ordered = _ordered(text, issued.start("verb"), issued["verb"].lower(), end, depth)
        if ordered and ordered.doer:
            return ordered
    verb_at, pair = _behind_auxiliaries(text, doer.predicate, end, doer.verb)
    if asks := phrases.ASKS_FOR_ITSELF.match(text, verb_at, end):
        return Parse(asks.end(), order="kiến nghị", verb=True)
    leader = is_leader(doer.text(text))
    directs = pair.startswith("chỉ đạo")
    if _orders(pair) and (leader or not directs):
        ordered = _ordered(text, verb_at, pair, end, depth)
        if ordered and (leader or ordered.doer):
            return ordered
    elif directs:
        ordered = _ordered(text, verb_at, "chỉ đạo", end, depth)
        ought = ordered and ordered.doer and ordered.doer.predicate
        if ought and phrases.OUGHT.match(text, ought, end):
            return ordered
    return _spoken(text, verb_at, pair, end, depth) if pair in SPEECH else None


def _bare_order(text: str, position: int, end: int, depth: int, pair: str) -> Parse | None:
    """`Giao Vụ A …`, `Đề nghị Bộ B …` without anyone said to speak."""
    if (
        not pair
        or depth >= _DEEPEST
        or not (pair in _BARE_ORDERS or (_orders(pair) and pair.startswith("giao")))
    ):
        return None
    ordered = _ordered(text, position, pair, end, depth)
    return ordered if ordered and ordered.doer else None


def _orders(pair: str) -> bool:
    """Whether the words give work to somebody."""
    return pair in ORDERS or (pair.partition(" ")[0] == "giao" and pair not in _NO_ORDERS)


def _ordered(text: str, position: int, pair: str, end: int, depth: int) -> Parse | None:
    """What is ordered, and to whom, behind the verb of ordering at `position`."""
    order = "giao" if pair.startswith("giao") else pair
    after = position + len(order)
    after, _contrast, _topic = _skip_openings(text, after, end)
    for filler in ("cho ", "nhiệm vụ cho ", "trong thời gian tới", "rằng", "tới "):
        if text.startswith(filler, after):
            after, _contrast, _topic = _skip_openings(text, after + len(filler), end)
    doer = read_doer(text, after, end)
    timed = None if doer else phrases.TIME_OPENING.match(text, after, end)
    if timed:
        doer = read_doer(text, timed.end(), end)
    if doer:
        fronted = (after, timed.end()) if timed else None
        given = Parse(doer.predicate, doer=doer, order=order, adverbial=fronted, verb=True)
        return _with_body(text, given, end)
    rest = _verb_or_nothing(text, after, end, _pair(text, after, end))
    if phrases.ADVERBIAL.match(text, after, end) and not rest.verb:
        rest = _behind_adverbial(text, after, end, rest)
    return rest._replace(order=order) if rest.told or order != "giao" else None


def _spoken(text: str, position: int, pair: str, end: int, depth: int) -> Parse | None:
    """What is said, behind a verb of saying: the clause that follows its comma or colon."""
    after = position + len(pair)
    if text.startswith((" thêm", " rõ", " rằng"), after):
        after = text.find(" ", after + 1, end)
        if after < 0:
            return None
    comma = text.find(",", after, min(end, after + 60))
    position = comma + 1 if comma >= 0 else after
    position, contrast, topic = _skip_openings(text, position, end)
    if position >= end:
        return None
    parsed = _core(text, position, end, depth + 1)
    if not parsed.told and phrases.ADVERBIAL.match(text, position, end):
        parsed = _behind_adverbial(text, position, end, parsed)
    return parsed._replace(contrast=contrast, new_topic=topic)


def _behind_auxiliaries(text: str, position: int, end: int, pair: str) -> tuple[int, str]:
    """The first two words behind `đã`, `cũng`, `tiếp tục` and the like, and where they stand."""
    for _ in range(3):
        first = pair.partition(" ")[0]
        if pair == "tiếp tục":
            first = pair
        elif first not in {"đã", "cũng", "đang", "sẽ", "vừa", "còn"}:
            break
        position += len(first)
        while position < end and text[position].isspace():
            position += 1
        pair = _pair(text, position, end)
        if not pair:
            break
    return position, pair


def _pair(text: str, position: int, end: int) -> str:
    words = text[position : min(end, position + 30)].split(maxsplit=2)[:2]
    return " ".join(words).lower().rstrip(" ,.:;") if words else ""


def _verb_or_nothing(text: str, position: int, end: int, pair: str) -> Parse:
    verb = _is_verb(pair) and not (
        pair in VERBS and phrases.NOUN_FOLLOWS.match(text, position, end)
    )
    return _with_body(text, Parse(position, verb=verb), end)


def _is_verb(pair: str) -> bool:
    first = pair.partition(" ")[0]
    if first in SHORT_VERBS and pair not in NOT_SHORT_VERBS:
        return True
    return pair.replace(",", "") in VERBS or first in _FIRST_WORDS or pair in in_force().verbs


def _with_body(text: str, parsed: Parse, end: int) -> Parse:
    """The clause with what only opens its body taken off; few clauses have any of that."""
    return _bared(text, parsed, end) if _OPENS_A_BODY(text, parsed.body) else parsed


def _bared(text: str, parsed: Parse, end: int) -> Parse:
    """The clause with `cần`, `cũng`, "được yêu cầu phải" taken off its body."""
    body = parsed.body
    order = parsed.order
    if (passive := phrases.PASSIVE_ORDER.match(text, body, end)) and (
        "yêu cầu" in passive[0]
        or "giao" in passive[0]
        or "nhiệm" in passive[0]
        or "nghị" in passive[0]
    ):
        body, order = passive.end(), order or "được yêu cầu"
    if linking := phrases.LINKING.match(text, body, end):
        behind = text[linking.end() : linking.end() + 8]
        if not behind.startswith(_LACKS):
            body = linking.end()
    if text.startswith(_WILL_HAVE_TO, body):
        order = order or "cần"
    elif modal := phrases.MODALS.match(text, body, end):
        body, order = modal.end(), order or "cần"
        if again := phrases.MODALS.match(text, body, end):
            body = again.end()
    if body == parsed.body and order == parsed.order:
        return parsed
    return parsed._replace(body=body, order=order)


def names_unit(text: str, start: int, end: int) -> bool:
    """Whether the whole stretch names a body and says nothing of it."""
    position, _contrast, _topic = _skip_openings(text, start, end)
    return (
        end - position <= 160
        and starts_with_unit(text, position, end)
        and read_doer(text, position, end) is None
    )


def addressee(text: str, start: int, end: int) -> Doer | None:
    """Whom the last order inside a lead-in is for: "… và chỉ đạo các Vụ làm tốt các việc sau"."""
    orders = list(phrases.ORDERS_INSIDE.finditer(text, start, end))
    return read_doer(text, orders[-1].end(), end) if orders else None
