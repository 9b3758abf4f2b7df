"""PDF by LibreOffice, run without a window for one file at a time."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from giaoban.kit.paper.errors import OfficeFailed, OfficeMissing

_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    Path("/usr/lib/libreoffice/program/soffice"),
    Path("/opt/libreoffice/program/soffice"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
_EXPORT = "pdf:writer_pdf_Export:" + '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'

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


def to_pdf(docx: bytes, *, soffice: Path | None = None, seconds: float = 60) -> bytes:
    """A Word file as tagged PDF.

    OfficeMissing where there is no LibreOffice; OfficeFailed if it makes no PDF within `seconds`,
    after which it and all it started are ended.
    """
    office = soffice or find_office()
    if office is None or not office.is_file():
        raise OfficeMissing
    with tempfile.TemporaryDirectory(prefix="giaoban-pdf-", ignore_cleanup_errors=True) as folder:
        return _converted(docx, office, Path(folder), seconds)


def _converted(docx: bytes, office: Path, folder: Path, seconds: float) -> bytes:
    source, target = folder / "paper.docx", folder / "paper.pdf"
    source.write_bytes(docx)
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
            _EXPORT,
            "--outdir",
            str(folder),
            str(source),
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
    surroundings = {"PATH": path, "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603  # the programme is the server's own, the arguments are ours
        command,
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
