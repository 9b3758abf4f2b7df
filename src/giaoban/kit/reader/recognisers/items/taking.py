"""Taking up a clause: judged in its place, and kept with lead, deadline and field if it is work."""

import re

from giaoban.kit.reader.reading import ItemKind, LeadFrom, Span
from giaoban.kit.reader.recognisers.items import phrases
from giaoban.kit.reader.recognisers.items.clauses import Parse, names_unit, parse_clause
from giaoban.kit.reader.recognisers.items.doers import is_each
from giaoban.kit.reader.recognisers.items.due import Due, find_due, planned_period
from giaoban.kit.reader.recognisers.items.kinds import Setting, Verdict, judge
from giaoban.kit.reader.recognisers.items.scopes import Draft
from giaoban.kit.reader.recognisers.items.spans import (
    coordinating_in,
    doers_of,
    trimmed,
    without_attribution,
)
from giaoban.kit.reader.recognisers.items.standing import Standing
from giaoban.kit.reader.recognisers.people import introduces_person
from giaoban.kit.vntext.patterns import pattern

_SHORTEST_ITEM = 8
_EARLY_BLOCKS = 6
_LONGEST_EXAMPLES = 900
_AHEAD = pattern(r"(?:trong|năm)\s", re.IGNORECASE)
_HOLDS_ON = pattern(
    r"(?:trong|đối với|về (?:nhiệm vụ|kế hoạch|phương hướng|công tác|chương trình))", re.IGNORECASE
)
_INNER_DOER = pattern(r"(Bộ|Sở|Tỉnh|Ngành)\sđã\s")


def take(
    standing: Standing, start: int, end: int, *, head: int | None = None, continues: bool = False
) -> None:
    """Judge the clause between `start` and `end` and keep it where it is work.

    `head` is where an incomplete head before a colon began; `continues` is true behind a `;`.
    """
    examples = _examples(standing, start, end)
    if introduces_person(standing.text, *trimmed(standing.text, start, end)):
        return
    parse = parse_clause(standing.text, examples or start, end)
    parse = _leading_itself(standing, parse)
    if _awaits_predicate(standing, start, end, parse):
        return
    if standing.in_paragraph_list and not (continues or examples):
        standing.in_paragraph_list = not (parse.doer or parse.speaker)
    _change_frame(standing, parse, continues=continues)
    setting = _setting(standing, parse, continues=continues)
    verdict = judge(standing.text, parse, end, setting)
    if verdict and standing.is_dead_list and not parse.order and parse.doer is None:
        verdict = None
    if verdict:
        body = parse.body if head is None else head
        _keep(standing, parse, verdict, (body, end), continues=setting.continues)
    elif parse.speaker:
        standing.flow = None


def _leading_itself(standing: Standing, parse: Parse) -> Parse:
    """`2. Bộ trưởng Bộ A chỉ đạo …` among points to do: the leader is who must do it."""
    among_tasks = standing.is_in_list and standing.here.kind is ItemKind.TASK
    speaker = parse.speaker
    if speaker is None or parse.doer or parse.order != "chỉ đạo" or not among_tasks:
        return parse
    return parse._replace(body=speaker.predicate, doer=speaker, speaker=None, order="", verb=True)


def _change_frame(standing: Standing, parse: Parse, *, continues: bool) -> None:
    """A new speaker or order ends the list and the field that were in force."""
    assigns = parse.order == "giao" and parse.doer is not None
    if (parse.speaker or assigns) and not standing.in_paragraph_list:
        standing.listed = None
        standing.here = standing.sections[-1]._replace(kind=None)
    field = standing.adverbial_field(parse)
    if field:
        standing.set_theme(field)
    elif parse.speaker or (parse.new_topic and not continues):
        standing.theme = None


def _setting(standing: Standing, parse: Parse, *, continues: bool) -> Setting:
    follows = bool(standing.drafts) and standing.drafts[-1].block == standing.number
    return Setting(
        kind=standing.here.kind,
        member=standing.in_paragraph_list or standing.is_in_list,
        continues=continues and follows,
        flow=standing.flow,
        early=standing.number <= _EARLY_BLOCKS,
        planned=_is_planned(standing, parse),
    )


def _examples(standing: Standing, start: int, end: int) -> int | None:
    """Where the first member of `… một số công việc như xây dựng …` begins, its scope set."""
    text = standing.text
    limit = min(end, start + _LONGEST_EXAMPLES)
    if text.find(" như ", start, limit) < 0:
        return None
    found = phrases.EXAMPLES.search(text, start, limit)
    if found is None:
        return None
    words = text[start : found.end() - 1]
    parse = parse_clause(text, start, found.end())
    if parse.order == "cần" or (parse.verb and not (parse.doer or parse.order)):
        return None
    lists_work = parse_clause(text, found.end(), end).verb
    if not (lists_work or phrases.ANNOUNCES_SHORTCOMING.search(words)):
        return None
    scope = standing.announced(parse, words, found.end())
    if scope is None or scope.kind is None:
        return None
    inner = _INNER_DOER.search(words)
    if inner and scope.lead is None:
        scope = scope._replace(lead=(start + inner.start(1), start + inner.end(1)))
    standing.here, standing.flow = scope, scope.kind
    standing.in_paragraph_list = True
    return found.end()


