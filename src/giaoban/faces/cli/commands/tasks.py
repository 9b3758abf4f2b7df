"""`giaoban tasks import FILE`: import a table of tasks; `--dry-run` only tells what it comes to."""

import argparse
import os
from importlib import import_module
from pathlib import Path

from giaoban.faces.cli.django_setup import begin
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    taking = acts.add_parser("import", help=_("import tasks from an Excel, Word or CSV file"))
    taking.add_argument("file", type=Path, metavar="FILE")
    taking.add_argument(
        "--as",
        dest="username",
        required=True,
        metavar="USER",
        help=_("who does it; they must have the right to"),
    )
    taking.add_argument(
        "--dry-run", action="store_true", help=_("only tell what each row would come to")
    )
    taking.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    begin()
    importing = import_module("giaoban.faces.cli.importing")
    language = args.lang or language_of(os.environ)
    return int(
        importing.import_file(
            path=args.file, username=args.username, dry_run=args.dry_run, language=language
        )
    )
