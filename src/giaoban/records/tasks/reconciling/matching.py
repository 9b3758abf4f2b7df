"""Which of our tasks a row of theirs means, with an honest score. Pure: no database, no clock."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from giaoban.kit.vntext.folding import fold
from giaoban.kit.vntext.likeness import likeness
from giaoban.records.tasks.reconciling.types import Match, Ours, Theirs

SURE = 0.7  # the same title, though unit and deadline differ and no document is told
CLEAR_BY = 0.04  # over the next best, else several may be meant
_LOWEST = 0.5  # below it nothing is worth showing
_TITLE, _SYMBOL, _UNIT, _DUE = 0.6, 0.18, 0.12, 0.1
_UNKNOWN = 0.6  # of a part that one side does not tell
_ALIKE = 0.45  # titles less alike than this are of different tasks, whatever else agrees
_TELLING = 5  # words of a title that are looked up, the rarest first
_LOOKED_AT = 300  # tasks compared with one row at most
_SHORTEST_CUT = 12  # characters, from which on a cut title tells enough
_MARKS = "….\N{NO-BREAK SPACE} "


def score(theirs: Theirs, ours: Ours) -> float:
    """From 0 to 1: how likely both are the same task."""
    if theirs.number is not None and theirs.number == ours.task_id:
        return 1.0
    title = title_likeness(theirs.title, ours.title, is_cut=theirs.is_cut)
    if title < _ALIKE:
        return 0.0
    parts = (
        _TITLE * title,
        _SYMBOL * _agree(fold(theirs.symbol), fold(ours.symbol)),
        _UNIT * _agree(theirs.unit_id, ours.unit_id),
        _DUE * _agree(theirs.due_on, ours.due_on),
    )
    return round(min(sum(parts), 1.0), 4)


def title_likeness(theirs: str, ours: str, *, is_cut: bool) -> float:
    """How alike two titles are; one that was cut is compared with as much of the other."""
    one, other = _words(theirs, is_cut=is_cut), " ".join(fold(ours).split())
    if one == other:
        return 1.0
    if is_cut and len(one) >= _SHORTEST_CUT:
        if other.startswith(one):
            return 1.0
        other = other[: len(one)]
    return likeness(one, other)


def _words(title: str, *, is_cut: bool) -> str:
    words = " ".join(fold(title).split())
    return words.rstrip(_MARKS) if is_cut else words


def _agree(one: object, other: object) -> float:
    if not one or not other:
        return _UNKNOWN
    return 1.0 if one == other else 0.0


class TaskIndex:
    """Our tasks, to find those that a row may mean without looking at each."""

    def __init__(self, tasks: Iterable[Ours]) -> None:
        self._tasks = {task.task_id: task for task in tasks}
        self._of_word: defaultdict[str, list[int]] = defaultdict(list)
        self._of_symbol: defaultdict[str, list[int]] = defaultdict(list)
        for task in self._tasks.values():
            for word in set(fold(task.title).split()):
                self._of_word[word].append(task.task_id)
            if task.symbol:
                self._of_symbol[fold(task.symbol)].append(task.task_id)

    def matches(self, theirs: Theirs, *, limit: int = 5) -> list[Match]:
        """The tasks that may be meant, best first; those as good in the order of their numbers."""
        found = (Match(number, score(theirs, self._tasks[number])) for number in self._near(theirs))
        worth = [match for match in found if match.score >= _LOWEST]
        return sorted(worth, key=lambda match: (-match.score, match.task_id))[:limit]

    def _near(self, theirs: Theirs) -> Iterable[int]:
        """Those of the same document, and those that share the rarest words of the title."""
        near = dict.fromkeys(self._of_symbol.get(fold(theirs.symbol), ())) if theirs.symbol else {}
        if theirs.number in self._tasks:
            near[theirs.number] = None
        words = _words(theirs.title, is_cut=theirs.is_cut).split()
        known = sorted(
            {word for word in words if word in self._of_word},
            key=lambda word: (len(self._of_word[word]), word),
        )
        shared: Counter[int] = Counter()
        for word in known[:_TELLING]:
            shared.update(self._of_word[word])
        likeliest = sorted(shared, key=lambda number: (-shared[number], number))
        return [*near, *(n for n in likeliest[:_LOOKED_AT] if n not in near)]


def pair(found: Mapping[int, Sequence[Match]]) -> dict[int, Match]:
    """One task at most for each row, and one row for each task: the surest pairs first.

    `found` are the matches of each row by its number. A row whose two best are about as good is
    left without, for a person to say.
    """
    clear = [
        (row, matches[0])
        for row, matches in found.items()
        if matches and matches[0].score >= SURE and _is_clear(matches)
    ]
    pairs: dict[int, Match] = {}
    taken: set[int] = set()
    for row, match in sorted(clear, key=lambda each: (-each[1].score, each[0])):
        if match.task_id not in taken:
            taken.add(match.task_id)
            pairs[row] = match
    return pairs


def _is_clear(matches: Sequence[Match]) -> bool:
    return len(matches) == 1 or matches[0].score - matches[1].score >= CLEAR_BY
