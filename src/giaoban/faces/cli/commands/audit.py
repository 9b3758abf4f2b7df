"""`giaoban audit verify`, `seal`, `erase`: the trail, from the command line."""

import argparse
import os
from datetime import date
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    verify = actions.add_parser("verify", help=_("say whether the trail is as it was written"))
    verify.add_argument("--json", action="store_true", help=_("print JSON"))
    verify.add_argument(
        "--since",
        type=date.fromisoformat,
        metavar="DAY",
        help=_("only from this day on (2026-07-31)"),
    )
    verify.add_argument(
        "--against",
        metavar="FILE",
        help=_("hold it against what an earlier verify --json printed"),
    )

    actions.add_parser("seal", help=_("seal the entries that wait"))

    erase = actions.add_parser("erase", help=_("erase what the trail tells of a person"))
    erase.add_argument("user", metavar="USER", help=_("the person, by user name"))
    erase.add_argument("--reason", required=True, help=_("why, for the trail"))

    for action in actions.choices.values():
        action.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """Do it and say so; 1 where the trail does not hold, 2 where it cannot be done."""
    begin()
    trail = import_module("giaoban.faces.cli.trail")
    language: str = args.lang or language_of(os.environ)
    status: int
    if args.action == "verify":
        status = trail.verify(
            language=language, as_json=args.json, since=args.since, against=args.against
        )
    elif args.action == "seal":
        status = trail.seal(language=language)
    else:
        status = trail.erase(args.user, reason=args.reason, language=language)
    return status
