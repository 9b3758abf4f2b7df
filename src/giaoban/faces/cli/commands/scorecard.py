"""`giaoban scorecard verify`: published score-cards held against the events."""

import argparse
import os
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    verify = actions.add_parser(
        "verify", help=_("say whether published score-cards are what the events come to")
    )
    verify.add_argument(
        "--edition",
        metavar="PERIOD/NUMBER",
        help=_("only this one (2020-06/2), or all of a period (2020-06)"),
    )
    verify.add_argument("--json", action="store_true", help=_("print JSON"))
    verify.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """Do it and say so; 1 where an edition does not agree, 2 where there is none such."""
    begin()
    scorecard = import_module("giaoban.faces.cli.scorecard")
    language: str = args.lang or language_of(os.environ)
    status: int = scorecard.verify(language=language, as_json=args.json, edition=args.edition or "")
    return status
