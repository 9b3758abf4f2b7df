"""Whether a clause is work, and of which kind."""

from itertools import pairwise
from typing import NamedTuple

from giaoban.kit.reader.reading import ItemKind
from giaoban.kit.reader.recognisers.items import phrases
from giaoban.kit.reader.recognisers.items.clauses import Parse
from giaoban.kit.reader.recognisers.items.doers import (
    Doer,
    is_branch,
    is_leader,
    is_vague,
    rank_of,
)
from giaoban.kit.reader.recognisers.items.words import LACKING
from giaoban.kit.vntext.patterns import Gate

_SIGNS = (
    *("còn", "chưa", "không", "hạn chế", "chậm", "bất cập", "yếu kém", "lúng túng", "thiếu", "kém"),
    "thấp",
)
_OPENS_NEWS = Gate(
    phrases.STATISTICS,
    phrases.JUST_DONE,
    phrases.STATUS_COUNT,
    phrases.NEVER_WORK,
    phrases.ONLY_SPEAKS,
)
_STILL = frozenset({"vẫn", "còn", "chưa"})
_REQUESTS = frozenset({"kiến nghị", "đề xuất", "mong muốn"})


class Verdict(NamedTuple):
    """The kind of an item and the rule that said so."""

    kind: ItemKind
    rule: str


class Setting(NamedTuple):
    """Where a clause stands: the kind in force, whether a list has it, what went before."""

    kind: ItemKind | None
    member: bool
    continues: bool
    flow: ItemKind | None
    early: bool
    planned: bool = False


def judge(text: str, parse: Parse, end: int, setting: Setting) -> Verdict | None:
    """The verdict over a clause, or None where it is no work."""
    if _is_news(text, parse, end):
        return None
    if parse.order:
        return _ordered(text, parse, setting)
    if _is_ceremony(text, parse, end, setting) or _is_meeting(text, parse, end, setting):
        return None
    if parse.contrast and (_lacks(text, parse.body, end) or _not_yet(text, parse.body, end)):
        return Verdict(ItemKind.SHORTCOMING, "contrast")
    if parse.doer is not None:
        return _done_by(text, parse, parse.doer, end, setting)
    rule = _without_doer if parse.verb else _of_a_subject
    return rule(text, parse, end, setting)


def _is_news(text: str, parse: Parse, end: int) -> bool:
    """Bare statistics, praise, and what someone has "just" done."""
    body = parse.body
    return _OPENS_NEWS(text, body) and bool(
        phrases.STATISTICS.match(text, body, end)
        or phrases.JUST_DONE.match(text, body, end)
        or phrases.STATUS_COUNT.match(text, body, end)
        or phrases.NEVER_WORK.match(text, body, end)
        or phrases.ONLY_SPEAKS.match(text, body, end)
    )


def _is_ceremony(text: str, parse: Parse, end: int, setting: Setting) -> bool:
    """Attending, hearing, praising, and whatever is done "at the meeting"."""
    listed_task = setting.kind is ItemKind.TASK and setting.member and not parse.doer
    if not listed_task and phrases.NOT_WORK.match(text, parse.body, end):
        return True
    tail = max(parse.body, end - 24)
    return parse.doer is not None and bool(phrases.AT_THE_MEETING.search(text, tail, end))


def _is_meeting(text: str, parse: Parse, end: int, setting: Setting) -> bool:
    """The holding of a meeting is no work, unless a list of works counts it."""
    if parse.doer and is_leader(parse.doer.text(text)) and not setting.member:
        return bool(phrases.MEETING_HELD.match(text, parse.body, end))
    if setting.member or (setting.kind is not None and not (setting.early and parse.adverbial)):
        return False
    if phrases.COUNTED_MEETINGS.match(text, parse.body, end):
        return False
    return bool(phrases.MEETING_HELD.match(text, parse.body, end))


def _asks(text: str, parse: Parse, setting: Setting) -> bool:
    """Whether "đề nghị" asks: among requests, of somebody higher, or of a body of its own."""
    goes_on = setting.flow is ItemKind.RECOMMENDATION and parse.speaker is None
    if setting.kind is ItemKind.RECOMMENDATION or goes_on:
        return True
    if parse.doer is None:
        return False
    asked = parse.doer.text(text)
    if phrases.OWN_MASTERS.match(asked):
        return True
    return parse.speaker is not None and rank_of(asked) > rank_of(parse.speaker.text(text)) > 0


def _ordered(text: str, parse: Parse, setting: Setting) -> Verdict | None:
    if parse.order in _REQUESTS or (parse.order == "đề nghị" and _asks(text, parse, setting)):
        return Verdict(ItemKind.RECOMMENDATION, "request")
    if parse.doer is not None:
        return Verdict(ItemKind.TASK, "order-to-doer")
    if setting.kind is ItemKind.SHORTCOMING and parse.order == "cần":
        return Verdict(ItemKind.SHORTCOMING, "listed-shortcoming")
    if parse.verb:
        return Verdict(ItemKind.TASK, "order")
    if parse.order == "lưu ý":
        return None
    return Verdict(ItemKind.TASK, "order-of-a-thing")


def _done_by(text: str, parse: Parse, doer: Doer, end: int, setting: Setting) -> Verdict | None:
    """A doer with what it does: the tense decides first, then what the place is about."""
    body = parse.body
    if phrases.FUTURE.match(text, body, end) or phrases.ROLE.match(text, body, end):
        return Verdict(ItemKind.TASK, "doer-will")
    if _falls_short(text, parse, doer, end, setting):
        return Verdict(ItemKind.SHORTCOMING, "doer-lacks")
    if phrases.BEING.match(text, body, end) and not setting.member:
        return None
    if phrases.PAST.match(text, body, end):
        who = doer.text(text)
        nobody = setting.kind is None and is_vague(who) and not is_branch(who)
        told = phrases.ACHIEVED.search(text, body, end) or _counts_work(text, parse, end)
        if nobody and not told:
            return None
        return Verdict(ItemKind.RESULT, "doer-has-done")
    return _does(text, parse, doer, end, setting)


