"""`giaoban restore FILE`: a backup in the place of the database and files, all or nothing."""

import argparse
import os
from importlib import import_module

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    parser.add_argument("file", metavar="FILE", help=_("what giaoban backup made"))
    parser.add_argument(
        "--force", action="store_true", help=_("overwrite what is here, after a backup of it")
    )
    parser.add_argument(
        "--without-backup",
        action="store_true",
        help=_("with --force: make no backup first, as where the database is damaged"),
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """0 restored, 1 restored but files are missing, 2 refused and nothing changed."""
    begin()
    keeping = import_module("giaoban.faces.cli.safekeeping")
    status: int = keeping.restore(
        args.file,
        force=args.force,
        without_backup=args.without_backup,
        language=args.lang or language_of(os.environ),
    )
    return status
