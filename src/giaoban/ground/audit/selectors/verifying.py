"""Going along the chain to see whether it holds. One pass, a few entries in memory at a time."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import starmap
from typing import NamedTuple

from django.db.models import Count, Max, Min, QuerySet

from giaoban.ground.audit.canonical import BEGINNING, commitments_to, seal_of, written
from giaoban.ground.audit.guards import guards_stand
from giaoban.ground.audit.models import Chain, Entry
from giaoban.ground.audit.ranges import numbers_in
from giaoban.ground.audit.types import Break, Broken, SealedDay, Verdict

AT_A_TIME = 2000
_NOTHING = "{}"
# What json.loads does, without looking for blanks, of which we write none.
_scan = json.JSONDecoder().raw_decode


class Sealed(NamedTuple):
    """A sealed entry as it is stored."""

    entry_id: int
    at: datetime
    actor_id: int | None
    on_behalf_of_id: int | None
    verb: str
    target: str
    told: str
    request: str
    commitments: str
    personal: str
    day: date
    number: int
    previous: str
    seal: str


_COLUMNS = (
    *("pk", "at", "actor_id", "on_behalf_of_id", "verb", "target", "told", "request"),
    *("commitments", "personal", "day", "number", "previous", "seal"),
)


def sealed_days(*, since: date | None = None) -> list[SealedDay]:
    """The days of the chain, with the seal on which each ends."""
    days = _sealed(since).order_by("day").values("day").annotate(n=Count("pk"), last=Max("number"))
    counted = list(days.values_list("day", "n", "last"))
    # A thousand at a time: SQLite takes no more values in one statement than it was built for.
    lasts = [last for _, _, last in counted]
    seals: dict[int | None, str] = {}
    for start in range(0, len(lasts), 500):
        found = Entry.objects.filter(number__in=lasts[start : start + 500])
        seals.update(found.order_by().values_list("number", "seal"))
    return [SealedDay(day, n, seals.get(last, "")) for day, n, last in counted if day]


def first_lost_seal(remembered: Sequence[SealedDay]) -> SealedDay | None:
    """The first of the remembered days whose seal is no longer in the chain.

    Once the chain holds, a seal that is in it proves that all before it is what it was then, which
    the chain alone cannot: whoever may write to the database could make it anew from the beginning.
    """
    now = {each.day: each.seal for each in sealed_days()}
    for then in remembered:
        # A day that was not over then has grown since: its seal is one of another entry now.
        if now.get(then.day) != then.seal and not Entry.objects.filter(seal=then.seal).exists():
            return then
    return None


def verify(*, since: date | None = None) -> Verdict:
    """Whether the chain holds, from its beginning or from a day on; the first place where not.

    From a day on, the seal on which that day builds is taken as given. What is sealed while this
    goes on is left for the next time.
    """
    chain = Chain.objects.filter(pk=Chain.THE_ONE).first()
    length = chain.length if chain else 0
    walk = _Walk(length=length, last_seal=chain.seal if chain else BEGINNING)
    first = _sealed(since).aggregate(first=Min("number"))["first"] if since else 1
    broken = walk.along(first or length + 1)
    return Verdict(
        entries=walk.entries,
        erased=walk.erased,
        waiting=Entry.objects.filter(number=None).count(),
        guarded=guards_stand(),
        days=tuple(SealedDay(*each) for each in walk.days),
        broken=broken,
    )


def _sealed(since: date | None) -> QuerySet[Entry]:
    sealed = Entry.objects.exclude(number=None)
    return sealed.filter(day__gte=since) if since else sealed


@dataclass
class _Walk:
    """One pass along the chain as long as it was at the start."""

    length: int
    last_seal: str
    entries: int = 0
    erased: int = 0
    days: list[tuple[date, int, str]] = field(default_factory=list)
    # Parts that are gone and of which no act of erasure was met yet: entry, part, place.
    unaccounted: dict[tuple[int, str], Sealed] = field(default_factory=dict)

    def along(self, first: int) -> Broken | None:
        expected, previous = first, self._seal_before(first)
        before: Sealed | None = None
        for entry in _stream(first, self.length):
            if broken := self._wrong(entry, expected, previous, before):
                return broken
            self._count(entry)
            expected, previous, before = entry.number + 1, entry.seal, entry
        if expected <= self.length or (self.entries and previous != self.last_seal):
            return self._missing_at(expected, before)
        return self._erased_by_nobody()

    def _wrong(
        self, entry: Sealed, expected: int, previous: str, before: Sealed | None
    ) -> Broken | None:
        if _seal(entry) != entry.seal or not self._keeps_its_word(entry):
            return _broken(Break.CHANGED, entry)
        if entry.previous == previous and entry.number == expected:
            return None
        return self._out_of_line(entry, expected, before)

    def _out_of_line(self, entry: Sealed, expected: int, before: Sealed | None) -> Broken:
        """What is true in itself but follows another than it should: why that is so."""
        follows = Entry.objects.filter(seal=entry.previous).values_list("number", flat=True).first()
        if entry.previous == BEGINNING:
            follows = 0
        if follows is None or (before and follows == before.number):
            return self._missing_at(expected, before)
        if before and follows < before.number:
            inserted = next(_stream(follows + 1, follows + 1), entry)
            return _broken(Break.INSERTED, inserted)
        return _broken(Break.REORDERED, entry)

    def _missing_at(self, number: int, before: Sealed | None) -> Broken:
        day = before.day if before else Entry.objects.aggregate(first=Min("day"))["first"]
        return Broken(Break.DELETED, number=number, day=day or date.min)

    def _keeps_its_word(self, entry: Sealed) -> bool:
        """Whether what is kept of people is what was committed to; notes what is gone."""
        if entry.verb == "audit.erased":
            self._take_account(entry)
        if entry.commitments == entry.personal == _NOTHING:
            return True
        try:
            return self._keeps_what_it_promised(entry)
        except (ValueError, TypeError, AttributeError, IndexError):  # not as we write it
            return False

    def _keeps_what_it_promised(self, entry: Sealed) -> bool:
        personal, end = _scan(entry.personal)
        if end != len(entry.personal):
            return False
        if commitments_to(personal) == entry.commitments:
            return True
        promised: dict[str, str] = json.loads(entry.commitments)
        for part in promised.keys() - personal.keys():
            self.erased += 1
            self.unaccounted[entry.entry_id, part] = entry
            del promised[part]
        return commitments_to(personal) == written(promised)

    def _take_account(self, erasure: Sealed) -> None:
        for part, ranges in json.loads(erasure.told).get("data", {}).get("entries", {}).items():
            for entry_id in numbers_in(ranges):
                self.unaccounted.pop((entry_id, part), None)

    def _erased_by_nobody(self) -> Broken | None:
        if not self.unaccounted:
            return None
        first = min(self.unaccounted.values(), key=lambda entry: entry.number)
        return _broken(Break.ERASED, first)

    def _count(self, entry: Sealed) -> None:
        self.entries += 1
        if self.days and self.days[-1][0] == entry.day:
            self.days[-1] = (entry.day, self.days[-1][1] + 1, entry.seal)
        else:
            self.days.append((entry.day, 1, entry.seal))

    @staticmethod
    def _seal_before(number: int) -> str:
        if number <= 1:
            return BEGINNING
        seals = Entry.objects.filter(number=number - 1).values_list("seal", flat=True)
        return seals.first() or ""


def _stream(first: int, last: int) -> Iterator[Sealed]:
    rows = Entry.objects.filter(number__gte=first, number__lte=last).order_by("number")
    return starmap(Sealed, rows.values_list(*_COLUMNS).iterator(chunk_size=AT_A_TIME))


def _seal(entry: Sealed) -> str:
    return seal_of(
        previous=entry.previous,
        entry_id=entry.entry_id,
        at=entry.at,
        actor_id=entry.actor_id,
        on_behalf_of_id=entry.on_behalf_of_id,
        verb=entry.verb,
        target=entry.target,
        told=entry.told,
        request=entry.request,
        commitments=entry.commitments,
        day=entry.day,
    )


def _broken(kind: Break, entry: Sealed) -> Broken:
    return Broken(
        kind,
        number=entry.number,
        day=entry.day,
        entry_id=entry.entry_id,
        verb=entry.verb,
        target=entry.target,
    )
