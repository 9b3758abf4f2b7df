"""`giaoban rebuild`: fold all events anew into what held on each day."""

import argparse
import os
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    begin()
    import_module("giaoban.faces.cli.rebuilding").rebuild(
        language=args.lang or language_of(os.environ)
    )
    return 0
