"""The words of the pages: collect them from the sources, compile them for the program.

Compiling is done in Python, so that a set-up needs no gettext; collecting, which only those who
change the words do, needs Debian's package gettext.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "src/giaoban/config/locale"
LANGUAGES = ("vi", "en")
NOISE = ('"POT-Creation-Date:', '"Report-Msgid-Bugs-To:')


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.catalogues", description=__doc__)
    parser.add_argument("action", choices=("collect", "compile"))
    if parser.parse_args().action == "collect":
        return collect()
    for catalogue in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        try:
            compile_catalogue(catalogue)
        except PoFileError as error:
            print(f"{catalogue.relative_to(ROOT)}:{error.lineno + 1}: {error}", file=sys.stderr)
            return 1
    return 0


def compile_catalogue(source: Path) -> None:
    """Write the .mo beside its .po, unless it is there and newer."""
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime > source.stat().st_mtime:
        return
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parents[1].name, abort_invalid=True)
    # Written beside and moved into place, so that a server that starts meanwhile sees a whole one.
    unfinished = compiled.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as binary:
        write_mo(binary, catalogue)
    unfinished.replace(compiled)


def collect() -> int:
    """Bring the .po files to what the sources say now; words no longer used are dropped."""
    if shutil.which("xgettext") is None:
        print("Collecting words needs gettext, which is not installed.", file=sys.stderr)
        return 1
    LOCALE.mkdir(exist_ok=True)
    languages = [word for language in LANGUAGES for word in ("-l", language)]
    command = [sys.executable, "-m", "django", "makemessages", *languages]
    options = ["--no-obsolete", "--add-location=file", "-v", "0", "-i", "*/tests/*", "-i", "kit/*"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "giaoban.config.settings"}
    folder = ROOT / "src/giaoban"
    collected = subprocess.run([*command, *options], cwd=folder, env=environment, check=False)
    for catalogue in LOCALE.glob("*/LC_MESSAGES/*.po"):
        without_the_hour(catalogue)
    return collected.returncode


def without_the_hour(catalogue: Path) -> None:
    """Drop the moment of collection, which would make every collection a change."""
    lines = catalogue.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(NOISE)]
    catalogue.write_text("".join(kept), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
