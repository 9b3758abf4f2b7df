"""What a user could take from PyPI today, measured on the same labelled texts.

underthesea's ner and sent_tokenize for people, bodies and sentences, dateparser for dates. Neither
is a dependency: where one is not installed, its rows say so.
"""

import importlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from giaoban.kit.reader import read
from giaoban.kit.reader.structure import build
from tools.labelled import Labelled

Names = set[str]


def report(texts: Sequence[Labelled]) -> None:
    """F1 and speed of each reader on what both can find."""
    print(f"{'found':34}{'by':22}{'precision':>10}{'recall':>8}{'F1':>8}{'kB/s':>9}")
    for told, ours, theirs, module in _ROWS:
        known = [_KNOWN[told](text, gold) for _name, text, gold in texts]
        _row(told, "giaoban", known, texts, ours)
        if (library := _installed(module)) is None:
            print(f"{told:34}{module:22}SKIPPED: not installed")
        else:
            _row(told, module, known, texts, partial(theirs, library))


def _row(
    told: str,
    by: str,
    known: Sequence[Names],
    texts: Iterable[Labelled],
    find: Callable[[str], Names],
) -> None:
    wanted = found = right = size = 0
    begin = time.perf_counter()
    for gold, (_name, text, _told) in zip(known, texts, strict=True):
        answers = find(text)
        wanted, found, right = wanted + len(gold), found + len(answers), right + len(gold & answers)
        size += len(text.encode())
    speed = size / 1000 / (time.perf_counter() - begin)
    precision, recall = right / max(1, found), right / max(1, wanted)
    f1 = 2 * right / max(1, wanted + found)
    print(f"{told:34}{by:22}{precision:10.3f}{recall:8.3f}{f1:8.3f}{speed:9.0f}")


def _installed(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        return None


def _fold(name: str) -> str:
    return " ".join(name.split()).lower().strip(" .,;:")


def _people(_text: str, gold: dict[str, Any]) -> Names:
    return {_fold(person["name"]) for person in gold["people"]}


def _bodies(_text: str, gold: dict[str, Any]) -> Names:
    return {_fold(item["lead"]) for item in gold["items"] if item["lead"]}


def _ends(text: str, gold: dict[str, Any]) -> Names:
    """Where items end at the end of a sentence: there every cutter must cut."""
    return {
        str(item["end"]) for item in gold["items"] if text[item["end"] : item["end"] + 2] in _STOPS
    }


def _days(_text: str, gold: dict[str, Any]) -> Names:
    dues = {item["due"] for item in gold["items"] if item["due"] and len(item["due"]) == 10}
    cited = {cited["issued_on"] for cited in gold["citations"] if cited["issued_on"]}
    held = {gold["meeting"]["held_on"]} if gold["meeting"] and gold["meeting"]["held_on"] else set()
    return dues | cited | held


_STOPS = {". ", ".\n", "."}


def _our_people(text: str) -> Names:
    return {_fold(person.name) for person in read(text).people}


def _our_bodies(text: str) -> Names:
    return {_fold(item.lead) for item in read(text).items if item.lead}


def _our_ends(text: str) -> Names:
    return {
        str(sentence.end)
        for block in build(text).blocks
        for sentence in block.sentences
        if text[sentence.end : sentence.end + 2] in _STOPS
    }


def _our_days(text: str) -> Names:
    told = read(text).to_json()
    return _days(text, told)


def _entities(library: Any, text: str, kind: str) -> Iterator[str]:
    """The names of one kind that underthesea marks, line by line."""
    for line in filter(None, map(str.strip, text.splitlines())):
        name: list[str] = []
        for word, _tag, _chunk, mark in [*library.ner(line), ("", "", "", "O")]:
            if mark == f"I-{kind}" and name:
                name.append(word)
                continue
            if name:
                yield _fold(" ".join(name))
            name = [word] if mark == f"B-{kind}" else []


def _their_people(library: Any, text: str) -> Names:
    return set(_entities(library, text, "PER"))


def _their_bodies(library: Any, text: str) -> Names:
    return set(_entities(library, text, "ORG"))


def _their_ends(library: Any, text: str) -> Names:
    """Where underthesea ends sentences, looked up in the text."""
    ends, at = set(), 0
    for line in filter(None, map(str.strip, text.splitlines())):
        for sentence in library.sent_tokenize(line):
            found = text.find(sentence, at)
            if found >= 0:
                at = found + len(sentence)
                ends.add(str(found + len(sentence.rstrip(". "))))
    return {end for end in ends if text[int(end) : int(end) + 2] in _STOPS}


def _their_days(library: Any, text: str) -> Names:
    """What dateparser finds; it searches, so every find with a day, a month and a year counts."""
    search = importlib.import_module(f"{library.__name__}.search").search_dates
    found = search(text, languages=["vi"], settings={"REQUIRE_PARTS": ["day", "month", "year"]})
    return {day.date().isoformat() for _words, day in found or []}


_KNOWN: dict[str, Callable[[str, dict[str, Any]], Names]] = {
    "people": _people,
    "bodies that lead work": _bodies,
    "ends of sentences with work": _ends,
    "days (due, cited, of the meeting)": _days,
}
_ROWS: tuple[tuple[str, Callable[[str], Names], Callable[[Any, str], Names], str], ...] = (
    ("people", _our_people, _their_people, "underthesea"),
    ("bodies that lead work", _our_bodies, _their_bodies, "underthesea"),
    ("ends of sentences with work", _our_ends, _their_ends, "underthesea"),
    ("days (due, cited, of the meeting)", _our_days, _their_days, "dateparser"),
)
