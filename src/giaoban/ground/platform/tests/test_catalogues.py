"""The words of the pages: each has its Vietnamese and its English, and none is half done."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import ngettext, override
from django.utils.translation.template import templatize

LANGUAGES = [code for code, _ in settings.LANGUAGES]
[LOCALE] = settings.LOCALE_PATHS
SOURCES = Path(__file__).parents[3]
PERCENT = re.compile(r"%\((\w+)\)[sd]|%[sd]|%%")

# What the sources call the functions, and where the words stand among their arguments.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

METHODS = {".py": "python", ".html": "javascript"}

Words = tuple[str | None, str]


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES/django.po").open("rb") as text:
        return read_po(text, locale=language, abort_invalid=True)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def forms(words: str | Sequence[str | None] | None) -> list[str]:
    """The words, for one and for many where there are two of them."""
    several = [words] if isinstance(words, str) else words or []
    return [each or "" for each in several]


def placeholders(text: str) -> set[str]:
    named = {found[0] for found in PERCENT.finditer(text)}
    return named | {name for _, name, _, _ in Formatter().parse(text.replace("%", "")) if name}


@cache
def words_of_sources() -> frozenset[tuple[Words, str]]:
    """Whatever the modules and templates have translated, and in which file."""
    found = set()
    for path in sorted(SOURCES.rglob("*")):
        place = path.relative_to(SOURCES).parts
        if path.suffix not in METHODS or "tests" in place or place[0] == "kit":
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            # Django turns a template into calls of gettext among filling, which a lexer of
            # JavaScript reads, unlike one of Python, without minding how lines are indented.
            text = re.sub(r"\bu(?=['\"])", "", templatize(text, origin=path.name))
        calls = extract(METHODS[path.suffix], BytesIO(text.encode()), keywords=KEYWORDS)
        found |= {((context, forms(words)[0]), path.name) for _, words, _, context in calls}
    return frozenset(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_and_none_is_guessed(language: str) -> None:
    unfinished = [
        message.id
        for message in messages(language)
        if message.fuzzy or not all(forms(message.string))
    ]

    assert not unfinished


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_put_into_a_sentence_is_put_into_its_translation(language: str) -> None:
    differing = [
        message.id
        for message in messages(language)
        for words in forms(message.string)
        if placeholders(words) != placeholders(forms(message.id)[-1])
    ]

    assert not differing


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_every_word_of_the_sources(language: str) -> None:
    known = {(message.context, forms(message.id)[0]) for message in messages(language)}
    missing = {(words, name) for words, name in words_of_sources() if words not in known}

    assert not missing


def test_the_sources_are_searched() -> None:
    found = {words for words, _ in words_of_sources()}

    assert (None, "Skip to the main content") in found  # of a template
    assert (None, "Completed on time") in found  # of a module
    assert ("weekday", "Monday") in found  # with a context


def test_what_django_says_is_said_in_vietnamese() -> None:
    with override("vi"):
        words = ngettext(
            "This password is too short. It must contain at least %d character.",
            "This password is too short. It must contain at least %d characters.",
            10,
        )

    assert words == "Mật khẩu quá ngắn. Mật khẩu phải có ít nhất %d ký tự."
