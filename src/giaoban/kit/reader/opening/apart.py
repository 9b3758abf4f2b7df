"""Running an opener apart: in a process of its own that may not take more than its share.

PDFium and the parsers of web pages are fast on what people write, but a small hostile file makes
them take gigabytes and minutes, and PDFium may not be used from two threads. So they run as
scripts that import nothing of giaoban: the file on standard input, JSON values on standard output,
each on a line of its own.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from giaoban.kit.reader.opening import limits

_FOLDER = Path(__file__).parent


def answers_of(script: str, data: bytes, arguments: Sequence[int] = ()) -> list[Any]:
    """The JSON values that `script` said about `data` before its share was used up.

    A list that is shorter than the script promises means that it took too much and was ended.
    """
    command = [sys.executable, "-I", str(_FOLDER / script), *map(str, arguments)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own file
            command,
            input=data,
            capture_output=True,
            timeout=limits.APART_WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return []
    lines = done.stdout.split(b"\n")[:-1]  # the last one is empty, or was cut off
    return [json.loads(line) for line in lines]
