"""A progress bar on the terminal; where the standard error is no terminal there is none."""

import sys

WIDTH = 30
_ERASE = "\r\x1b[K"


class ProgressBar:
    """Shows how many of how many are done, and takes itself away before anything else is said."""

    def __init__(self) -> None:
        self._shown = False
        self._is_terminal = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Draw the bar anew; once all is done it goes."""
        self.clear()
        if self._is_terminal and done < total:
            filled = WIDTH * done // max(1, total)
            bar = "█" * filled + "░" * (WIDTH - filled)
            sys.stderr.write(f"{bar} {done}/{total}")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        """Take the bar away."""
        if self._shown:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()
            self._shown = False
