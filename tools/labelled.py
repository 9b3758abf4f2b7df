"""Labelled texts: those of the corpus, where there is one, and those that we wrote ourselves.

The corpus lies in ../shared/corpus, or where GIAOBAN_CORPUS says. Our own lie beside the reader's
tests in the corpus's format; each lot was written with its gold before the rules were tried on it.
"""

import importlib.util
import json
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HELD_BACK = ROOT / "src/giaoban/kit/reader/tests/held_back"
UNSEEN = ROOT / "src/giaoban/kit/reader/tests/unseen"
Labelled = tuple[str, str, dict[str, Any]]


def corpus() -> Path | None:
    """Where the corpus lies, or None."""
    folder = Path(os.environ.get("GIAOBAN_CORPUS", ROOT.parent / "shared" / "corpus"))
    return folder if (folder / "score.py").is_file() else None


def comparer(folder: Path) -> ModuleType:
    """The corpus's own score.py as a module."""
    spec = importlib.util.spec_from_file_location("corpus_score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_of(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))


def labelled(folder: Path, name: str = "") -> Iterator[Labelled]:
    """Name, text and gold of each labelled text whose name contains `name`."""
    for gold in sorted((folder / "gold").glob("*.json")):
        if name in gold.stem:
            text = text_of(folder / "texts" / f"{gold.stem}.txt")
            yield gold.stem, text, json.loads(gold.read_text(encoding="utf-8"))


def our_own(folder: Path, name: str = "") -> Iterator[Labelled]:
    """The same of the texts that we wrote ourselves, which lie beside their gold."""
    for gold in sorted(folder.glob("*.json")):
        if name in gold.stem:
            text = text_of(gold.with_suffix(".txt"))
            yield gold.stem, text, json.loads(gold.read_text(encoding="utf-8"))
