"""What a row of a table means: the task it would become, and each thing that is wrong with it."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.ground.platform.working_days import calendar_around
from giaoban.kit.vntext.folding import fold
from giaoban.kit.vntext.symbols import NotASymbol, parse_symbol
from giaoban.records.documents.models import Document
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Field
from giaoban.records.tasks.importing.columns import NAMED
from giaoban.records.tasks.importing.days import Due, NoDay, day_of, due_of
from giaoban.records.tasks.importing.naming import Named, UnitsNamed
from giaoban.records.tasks.importing.types import RowState
from giaoban.records.tasks.models import Task, Urgency

_BROKEN = re.compile(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NUM|NULL)[!?]?", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+[.)]?|")
_CUT = ("…", "...")
_NOT_SECRET = frozenset({"", "thuong", "binh thuong", "khong", "khong mat", "-"})
_TEXTS = (
    *("leader", "product", "responsibility", "authority", "programme", "point"),
    *("note", "result"),
)
_LONG = {"note": 2000, "result": 2000}
_URGENCIES = {
    "khan": Urgency.URGENT,
    "thuong khan": Urgency.VERY_URGENT,
    "hoa toc": Urgency.VERY_URGENT,
    "urgent": Urgency.URGENT,
    "very urgent": Urgency.VERY_URGENT,
}


@dataclass
class Reading:
    """What was read in a row; `told` are the plain values that are kept of the order."""

    told: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    is_heading: bool = False

    @property
    def state(self) -> RowState:
        if self.is_heading:
            return RowState.HEADING
        if self.problems:
            return RowState.WRONG
        return RowState.DOUBTFUL if self.remarks else RowState.GOOD

    @property
    def fingerprint(self) -> str:
        """The same for rows that say the same task: document, title, lead unit and deadline."""
        told = self.told
        said = (fold(told["symbol"]), fold(told["title"]), told["lead_id"], told["due_on"])
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


class RowReader:
    """Reads the rows of one table. What rows share, such as names of units, is looked up once."""

    def __init__(
        self,
        *,
        columns: Mapping[str, int],
        assigned_on: date,
        today: date,
        named: Mapping[str, int] | None = None,
    ) -> None:
        self._columns = columns
        self._assigned_on = assigned_on
        self._today = today
        self._units = UnitsNamed(on=today, chosen=named)
        self._calendar_of = lru_cache(maxsize=64)(calendar_around)
        self._fields: dict[str, Field | None] = {}
        self._documents: dict[tuple[str, date | None], int | None] = {}
        self._people = _people()

    def read(self, cells: Sequence[str]) -> Reading:
        """What the row says."""
        words = {
            name: cells[place].strip()
            for name, place in self._columns.items()
            if place < len(cells) and cells[place].strip()
        }
        reading = Reading()
        if self._is_heading(words, cells):
            reading.is_heading = True
            return reading
        for name in [name for name, text in words.items() if _BROKEN.fullmatch(text)]:
            reading.problems.append(
                _("%(column)s: the cell computes something that failed.") % _column(name)
            )
            del words[name]
        self._read_texts(words, reading)
        self._read_document(words, reading)
        self._read_days(words, reading)
        self._read_units(words, reading)
        self._read_others(words, reading)
        return reading

    def _is_heading(self, words: Mapping[str, str], cells: Sequence[str]) -> bool:
        """A row that only heads a group of rows: its name, and at most a letter before it."""
        if set(words) - {"title"} and len(words) != 1:
            return False
        filled = [cell.strip() for cell in cells if cell.strip()]
        if len(filled) == 1:
            return not _NUMBERED.fullmatch(filled[0]) or "title" not in words
        is_pair = len(filled) == 2 and set(words) <= {"title"}
        return is_pair and not _NUMBERED.fullmatch(filled[0])

    def _read_texts(self, words: Mapping[str, str], reading: Reading) -> None:
        title = " ".join(words.get("title", "").split())
        reading.told["title"] = title
        if not title:
            reading.problems.append(_("%(column)s is missing.") % _column("title"))
        elif len(title) > _length("title"):
            _too_long("title", _length("title"), reading)
        elif title.endswith(_CUT):
            reading.remarks.append(_("The title seems to have been cut short."))
        for name in _TEXTS:
            text = " ".join(words.get(name, "").split())
            most = _LONG.get(name) or _length(name)
            if len(text) > most:
                _too_long(name, most, reading)
            reading.told[name] = text[:most]
        if fold(words.get("secrecy", "")) not in _NOT_SECRET:
            reading.problems.append(_("It is marked secret; what is secret is not kept here."))

    def _read_document(self, words: Mapping[str, str], reading: Reading) -> None:
        symbol = " ".join(words.get("symbol", "").split())
        issued_on = self._day("issued_on", words, reading)
        if symbol:
            try:
                symbol = parse_symbol(symbol).text
            except NotASymbol:
                symbol = symbol[:80]
        if issued_on and issued_on > self._today:
            reading.problems.append(_("The date of the document lies in the future."))
        document_id = self._document(symbol, issued_on) if symbol else None
        reading.told |= {
            "symbol": symbol,
            "issued_on": issued_on.isoformat() if issued_on else None,
            "subject": " ".join(words.get("subject", "").split())[:1000],
            "document_id": document_id,
        }

    def _document(self, symbol: str, issued_on: date | None) -> int | None:
        """The one document of the register with this symbol, and this date where it is said."""
        key = (symbol, issued_on)
        if key not in self._documents:
            found = Document.objects.filter(symbol=symbol)
            if issued_on:
                found = found.filter(issued_on=issued_on)
            numbers = list(found.order_by("pk").values_list("pk", flat=True)[:2])
            self._documents[key] = numbers[0] if len(numbers) == 1 else None
        return self._documents[key]

    def _read_days(self, words: Mapping[str, str], reading: Reading) -> None:
        said = self._day("assigned_on", words, reading)
        issued = reading.told["issued_on"]
        assigned_on = said or (date.fromisoformat(issued) if issued else self._assigned_on)
        if assigned_on > self._today:
            reading.problems.append(_("The day of assignment lies in the future."))
        due = due_of(words.get("due", ""), assigned_on, self._calendar_of)
        if not due.is_understood:
            told = {"text": due.words[:100]}
            reading.problems.append(
                _("“%(text)s” is no deadline; write a day such as 31/03/2025.") % told
            )
        elif due.words:
            reading.remarks.append(_due_remark(due))
        is_dated = said is not None or issued is None
        if is_dated and due.on and due.on < assigned_on:
            reading.problems.append(_("The deadline lies before the day of assignment."))
        done_on = self._day("done_on", words, reading)
        if done_on and not assigned_on <= done_on <= self._today:
            reading.problems.append(
                _("The day of completion lies before the assignment or in the future.")
            )
        reading.told |= {
            "assigned_on": assigned_on.isoformat(),
            "is_dated": is_dated,
            "due_on": due.on.isoformat() if due.on else None,
            "deadline_words": due.words[:300],
            "done_on": done_on.isoformat() if done_on else None,
        }

    def _day(self, name: str, words: Mapping[str, str], reading: Reading) -> date | None:
        try:
            return day_of(words.get(name, ""))
        except NoDay:
            told = {**_column(name), "text": words[name][:100]}
            reading.problems.append(
                _("%(column)s: “%(text)s” is no day; write it as 31/03/2025.") % told
            )
            return None

    def _read_units(self, words: Mapping[str, str], reading: Reading) -> None:
        lead = words.get("lead", "")
        reading.told |= {"lead_id": None, "coordinating": []}
        if not lead:
            reading.problems.append(_("%(column)s is missing.") % _column("lead"))
            return
        first, *further = self._units.several(lead) or [(lead, self._units.one(lead))]
        reading.told["lead_id"] = self._known(*first, reading)
        if further:
            others = ", ".join(words for words, _named in further)
            reading.remarks.append(
                _("Several lead units are named; the others coordinate: %(units)s.")
                % {"units": others}
            )
        taken = {reading.told["lead_id"]}
        for name, named in (*further, *self._units.several(words.get("coordinating", ""))):
            unit_id = self._known(name, named, reading)
            if unit_id and unit_id not in taken:
                taken.add(unit_id)
                reading.told["coordinating"].append(unit_id)

    def _known(self, words: str, named: Named, reading: Reading) -> int | None:
        if named.remark:
            reading.remarks.append(named.remark)
        if named.unit_id is not None:
            return named.unit_id
        reading.unknown.append(words)
        told = {"name": words[:150], "units": ", ".join(c.name for c in named.candidates[:3])}
        reading.problems.append(
            _("Which unit is “%(name)s”? Perhaps %(units)s.") % told
            if named.candidates
            else _("There is no unit “%(name)s”.") % told
        )
        return None

    def _read_others(self, words: Mapping[str, str], reading: Reading) -> None:
        told = reading.told
        told["urgency"] = str(_URGENCIES.get(fold(words.get("urgency", "")), Urgency.ORDINARY))
        told["field_id"] = self._field(words.get("field", ""), reading)
        told["followed_by_id"] = None
        if name := words.get("followed_by", ""):
            found = self._people.get(fold(" ".join(name.split())), [])
            if len(found) == 1:
                told["followed_by_id"] = found[0]
            else:
                reading.remarks.append(
                    _("Nobody alone is called “%(name)s” here: nobody is named to follow it.")
                    % {"name": name[:100]}
                )
        if told["done_on"] and not told["result"]:
            told["result"] = _("Completed, as the imported table says.")

    def _field(self, text: str, reading: Reading) -> int | None:
        if not text:
            return None
        if text not in self._fields:
            self._fields[text] = organisations.match_field(text=text)
        found = self._fields[text]
        if found is None:
            reading.remarks.append(_("No field is called “%(name)s”.") % {"name": text[:100]})
        return found.pk if found else None


def _people() -> Mapping[str, list[int]]:
    """Who may sign in, by name without accents."""
    people: defaultdict[str, list[int]] = defaultdict(list)
    for pk, name in User.objects.filter(is_active=True).values_list("pk", "full_name"):
        people[fold(name)].append(pk)
    return people


def _due_remark(due: Due) -> str:
    if due.on is None:
        return _("No day follows from “%(text)s”: it is imported without a deadline.") % {
            "text": due.words[:100]
        }
    told = {"text": due.words[:100], "day": f"{due.on:%d/%m/%Y}"}
    return _("“%(text)s” is taken for %(day)s.") % told


def _length(name: str) -> int:
    most: int = getattr(Task._meta.get_field(name), "max_length", 0)
    return most


def _too_long(name: str, most: int, reading: Reading) -> None:
    told = {**_column(name), "most": most}
    reading.problems.append(_("%(column)s is longer than %(most)s characters.") % told)


def _column(name: str) -> dict[str, str]:
    return {"column": NAMED[name].heading}
