"""`giaoban deadline PHRASE`: the last day that a phrase of a document allows, and why."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator

from giaoban.faces.cli.days import written_day
from giaoban.faces.cli.language import LANGUAGES, gettext_noop, language_of, words_in
from giaoban.kit.periods.deadlines import Deadline, DeadlineKind, parse_deadline
from giaoban.kit.periods.workdays import vietnam

# The Labour Code of 1994 is the first whose days of rest are known; some decades ahead are enough.
YEARS = range(1995, 2061)

_KINDS = {
    DeadlineKind.DAY: gettext_noop("on a day"),
    DeadlineKind.PERIOD_END: gettext_noop("at the end of a period"),
    DeadlineKind.DAYS: gettext_noop("after so many days"),
    DeadlineKind.WORKING_DAYS: gettext_noop("after so many working days"),
    DeadlineKind.RECURRING: gettext_noop("recurring"),
    DeadlineKind.CONDITIONAL: gettext_noop("hangs on an event"),
    DeadlineKind.NONE: gettext_noop("no deadline"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    parser.add_argument("phrase", metavar="PHRASE", help=_("the words that set the deadline"))
    parser.add_argument(
        "--anchor",
        type=written_day,
        metavar="DATE",
        help=_("the date of the document, from which is reckoned (2025-08-22 or 22/08/2025)"),
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """Print the deadline by the public holidays of Viet Nam. A phrase without one is no failure."""
    language: str = args.lang or language_of(os.environ)
    deadline = parse_deadline(args.phrase, args.anchor, vietnam(YEARS))
    if args.json:
        sys.stdout.write(
            json.dumps(_plain(deadline, language), ensure_ascii=False, indent=2) + "\n"
        )
    else:
        sys.stdout.write("".join(f"{line}\n" for line in _told(deadline, language)))
    return 0


def _plain(deadline: Deadline, language: str) -> dict[str, str | None]:
    return {
        "kind": deadline.kind.value,
        "on": deadline.on.isoformat() if deadline.on else None,
        "recurs": deadline.recurs,
        "explanation": deadline.explanation.text(language),
    }


def _told(deadline: Deadline, language: str) -> Iterator[str]:
    _: Callable[[str], str] = words_in(language).gettext
    if deadline.on:
        recurring = deadline.kind is DeadlineKind.RECURRING
        label = _("Next time") if recurring else _("Last day in time")
        yield f"{label}: {deadline.on:%d/%m/%Y}"
    label = _("Kind of deadline")
    yield f"{label}: {_(_KINDS[deadline.kind])}"
    if deadline.recurs:
        label = _("Recurs")
        yield f"{label}: {' | '.join(deadline.recurs.splitlines())}"
    label = _("Why")
    yield f"{label}: {deadline.explanation.text(language)}"
