"""Regular expressions that are compiled when first used.

The rules of the reader are some two hundred patterns. Compiling them all takes longer than reading
a short text, and most programs that import the reader only pass its types on.
"""

import re
from typing import Any, cast


class _Uncompiled:
    """Stands for a pattern and becomes it at the first use of any of its methods."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        # From here on the instance has these itself, and this method is not asked again.
        for method in ("match", "search", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, but a mistake in the pattern only shows when it is first used."""
    return cast("re.Pattern[str]", _Uncompiled(source, flags))
