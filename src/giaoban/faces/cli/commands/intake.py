"""`giaoban intake FILE --as USER`: a document onto the reading desk, as that person."""

import argparse
import os
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    parser.add_argument("file", metavar="FILE", help=_("a text, Word, HTML or PDF file"))
    parser.add_argument(
        "--as", dest="user", required=True, metavar="USER", help=_("who hands it in, by user name")
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """Register and read the file and print where its desk is; 2 where it is refused."""
    begin()
    door = import_module("giaoban.faces.cli.handing_in")
    status: int = door.hand_in(
        args.file, username=args.user, language=args.lang or language_of(os.environ)
    )
    return status
