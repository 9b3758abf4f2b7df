"""`giaoban read FILE…`: what a briefing says, as a table or as `giaoban.reading/1`."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from giaoban.faces.cli.days import written_day
from giaoban.faces.cli.language import LANGUAGES, language_of, words_in
from giaoban.faces.cli.progress import ProgressBar
from giaoban.faces.cli.reading_files import Manner, told_of
from giaoban.kit.reader import NotAVocabulary, Vocabulary, load_vocabulary

USUAL_WIDTH = (110, 24)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    _ = words_in(language_of(os.environ)).gettext
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help=_("a file to read; - is the standard input")
    )
    parser.add_argument(
        "--json", action="store_true", help=_("print JSON, for several files one object a line")
    )
    parser.add_argument(
        "--anchor",
        type=written_day,
        metavar="DATE",
        help=_("the day the text is of, where it does not say (2020-07-31 or 31/07/2020)"),
    )
    parser.add_argument(
        "--explain", action="store_true", help=_("say why each thing was read, and how sure it is")
    )
    parser.add_argument(
        "--vocabulary",
        type=_vocabulary,
        metavar="FILE",
        default=Vocabulary(),
        help=_("words that your agency adds to those of the reader (TOML or JSON)"),
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """Read every file; one that is refused does not stop the others, but the status says so."""
    manner = Manner(
        language=args.lang or language_of(os.environ),
        width=shutil.get_terminal_size(USUAL_WIDTH).columns,
        anchor=args.anchor,
        as_json=args.json,
        several=len(args.files) > 1,
        explain=args.explain,
        vocabulary=args.vocabulary,
    )
    bar = ProgressBar()
    status = 0
    for told in told_of(args.files, manner, bar):
        bar.clear()
        sys.stderr.writelines(told.complaints)
        sys.stdout.write(told.out)
        status = max(status, told.status)
    return status


def _vocabulary(file: str) -> Vocabulary:
    """The words of a file; argparse prints what is wrong with one that has none."""
    try:
        return load_vocabulary(Path(file))
    except NotAVocabulary as refused:
        raise argparse.ArgumentTypeError(str(refused)) from refused