def _is_planned(standing: Standing, parse: Parse) -> bool:
    """Whether a fronted "Trong năm 2019," lies ahead of the text's own time."""
    if parse.adverbial is None:
        return False
    words = standing.text[slice(*parse.adverbial)]
    if phrases.COMING.match(words):
        return True
    anchor = standing.context.anchor
    key = planned_period(words, standing.context) if anchor and _AHEAD.match(words) else None
    return key is not None and anchor is not None and int(key[:4]) > anchor.year


def _awaits_predicate(standing: Standing, start: int, end: int, parse: Parse) -> bool:
    """`Sở A; Sở B; Báo C chủ động …`: bodies of a list whose predicate comes with the last."""
    if parse.told:
        return False
    span = trimmed(standing.text, start, end)
    if not names_unit(standing.text, *span):
        return False
    standing.pending.append(span)
    return True


def _keep(
    standing: Standing, parse: Parse, verdict: Verdict, span: Span, *, continues: bool
) -> None:
    text = standing.text
    start, end = trimmed(text, *span)
    if parse.doer and is_each(parse.doer.text(text)):
        start = min(start, parse.doer.start)
    end = without_attribution(text, start, end)
    if end - start < _SHORTEST_ITEM or _is_byline(text, parse, start, end):
        return
    lead, others = _assigned(standing, parse, continues=continues)
    standing.pending = []
    if not standing.in_paragraph_list:
        decides = parse.order or parse.doer or standing.here.kind is None
        kind = verdict.kind if decides else standing.here.kind
        here = standing.here
        if (here.kind, here.lead, here.others) != (kind, lead, others):
            standing.here = here._replace(kind=kind, lead=lead, others=others)
    standing.flow = verdict.kind
    to_do = verdict.kind in {ItemKind.TASK, ItemKind.RECOMMENDATION}
    named = coordinating_in(text, start, end)
    own_due = find_due(text, start, end, standing.context) if to_do else None
    asks = verdict.kind is ItemKind.RECOMMENDATION
    if parse.speaker:
        standing.asker = (parse.speaker.start, parse.speaker.end)
    standing.drafts.append(
        Draft(
            kind=verdict.kind,
            start=start,
            end=end,
            lead=lead,
            coordinating=(*others, *named),
            due=_due(standing, parse, own_due) if to_do else None,
            own_due=own_due,
            asker=standing.asker if asks else None,
            field=standing.theme or standing.here.field,
            section=standing.sections[-1].heading,
            rule=verdict.rule,
            lead_from=_lead_from(standing, parse, lead),
            block=standing.number,
        )
    )


def _assigned(
    standing: Standing, parse: Parse, *, continues: bool
) -> tuple[Span | None, tuple[Span, ...]]:
    """Lead and others: those of the clause itself, else those in force, else nobody."""
    if parse.doer and not is_each(parse.doer.text(standing.text)):
        lead, others = doers_of(standing.text, parse.doer)
        if standing.pending and lead:
            return standing.pending[0], (*standing.pending[1:], lead, *others)
        return lead, others
    if parse.speaker or (not continues and not parse.doer and _is_impersonal(standing, parse)):
        return None, ()
    return _inherited(standing)


def _lead_from(standing: Standing, parse: Parse, lead: Span | None) -> LeadFrom:
    if lead is None:
        return LeadFrom.NOWHERE
    if parse.doer:
        return LeadFrom.CLAUSE
    return LeadFrom.LINE if lead[0] >= standing.block.start else LeadFrom.ABOVE


def _is_byline(text: str, parse: Parse, start: int, end: int) -> bool:
    if parse.verb:
        return False
    words = text[start:end].split()
    return len(words) <= 4 and all(word[0].isupper() for word in words)


def _is_impersonal(standing: Standing, parse: Parse) -> bool:
    """A clause with a subject of its own, or under the orders of someone above: nobody's."""
    if parse.adverbial and phrases.UNDER_ORDERS.match(standing.text, *parse.adverbial):
        return True
    listed = standing.in_paragraph_list or standing.is_in_list
    return not (parse.verb or parse.order or listed)


def _inherited(standing: Standing) -> tuple[Span | None, tuple[Span, ...]]:
    """The lead in force; a line that opens with "Đồng thời" carries on that of the last line."""
    here, block = standing.here, standing.block
    if here.lead is None and block.words[:9].lower() == "đồng thời":
        previous = standing.previous
        here = standing.here = here._replace(lead=previous.lead, others=previous.others)
    return here.lead, here.others


def _due(standing: Standing, parse: Parse, own_due: Due | None) -> str | None:
    """The deadline of the clause itself, of what is fronted to it, or the one in force."""
    if own_due:
        return own_due.key
    context = standing.context
    if parse.adverbial:
        words = standing.text[slice(*parse.adverbial)]
        fronted = find_due(standing.text, *parse.adverbial, context)
        if fronted and fronted.key:
            return fronted.key
        key = planned_period(words, context) if _HOLDS_ON.match(words) else None
        if key:
            standing.here = standing.here._replace(due=key)
            return key
    return standing.here.due
