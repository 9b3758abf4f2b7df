"""`giaoban corrections`: what people decided at the desk, as cases for the rules of reading."""

import argparse
import os
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    parser.add_argument(
        "--changed",
        action="store_true",
        help=_("only those in which people decided otherwise than was read"),
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """Print one JSON object for each decided proposal, each on a line of its own."""
    begin()
    deciding = import_module("giaoban.faces.cli.decisions")
    language: str = args.lang or language_of(os.environ)
    status: int = deciding.export(only_changed=args.changed, language=language)
    return status
