"""The agency's own words for the reader, from the file that a setting names."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from giaoban.cycle.intake.types import WordsBroken
from giaoban.kit.reader import NotAVocabulary, Vocabulary, load_vocabulary


def own_words() -> Vocabulary:
    """What the file says now; nothing where none is named. Raises WordsBroken."""
    if not settings.VOCABULARY_FILE:
        return Vocabulary()
    path = Path(settings.VOCABULARY_FILE)
    try:
        return _loaded(path, path.stat().st_mtime_ns)
    except (OSError, NotAVocabulary) as problem:
        raise WordsBroken(str(problem)) from problem


@lru_cache(maxsize=2)
def _loaded(path: Path, _changed_at: int) -> Vocabulary:
    return load_vocabulary(path)
