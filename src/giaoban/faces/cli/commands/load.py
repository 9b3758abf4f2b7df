"""`giaoban load mic-2020`, `giaoban load FILE`: the units and fields of a reference pack."""

import argparse
import os
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    parser.add_argument(
        "pack", help=_("the name of a pack that comes with the program, or a file of your own")
    )
    parser.add_argument(
        "--preview", action="store_true", help=_("only tell what loading it would do")
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """Load the pack, and tell what it brought and what was left alone; 2 where it is refused."""
    begin()
    loading = import_module("giaoban.faces.cli.pack_loading")
    status: int = loading.load(
        args.pack, language=args.lang or language_of(os.environ), preview=args.preview
    )
    return status
