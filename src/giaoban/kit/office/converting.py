"""Running LibreOffice for one file at a time."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    Path("/usr/lib/libreoffice/program/soffice"),
    Path("/opt/libreoffice/program/soffice"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)

# What it may take: a small hostile file makes an office take gigabytes.
_MEMORY_KILOBYTES = 4 * 1024 * 1024  # of address space
_PROCESSOR_SECONDS = 120
_WITHIN = 'ulimit -v "$1"; ulimit -t "$2"; shift 2; exec "$@"'

# A profile of its own lets conversions run side by side. It forbids macros and looks up no links.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""  # noqa: E501  # the office writes each setting on one line


def find_office() -> Path | None:
    """Where LibreOffice is, or nothing where it is not installed."""
    on_path = (shutil.which(name) for name in _NAMES)
    found = next((Path(place) for place in on_path if place), None)
    return found or next((place for place in _USUAL_PLACES if place.is_file()), None)


class OfficeMissing(Exception):
    """There is no LibreOffice."""


class OfficeFailed(Exception):
    """LibreOffice gave no file. The argument is what it said, or how long it was waited for."""


def convert(
    data: bytes,
    *,
    source: str,
    target: str,
    export: str = "",
    soffice: Path | None = None,
    seconds: float = 60,
) -> bytes:
    """A file whose name would end in `source` as one that ends in `target`, ("docx", "pdf").

    `export` is the filter of LibreOffice with its settings, where the usual one of `target` will
    not do. OfficeMissing where there is no LibreOffice; OfficeFailed if it makes no file within
    `seconds`, after which it and all it started are ended.
    """
    office = soffice or find_office()
    if office is None or not office.is_file():
        raise OfficeMissing
    with tempfile.TemporaryDirectory(prefix="giaoban-office-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        (folder / f"paper.{source}").write_bytes(data)
        return _converted(folder, office, (source, target, export or target), seconds)


def _converted(folder: Path, office: Path, forms: tuple[str, str, str], seconds: float) -> bytes:
    source, ending, export = forms
    target = folder / "made" / f"paper.{ending}"
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE, encoding="utf-8")
    said = _run(
        [
            str(office),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            export,
            "--outdir",
            str(target.parent),
            str(folder / f"paper.{source}"),
        ],
        folder,
        seconds,
    )
    if not target.is_file():
        raise OfficeFailed(said.strip()[-300:] or "-")
    return target.read_bytes()


def _run(command: list[str], home: Path, seconds: float) -> str:
    """What a command says. It and all it starts are one group, and none outlives the time."""
    # Nothing else of our surroundings goes along: they hold passwords.
    path = os.environ.get("PATH", os.defpath)
    within = ["/bin/sh", "-c", _WITHIN, "sh", str(_MEMORY_KILOBYTES), str(_PROCESSOR_SECONDS)]
    surroundings = {"PATH": path, "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603  # the programme is the server's own, the arguments are ours
        [*within, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=surroundings,
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise OfficeFailed(f"{seconds:g} s") from None
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return said.decode(errors="replace")
