"""What the documents name must be there: files, commands of the program, targets of make."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "giaoban"
COMMANDS = PACKAGE / "faces" / "cli" / "commands"

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)\s#]+)")
FENCE = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?giaoban ([a-z][a-z-]+)")
TARGET = re.compile(r"^(?:\$ )?make ((?:[a-z][a-z0-9-]*\b(?!=) ?)+)")
# Names that stand for others (`NAME.py`, `<app>`, `*.po`) and addresses are not paths.
NO_PATH = re.compile(r"[<>{}*…$\s=:()]|\b[A-Z]{3,}\b(?!\.md)|^/|^~|^\.\./shared")

of_every_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT))
)


@of_every_document
def test_links_lead_to_files_that_exist(document: Path) -> None:
    targets = [target for target in LINK.findall(prose(document)) if "://" not in target]
    lost = [
        target
        for target in targets
        if not target.startswith("mailto:") and not (document.parent / target).exists()
    ]
    assert not lost


@of_every_document
def test_paths_named_in_documents_exist(document: Path) -> None:
    lost = [
        span
        for span in SPAN.findall(prose(document))
        if is_path(span) and not any(place.exists() for place in places(span, document))
    ]
    assert not lost


@of_every_document
def test_commands_named_in_documents_exist(document: Path) -> None:
    known = {path.stem.replace("_", "-") for path in COMMANDS.glob("[a-z]*.py")}
    named = {found[1] for line in commands(document) if (found := COMMAND.match(line))}
    assert not named - known


@of_every_document
def test_make_targets_named_in_documents_exist(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z][a-z0-9-]*):", makefile, re.MULTILINE))
    named = {
        target
        for line in commands(document)
        if (found := TARGET.match(line))
        for target in found[1].split()
    }
    assert not named - known


def prose(document: Path) -> str:
    """A document without its blocks of code, in which trees and samples are drawn."""
    return FENCE.sub("", document.read_text(encoding="utf-8"))


def commands(document: Path) -> Iterator[str]:
    """What a reader might type: spans of code, and lines of blocks of code."""
    text = document.read_text(encoding="utf-8")
    yield from SPAN.findall(FENCE.sub("", text))
    for block in FENCE.findall(text):
        yield from (line.strip() for line in block.splitlines())


def is_path(span: str) -> bool:
    """Whether a span names a file of ours: its first part is a folder of ours, or it has a suffix.

    A room that is named without a file (`faces/portal`) may be one that is still to come.
    """
    if "/" not in span or NO_PATH.search(span):
        return False
    first = span.split("/", 1)[0]
    if first in {"src", "docs", "tools", "tests", "bench", "e2e", ".ci"}:
        return True
    return (PACKAGE / first).is_dir() and "." in span.rsplit("/", 1)[1]


def places(span: str, document: Path) -> Iterator[Path]:
    """Where a path may be meant from: the project, the package, the document."""
    path = re.sub(r"(\.[a-z]+):\d+$", r"\1", span)
    yield ROOT / path
    yield PACKAGE / path
    yield document.parent / path
