"""The processes of one start answer in turn, and are counted as one."""

import os
import subprocess
import sys
from pathlib import Path

COUNT = """
import os, django
django.setup()
from giaoban.ground.platform.metrics import requests_total, told_metrics
for _ in range(2):
    child = os.fork()
    if not child:
        requests_total.labels("GET", "tasks:list", "200").inc()
        os._exit(0)
    os.waitpid(child, 0)
print(told_metrics().decode())
"""


def test_what_each_process_counted_is_told_by_all(tmp_path: Path) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if "GIAOBAN" not in name},
        "GIAOBAN_VAR": str(tmp_path / "var"),
        "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
    }
    command = [sys.executable, "-c", COUNT]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603  # ours
    [line] = [line for line in done.stdout.splitlines() if "tasks:list" in line]

    assert line.startswith("giaoban_requests_total{")
    assert line.endswith(" 2.0")
