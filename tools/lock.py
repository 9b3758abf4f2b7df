"""Choose the versions of all dependencies anew and write the locks, which name no host."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPILE = (
    *(str(Path(sys.executable).with_name("uv")), "pip", "compile", "--quiet", "--no-config"),
    *("--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-header", "--no-emit-index-url"),
)


def main() -> None:
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "uv"], check=True)
    compile_lock("pyproject.toml", "--extra", "dev", "--output-file", "requirements.lock")
    compile_lock("requirements-node.in", "--output-file", "requirements-node.lock")
    subprocess.run(
        ["npm", "install", "--package-lock-only"],  # noqa: S607  # wherever the machine keeps it
        cwd=ROOT,
        check=True,
    )


def compile_lock(source: str, *options: str) -> None:
    subprocess.run([*COMPILE, source, *options], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
