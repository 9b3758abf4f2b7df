"""`giaoban urge`: urge the units by the rules, today. `--preview`: tell who would be urged."""

import argparse
import os
from datetime import date
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    parser.add_argument(
        "--preview", action="store_true", help=_("only tell who would get what; nothing is sent")
    )
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="DAY",
        help=_("with --preview, another day than today (2020-07-31)"),
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    begin()
    urging = import_module("giaoban.faces.cli.urging")
    language = args.lang or language_of(os.environ)
    if args.preview:
        urging.preview(on=args.on, language=language)
        return 0
    if args.on:
        return int(urging.refuse_day(language=language))
    urging.urge(language=language)
    return 0
