"""The language of the command line, and its words, without Django."""

import gettext
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("vi", "en")

# One catalogue serves pages and command line.
_CATALOGUES = Path(__file__).parents[2] / "config" / "locale"


def language_of(environment: Mapping[str, str]) -> str:
    """ "vi" where the locale of the environment is Vietnamese, else "en"."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    return "vi" if locale.lower().startswith("vi") else "en"


def words_in(language: str) -> gettext.NullTranslations:
    """The translated words; English stays as it is written."""
    languages = [language] if language != "en" else []
    return gettext.translation("django", _CATALOGUES, languages=languages, fallback=True)


def gettext_noop(message: str) -> str:
    """Mark a msgid that stands in a table and is translated where it is shown."""
    return message
