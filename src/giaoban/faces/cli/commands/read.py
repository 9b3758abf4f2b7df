"""`giaoban read FILE…`: what a briefing says, as a table or as `giaoban.reading/1`."""

import argparse
import json
import os
import re
import shutil
import sys
from datetime import date
from pathlib import Path

from giaoban.faces.cli.language import LANGUAGES, language_of, words_in
from giaoban.faces.cli.reading_table import reading_lines
from giaoban.kit.reader import read
from giaoban.kit.reader.opening import MAX_BYTES, Opened, Reason, Unreadable, open_file

STANDARD_INPUT = "-"
FAILED = 2
USUAL_WIDTH = (110, 24)

_DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")


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
        type=_day,
        metavar="DATE",
        help=_("the day the text is of, where it does not say (2020-07-31 or 31/07/2020)"),
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the answer"))


def run(args: argparse.Namespace) -> int:
    """Read every file; one that is refused does not stop the others, but the status says so."""
    language: str = args.lang or language_of(os.environ)
    several = len(args.files) > 1
    status = 0
    for name in args.files:
        opened = _opened(name, language)
        if opened is None:
            status = FAILED
            continue
        for note in opened.notes:
            _complain(name, note.text(language))
        reading = read(opened.text, anchor=args.anchor)
        if args.json:
            _print_json(reading.to_json(), name if several else None)
        else:
            width = shutil.get_terminal_size(USUAL_WIDTH).columns
            sys.stdout.write("\n".join(reading_lines(reading, name, language, width)) + "\n")
    return status


def _opened(name: str, language: str) -> Opened | None:
    """The text of a file; None once it has been said what is wrong with it."""
    _ = words_in(language).gettext
    try:
        return open_file(_bytes(name), name=name)
    except Unreadable as refused:
        _complain(name, refused.text(language))
    except FileNotFoundError:
        _complain(name, _("There is no such file."))
    except IsADirectoryError:
        _complain(name, _("This is a folder, not a file."))
    except OSError:
        _complain(name, _("The file cannot be opened; check whether you may read it."))
    return None


def _bytes(name: str) -> bytes:
    """The content of a file, no more of it than is ever opened."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    path = Path(name)
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(Reason.TOO_LARGE)
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _print_json(reading: dict[str, object], file: str | None) -> None:
    """One object, laid out; or, with the name of its file, one line of several."""
    if file is None:
        text = json.dumps(reading, ensure_ascii=False, indent=2)
    else:
        text = json.dumps({"file": file, **reading}, ensure_ascii=False)
    sys.stdout.write(text + "\n")


def _complain(name: str, sentence: str) -> None:
    sys.stderr.write(f"giaoban: {name}: {sentence}\n")


def _day(written: str) -> date:
    """A day as ISO or as Vietnamese write it; argparse reports the ValueError of any other."""
    if parts := _DAY.fullmatch(written):
        return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    return date.fromisoformat(written)
