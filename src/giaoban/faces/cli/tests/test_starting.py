"""A start with wrong settings ends in sentences, not in a trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def test_a_start_with_mistakes_names_each_and_ends(tmp_path: Path) -> None:
    wrong = {"GIAOBAN_DAY": "mai", "GIAOBAN_DATABASE": "mysql://a:s3cret@host/x"}
    environment = {
        **{name: value for name, value in os.environ.items() if "GIAOBAN" not in name},
        "GIAOBAN_VAR": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        **wrong,
    }
    done = subprocess.run(  # ours
        [sys.executable, "-m", "giaoban", "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert {line.split(":")[0] for line in done.stderr.splitlines()} == set(wrong)
    assert "s3cret" not in done.stderr


@pytest.mark.parametrize("name", ["backup", "restore", "check"])
def test_the_commands_are_in_the_table(name: str) -> None:
    done = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-m", "giaoban", name, "--help"],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout.startswith(f"usage: giaoban {name}")) == (0, True)