def _counts_work(text: str, parse: Parse, end: int) -> bool:
    """ "Trong tháng 9, toàn ngành đã thẩm định 58 hồ sơ": counted work of a time looked back on."""
    return bool(parse.adverbial and phrases.COUNTED_WORK.search(text, parse.body, end))


def _falls_short(text: str, parse: Parse, doer: Doer, end: int, setting: Setting) -> bool:
    among = setting.kind is ItemKind.SHORTCOMING
    if (among or doer.verb.partition(" ")[0] in _STILL) and _lacks(text, parse.body, end):
        return True
    flows = setting.flow is ItemKind.SHORTCOMING
    return flows and bool(phrases.SHORT_OF.search(text, parse.body, end))


def _does(text: str, parse: Parse, doer: Doer, end: int, setting: Setting) -> Verdict | None:
    """A doer and a verb without any tense."""
    if setting.planned and parse.verb:
        return Verdict(ItemKind.TASK, "doer-plans")
    if setting.kind is not None:
        return Verdict(setting.kind, "doer-in-section")
    if setting.flow is ItemKind.TASK and parse.verb:
        return Verdict(ItemKind.TASK, "doer-after-order")
    if parse.verb and phrases.COUNTED_WORK.search(text, parse.body, end):
        return Verdict(ItemKind.RESULT, "doer-counted")
    if parse.adverbial and parse.verb and setting.early and not is_vague(doer.text(text)):
        return Verdict(ItemKind.RESULT, "doer-did")
    return None


def _without_doer(text: str, parse: Parse, end: int, setting: Setting) -> Verdict | None:
    kind = setting.kind or setting.flow
    if setting.planned:
        return Verdict(ItemKind.TASK, "planned")
    if kind is None or (kind is ItemKind.RESULT and phrases.ECONOMY.match(text, parse.body, end)):
        return None
    if phrases.FUTURE.match(text, parse.body, end):
        return Verdict(ItemKind.TASK, "will")
    if kind is ItemKind.TASK and phrases.PAST.match(text, parse.body, end):
        return Verdict(ItemKind.RESULT, "has-done") if setting.member else None
    rule = "listed" if setting.member else "verb-in-section"
    return Verdict(kind, rule)


def _of_a_subject(text: str, parse: Parse, end: int, setting: Setting) -> Verdict | None:
    """A clause that neither a doer nor a verb opens: a thing of which something is said."""
    body = parse.body
    lacking = _lacks(text, body, end)
    economy = phrases.ECONOMY.match(text, body, end) and not lacking
    if economy or phrases.COUNTS_ONLY.match(text, body, end):
        return None
    if setting.kind is ItemKind.SHORTCOMING:
        return Verdict(ItemKind.SHORTCOMING, "listed-shortcoming")
    reviewed = setting.kind is ItemKind.RESULT and phrases.OF_A_WORK.match(text, body, end)
    if lacking and (parse.speaker or reviewed or setting.flow is ItemKind.SHORTCOMING):
        return Verdict(ItemKind.SHORTCOMING, "lacking")
    if setting.member and setting.kind is not None:
        tells = setting.kind is ItemKind.TASK and phrases.SAYS_SOMETHING.search(text, body, end)
        if tells and not phrases.OUGHT_INSIDE.search(text, body, end):
            return None
        return Verdict(setting.kind, "listed-subject")
    return _of_a_loose_subject(text, body, end, setting, lacking=lacking)


def _of_a_loose_subject(
    text: str, body: int, end: int, setting: Setting, *, lacking: bool
) -> Verdict | None:
    """The same outside any list, where most clauses are no work."""
    flow = setting.flow
    if phrases.OWN_FIGURES.match(text, body, end) and flow is not ItemKind.TASK:
        return Verdict(ItemKind.RESULT, "own-figures")
    if setting.continues and flow is not None:
        return Verdict(flow, "continued")
    return None if lacking else _went_well(text, body, end, setting)


def _went_well(text: str, body: int, end: int, setting: Setting) -> Verdict | None:
    flow = setting.flow
    work = phrases.OF_A_WORK.match(text, body, end) and phrases.ACHIEVED.search(text, body, end)
    done = phrases.BEEN_DONE.search(text, body, end)
    if flow is None and setting.kind is None and (work or done):
        return Verdict(ItemKind.RESULT, "clearly-achieved")
    reviewing = flow in {ItemKind.RESULT, ItemKind.SHORTCOMING}
    if reviewing and phrases.ACHIEVED.search(text, body, end):
        return Verdict(ItemKind.RESULT, "achieved")
    if flow is None and phrases.CLEARLY_ACHIEVED.search(text, body, end):
        return Verdict(ItemKind.RESULT, "clearly-achieved")
    if setting.kind is ItemKind.RESULT:
        return Verdict(ItemKind.RESULT, "subject-in-review")
    return None


def _not_yet(text: str, start: int, end: int) -> bool:
    """Whether something has "chưa" been done; behind "Tuy nhiên" that is what is lacking."""
    at = text.find(" chưa ", start, end)
    return at >= 0 and text.find("chưa có", at, end) != at + 1


def _lacks(text: str, start: int, end: int) -> bool:
    written = text[start:end].lower()
    if not any(sign in written for sign in _SIGNS):
        return False
    words = written.split()
    return any(f"{a} {b.rstrip(',.;')}" in LACKING for a, b in pairwise(words))
