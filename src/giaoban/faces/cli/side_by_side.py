"""Reading many files side by side, each in a process of its own.

One that takes all memory takes only its own reading with it. What is printed stays in the order in
which the files were named. Imported for many files only: it takes a while to load.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from giaoban.faces.cli.reading_files import Manner, Progress, Told, complaint, told_of_one
from giaoban.kit.reader.opening import Reason, Unreadable

MOST_AT_ONCE = 8


def told_side_by_side(names: Sequence[str], manner: Manner, progress: Progress) -> Iterator[Told]:
    """What there is to say of each file, in order; `progress` hears how many are done."""
    done = 0
    while done < len(names):
        for told in _side_by_side(names[done:], manner):
            done += 1
            progress(done, len(names))
            yield told
        if done < len(names):  # a process has died: whoever comes next is read alone
            yield _told_alone(names[done], manner)
            done += 1
            progress(done, len(names))


def _side_by_side(names: Sequence[str], manner: Manner) -> Iterator[Told]:
    """What there is to say of the files, up to the first that a process died of, or died beside."""
    workers = min(MOST_AT_ONCE, os.cpu_count() or 1, len(names))
    with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as processes:
        futures = [processes.submit(told_of_one, name, manner) for name in names]
        for future in futures:
            told = _result(future)
            if told is None:
                processes.shutdown(wait=False, cancel_futures=True)
                return
            yield told


def _told_alone(name: str, manner: Manner) -> Told:
    with ProcessPoolExecutor(1, mp_context=get_context("forkserver")) as process:
        told = _result(process.submit(told_of_one, name, manner))
    if told is not None:
        return told
    return complaint(name, Unreadable(Reason.TOO_COSTLY).text(manner.language))


def _result(future: "Future[Told]") -> Told | None:
    """What a process told; None if it died."""
    try:
        return future.result()
    except BrokenProcessPool:
        return None
