"""Reading files: what is printed of each, and what is complained of."""

import importlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from giaoban.faces.cli.language import words_in
from giaoban.faces.cli.reading_table import reading_lines, why_lines
from giaoban.kit.reader import Vocabulary, read
from giaoban.kit.reader.explaining import explained
from giaoban.kit.reader.opening import MAX_BYTES, Opened, Reason, Unreadable, open_file

STANDARD_INPUT = "-"
FAILED = 2
SIDE_BY_SIDE_FROM = 4  # files; for fewer, new processes take longer than they save

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Manner:
    """How readings are printed; `several` says that each tells the name of its file."""

    language: str
    width: int
    anchor: date | None = None
    as_json: bool = False
    several: bool = False
    explain: bool = False
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


@dataclass(frozen=True)
class Told:
    """What there is to print about one file, and to complain of."""

    out: str = ""
    complaints: tuple[str, ...] = ()
    status: int = 0


def told_of(names: Sequence[str], manner: Manner, progress: Progress) -> Iterator[Told]:
    """What there is to say of each file, in order; `progress` hears how many of how many are done.

    Of a single file it hears the pages that have been recognised.
    """
    if len(names) < SIDE_BY_SIDE_FROM or STANDARD_INPUT in names:
        for number, name in enumerate(names):
            yield told_of_one(name, manner, None if len(names) > 1 else progress)
            if len(names) > 1:
                progress(number + 1, len(names))
        return
    side_by_side = importlib.import_module("giaoban.faces.cli.side_by_side")
    yield from side_by_side.told_side_by_side(names, manner, progress)


def told_of_one(name: str, manner: Manner, progress: Progress | None = None) -> Told:
    """What there is to say of one file."""
    opened = _opened(name, manner, progress)
    if isinstance(opened, Told):
        return opened
    notes = tuple(_complained(name, note.text(manner.language)) for note in opened.notes)
    reading = read(opened.text, anchor=manner.anchor, vocabulary=manner.vocabulary)
    why = explained(reading, manner.language) if manner.explain else ()
    if manner.as_json:
        told = reading.to_json()
        if manner.explain:
            told["why"] = [one.to_json() for one in why]
        return Told(_json(told, name if manner.several else None), notes)
    lines = reading_lines(reading, name, manner.language, manner.width)
    lines += why_lines(why, manner.language, manner.width)
    return Told("\n".join(lines) + "\n", notes)


def _opened(name: str, manner: Manner, progress: Progress | None) -> Opened | Told:
    """The text of a file, or what is wrong with it."""
    _ = words_in(manner.language).gettext
    try:
        return open_file(_bytes(name), name=name, progress=progress)
    except Unreadable as refused:
        return complaint(name, refused.text(manner.language))
    except FileNotFoundError:
        return complaint(name, _("There is no such file."))
    except IsADirectoryError:
        return complaint(name, _("This is a folder, not a file."))
    except OSError:
        return complaint(name, _("The file cannot be opened; check whether you may read it."))


def _bytes(name: str) -> bytes:
    """The content of a file, no more of it than is ever opened."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    path = Path(name)
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(Reason.TOO_LARGE)
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _json(reading: dict[str, object], file: str | None) -> str:
    """One object, laid out; or, with the name of its file, one line of several."""
    if file is None:
        return json.dumps(reading, ensure_ascii=False, indent=2) + "\n"
    return json.dumps({"file": file, **reading}, ensure_ascii=False) + "\n"


def complaint(name: str, sentence: str) -> Told:
    return Told(complaints=(_complained(name, sentence),), status=FAILED)


def _complained(name: str, sentence: str) -> str:
    return f"giaoban: {name}: {sentence}\n"
