"""Every check that runs no test, all of them whatever the others say."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CONCISE = ("--output-format", "concise")
CHECKS = {
    "format": ["ruff", "format", "--check", "--quiet", *CONCISE, "."],
    "lint": ["ruff", "check", "--quiet", *CONCISE, "."],
    "imports": ["lint-imports", "--no-cache"],
    "types": ["mypy"],
    "dependencies": ["python", "-m", "tools.dependencies"],
    "migrations": ["django-admin", "makemigrations", "--check", "--dry-run"],
}
SETTINGS = ("--settings", "giaoban.config.settings")


def main() -> int:
    return 1 if failed_checks() else 0


def failed_checks() -> list[str]:
    """The names of the checks that failed; what they said is printed as they end."""
    return [name for name, command in CHECKS.items() if not passes(name, command)]


def passes(name: str, command: list[str]) -> bool:
    program, *arguments = command
    if program == "django-admin":
        arguments.extend(SETTINGS)
    done = subprocess.run(
        [str(BIN / program), *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    print(f"check: {name}: {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode != 0:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
