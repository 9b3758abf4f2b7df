"""`giaoban backup FILE`: database and files of one moment in one archive, while people work."""

import argparse
import os
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    parser.add_argument(
        "file",
        metavar="FILE",
        help=_("a new file, or a folder for a file that is named after the moment"),
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """0 made, 1 made but files were missing or damaged, 2 not made."""
    begin()
    keeping = import_module("giaoban.faces.cli.safekeeping")
    status: int = keeping.back_up(args.file, language=args.lang or language_of(os.environ))
    return status
