"""`giaoban check`: whether this installation is in order, each finding in a sentence."""

import argparse
import os
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    parser.add_argument(
        "--deploy", action="store_true", help=_("also what matters where others can reach it")
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """0 in order (hints aside), 1 a problem was found, 2 the settings cannot be read."""
    begin()
    inspecting = import_module("giaoban.faces.cli.inspecting")
    status: int = inspecting.inspect(
        deploy=args.deploy, language=args.lang or language_of(os.environ)
    )
    return status
