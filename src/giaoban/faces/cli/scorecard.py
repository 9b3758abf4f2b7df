"""Published score-cards for `giaoban scorecard`. Imported once Django is set up."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.kit.vntext.numbers import format_number
from giaoban.records.tasks.editions import selectors
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.editions.selectors import (
    FrozenRow,
    FrozenTask,
    Verification,
    move_words,
    read,
)
from giaoban.records.tasks.types import StatusClass

SCHEMA = "giaoban.scorecard-verification/1"
DIFFERS = 1
REFUSED = 2


def verify(*, language: str, as_json: bool, edition: str) -> int:
    """Hold editions against the events, and say which agree: 0, 1 where one does not, 2 where there
    is no such edition."""
    with translation.override(language):
        numbers = list(_asked(edition))
        if edition and not numbers:
            told = _("There is no edition %(edition)s.") % {"edition": edition}
            sys.stderr.write(f"giaoban scorecard: {told}\n")
            return REFUSED
        # One at a time: the text of an edition is as long as the period had tasks.
        verdicts = (selectors.verify(Edition.objects.get(pk=number)) for number in numbers)
        return _print_json(verdicts) if as_json else _print(verdicts, len(numbers))


def _asked(edition: str) -> Iterator[int]:
    """The editions of that key, or of a period, or all; in the order they were published."""
    period, _slash, number = edition.partition("/")
    found = Edition.objects.order_by("published_at", "pk")
    if period:
        found = found.filter(period=period)
    if number:
        found = found.filter(number=int(number)) if _is_number(number) else found.none()
    yield from found.values_list("pk", flat=True)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5


def _print(verdicts: Iterator[Verification], count: int) -> int:
    if not count:
        sys.stdout.write(_("No score-card has been published.") + "\n")
    status = 0
    for verdict in verdicts:
        sys.stdout.write("\n".join(_told(verdict)) + "\n")
        status = status if verdict.agrees else DIFFERS
    return status


def _print_json(verdicts: Iterator[Verification]) -> int:
    told = [_as_json(verdict) for verdict in verdicts]
    agrees = all(each["agrees"] for each in told)
    answer = {"schema": SCHEMA, "agrees": agrees, "editions": told}
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    return 0 if agrees else DIFFERS


def _told(verdict: Verification) -> Iterator[str]:
    named = {"edition": verdict.edition.key, "n": format_number(verdict.tasks)}
    if verdict.agrees:
        told = ngettext(
            "%(edition)s agrees with the events: %(n)s task.",
            "%(edition)s agrees with the events: %(n)s tasks.",
            verdict.tasks,
        )
        yield told % named
    else:
        yield f"{verdict.edition.key}: {_what_is_wrong(verdict)}"
    if verdict.corrected:
        told = ngettext(
            "  Entries made since tell %(n)s task otherwise: a correction is due.",
            "  Entries made since tell %(n)s tasks otherwise: a correction is due.",
            len(verdict.corrected),
        )
        yield told % {"n": format_number(len(verdict.corrected))}
        names = read(verdict.edition.body).names
        yield f"  {move_words(verdict.corrected[0], names)}"


def _what_is_wrong(verdict: Verification) -> str:
    if verdict.broken:
        return _("its text is not the one that was published: the SHA-256 differs.")
    if verdict.other_rule:
        told = _(
            "it was counted by another edition of the rule (%(rule)s) and cannot be recounted."
        )
        return told % {"rule": verdict.edition.rule_edition}
    if verdict.first_task:
        names = read(verdict.edition.body).names
        told = _("the first difference is the task %(move)s")
        return told % {"move": move_words(verdict.first_task, names)}
    was, now = verdict.first_row or (None, None)
    if was is None or now is None:
        return ""
    told = _("the first difference is the unit %(unit)s: %(was)s published, %(now)s by the events")
    return told % {"unit": was.name, "was": _row_words(was), "now": _row_words(now)}


def _row_words(row: FrozenRow) -> str:
    """The lead duties in their classes, those by the original deadline, and the coordinating."""
    tallies = (row.tally, row.original, row.coordinating)
    return " · ".join("/".join(str(tally[each]) for each in StatusClass) for tally in tallies)


def _as_json(verdict: Verification) -> dict[str, object]:
    edition, move, rows = verdict.edition, verdict.first_task, verdict.first_row
    return {
        "edition": edition.key,
        "as_of": edition.as_of.isoformat(),
        "digest": edition.digest,
        "agrees": verdict.agrees,
        "tasks": verdict.tasks,
        "text_is_broken": verdict.broken,
        "counted_by_another_rule": verdict.other_rule,
        "first_task": move
        and {"task": move.task, "published": _state(move.was), "by_events": _state(move.now)},
        "first_unit": rows
        and {
            "unit": rows[0].unit,
            "name": rows[0].name,
            "published": _row_words(rows[0]),
            "by_events": _row_words(rows[1]),
        },
        "corrections_due": [change.task for change in verdict.corrected],
    }


def _state(task: FrozenTask | None) -> dict[str, object] | None:
    if task is None:
        return None
    return {name: str(value) if value is not None else None for name, value in asdict(task).items()}
