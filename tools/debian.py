"""What pages, papers and the reader need of the machine: ask for it, install it, or say what lacks.

It installs where it may (root on a machine with apt) and otherwise says in one line what is missing
and what will not work; nothing of this is an error.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAMP = ROOT / ".venv" / "stamps" / "debian"


@dataclass(frozen=True)
class Part:
    package: str
    wanted_for: str
    is_there: Callable[[], bool]


def a_program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def a_file(*patterns: str) -> Callable[[], bool]:
    return lambda: any(any(Path("/").glob(pattern)) for pattern in patterns)


def a_server() -> bool:
    return a_program("postgres")() or a_file("usr/lib/postgresql/*/bin/postgres")()


LIBERATION_2 = "usr/share/fonts/**/LiberationSerif-Regular.ttf"
VIETNAMESE = "usr/share/tesseract-ocr/*/tessdata/vie.traineddata"
FOR_THE_DEMO = (
    Part("libreoffice-writer-nogui", "PDF reports", a_program("soffice", "libreoffice")),
    Part("python3-uno", "PDF reports", a_file("usr/lib/python3/dist-packages/uno.py")),
    # Not fonts-liberation: its 1.x lacks Vietnamese letters.
    Part("fonts-liberation2", "the letters of PDF reports", a_file(LIBERATION_2)),
)
FOR_READING = (
    Part("tesseract-ocr", "reading scans and photographs", a_program("tesseract")),
    Part("tesseract-ocr-vie", "reading scans and photographs", a_file(VIETNAMESE)),
)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FOR_TESTS = (
    Part("poppler-utils", "tests that look at PDF pages", a_program("pdftoppm")),
    Part("chromium", "tests in a browser", a_program(*CHROMIUM)),
    Part("postgresql", "tests on PostgreSQL", a_server),
    Part("gettext", "make messages", a_program("xgettext")),
)


def main(part: str) -> None:
    missing = missing_parts(part)
    if missing and may_install() and not tried_before(missing):
        install([each.package for each in missing])
        missing = missing_parts(part)
        remember(missing)
    if missing:
        names = ", ".join(f"{each.package} ({each.wanted_for})" for each in missing)
        print(f"setup: missing on this machine, and left out: {names}", flush=True)


def missing_parts(part: str) -> list[Part]:
    parts = FOR_THE_DEMO if part == "demo" else FOR_THE_DEMO + FOR_READING + FOR_TESTS
    return [each for each in parts if not each.is_there()]


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def tried_before(missing: list[Part]) -> bool:
    """Whether the same packages could not be had before (`rm .venv/stamps/debian` to retry)."""
    return STAMP.exists() and STAMP.read_text() == listed(missing)


def remember(missing: list[Part]) -> None:
    STAMP.parent.mkdir(parents=True, exist_ok=True)
    STAMP.write_text(listed(missing))


def listed(missing: list[Part]) -> str:
    return " ".join(each.package for each in missing)


def install(packages: list[str]) -> None:
    print(f"setup: installing Debian's {', '.join(packages)}", flush=True)
    apt_get("update")
    if apt_get("install", "-y", "--no-install-recommends", *packages):
        return
    # One package that this release does not have must not keep the others away.
    for package in packages:
        apt_get("install", "-y", "--no-install-recommends", package)


def apt_get(*arguments: str) -> bool:
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],  # noqa: S607  # wherever the machine keeps it
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0


if __name__ == "__main__":
    main(sys.argv[1])
