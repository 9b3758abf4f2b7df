"""What can be said of the packages without asking anybody: what is installed is what is locked, it
fits together, and each may be used under a licence that ours goes along with. What an earlier lock
left behind is told and breaks nothing.

Whether a weakness of one is known is not among it: that needs a service beyond the registries
(`pip-audit -r requirements.lock`; docs/security/controls.md says how often).
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[1]
LOCKED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+))?", re.MULTILINE)
OURS = "giaoban"
# Of the environment or of choosing versions, not of the program.
BESIDE = {"pip", "setuptools", "uv", "wheel"}

# Words of licences that ask for no more than to be named, or that leave what is beside them alone.
ACCEPTED = re.compile(
    r"\b(Apache|MIT|MIT-CMU|BSD|0BSD|ISC|PSF|Python Software Foundation|MPL|Mozilla|HPND"
    r"|Historical Permission|LGPL|Lesser General Public|Unlicense|Zlib|Zope|ZPL)\b",
    re.IGNORECASE,
)


def main() -> int:
    for name in sorted(installed().keys() - locked().keys()):
        print(f"{name} is installed and in no lock; pip uninstall {name}")
    found = [*_misfits(), *_other_versions(), *_licences()]
    print("\n".join(found) if found else "every package is locked, fits, and may be used")
    return 1 if found else 0


def _misfits() -> Iterator[str]:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        yield done.stdout.strip()


def locked() -> dict[str, str]:
    """Each package of the lock that is for this Python and this machine, and its version."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return {
        _plain(name): version
        for name, version, marker in LOCKED.findall(text)
        if not marker or Marker(marker.strip()).evaluate()
    }


def installed() -> dict[str, Distribution]:
    found = {_plain(each.metadata["Name"]): each for each in distributions()}
    return {name: each for name, each in found.items() if name not in {OURS, *BESIDE}}


def _other_versions() -> Iterator[str]:
    known = locked()
    for name, each in sorted(installed().items()):
        if known.get(name, each.version) != each.version:
            yield f"{name} {each.version} is installed, {known[name]} is locked"


def _licences() -> Iterator[str]:
    for name, each in sorted(installed().items()):
        told = licence_of(each)
        if not ACCEPTED.search(told):
            yield f"{name}: its licence is {told!r}, which nobody has accepted"


def licence_of(package: Distribution) -> str:
    """What the package says of itself: an expression, else its classifiers and its first line."""
    told = package.metadata
    if "License-Expression" in told:
        return str(told["License-Expression"])
    words = str(told["License"]) if "License" in told else ""
    classifiers = [
        line.rpartition("::")[2].strip()
        for line in told.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    return "; ".join([*classifiers, words.strip().partition("\n")[0]])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
