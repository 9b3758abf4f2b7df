"""The locks hold every package to its hash and name no host that it came from."""

import json
import re
from pathlib import Path

import pytest

from tools.dependencies import ACCEPTED, installed, licence_of

ROOT = Path(__file__).parents[1]
PYTHON_LOCKS = sorted(ROOT.glob("requirements*.lock"))
HOST = re.compile(r"\w+://|\b(?:--index-url|--extra-index-url|--find-links|registry)\b")


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda path: path.name)
def test_every_locked_python_package_has_a_hash(lock: Path) -> None:
    packages = re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8"))
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_every_locked_npm_package_has_a_hash_and_no_address() -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, package in locked.items():
        assert "resolved" not in package, name
        assert not name or "integrity" in package, name


@pytest.mark.parametrize("file", [*PYTHON_LOCKS, ROOT / ".npmrc"], ids=lambda path: path.name)
def test_no_lock_names_a_host(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").replace("lockfile-registry", "").splitlines()
    assert [line for line in lines if HOST.search(line)] == []


def test_the_locks_say_what_was_asked_for() -> None:
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"][""]
    for kind in ("dependencies", "devDependencies"):
        assert locked[kind] == asked[kind]


@pytest.mark.parametrize(
    ("told", "is_accepted"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
        ("LGPL-3.0-only", True),
        ("GPL-3.0-or-later", False),
        ("GNU Affero General Public License v3", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_licences_that_ours_goes_along_with_are_known(told: str, is_accepted: bool) -> None:
    assert bool(ACCEPTED.search(told)) == is_accepted


def test_the_licence_of_every_installed_package_is_accepted() -> None:
    assert [
        name for name, each in installed().items() if not ACCEPTED.search(licence_of(each))
    ] == []
