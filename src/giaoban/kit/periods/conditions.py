"""Deadlines that hang on an event, work that never ends, and words that set no day."""

from giaoban.kit.periods.explanations import Explanation, Rule
from giaoban.kit.periods.outcomes import Deadline, DeadlineKind
from giaoban.kit.periods.phrases import CONDITION, Phrase
from giaoban.kit.vntext.patterns import pattern

_STANDING = pattern(
    r"(?<!\w)(?:thường xuyên|liên tục|thường trực|xuyên suốt|lâu dài|không thời hạn)(?!\w)"
)
_VAGUE = pattern(
    r"(?<!\w)(?:ngay|khẩn trương|kịp thời|sớm|nhanh chóng|gấp|trong thời gian "
    r"(?:tới|sớm nhất|nhanh nhất)|đúng (?:thời )?hạn|đúng tiến độ|theo quy định)(?!\w)"
)
_TRAILING = " ,.;:()"


def read_condition(phrase: Phrase) -> Deadline | None:
    """`tuỳ thuộc …`, `ngay sau khi …`, `theo tiến độ …`: no day before the event has come."""
    event = event_of(phrase)
    if event is None:
        return None
    why = Explanation(Rule.CONDITION, phrase.written, event=event)
    return Deadline(DeadlineKind.CONDITIONAL, None, None, why)


def event_of(phrase: Phrase) -> str | None:
    """What the phrase waits for, as written; None where it waits for nothing."""
    found = CONDITION.search(phrase.words)
    if found is None:
        return None
    return phrase.written[found.start() : phrase.event_end(found.end())].strip(_TRAILING)


def read_standing(phrase: Phrase) -> Deadline | None:
    """`thường xuyên`: work without a last day."""
    return _none(Rule.STANDING, phrase) if _STANDING.search(phrase.words) else None


def read_nothing(phrase: Phrase) -> Deadline:
    """A phrase that sets no day, and which sort of none it is."""
    if phrase.begins_only():
        return _none(Rule.BEGINS, phrase)
    return _none(Rule.VAGUE if _VAGUE.search(phrase.words) else Rule.NOTHING, phrase)


def _none(rule: Rule, phrase: Phrase) -> Deadline:
    return Deadline(DeadlineKind.NONE, None, None, Explanation(rule, phrase.written))
