"""What stands in a return, what the register knows for it, and what the checks find."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from giaoban.cycle.reporting.models import (
    FigureToGive,
    GivenFigure,
    Obligation,
    OutlineSection,
    Period,
    Proposal,
    Return,
    Submission,
    WrittenSection,
)
from giaoban.cycle.reporting.returns.types import Change, Compared, Content
from giaoban.cycle.reporting.types import Counted, Decision, Prefill, Source
from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Days
from giaoban.kit.vntext.likeness import likeness
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.models import SpanQuerySet
from giaoban.records.tasks.types import DONE, FOUR_CLASSES, OPEN, StatusClass, TaskOrder

_ALIKE = 0.75  # from which on an edited line is still the one that was proposed
MOST_PROPOSED = 200  # for a section


def return_of(*, obligation: Obligation) -> Return | None:
    """The return that is written for it, if somebody has begun."""
    return Return.objects.filter(obligation=obligation).first()


def sections_of(*, written: Return) -> list[WrittenSection]:
    rows = WrittenSection.objects.filter(written=written)
    return list(rows.select_related("section__field", "edited_by").order_by("section__position"))


def figures_of(*, written: Return) -> list[GivenFigure]:
    rows = GivenFigure.objects.filter(written=written).select_related("figure", "edited_by")
    return list(rows.order_by("figure__position"))


def proposals_of(*, written: Return) -> dict[int, list[Proposal]]:
    """By the section, 0 for those that nobody has placed yet."""
    found: defaultdict[int, list[Proposal]] = defaultdict(list)
    for each in Proposal.objects.filter(written=written).select_related("task"):
        found[each.section_id or 0].append(each)
    return found


def submissions_of(*, written: Return) -> list[Submission]:
    rows = Submission.objects.filter(written=written).order_by("number")
    return list(rows.select_related("sent_by", "on_behalf_of", "returned_by", "accepted_by"))


# What the register knows


def known_tasks(
    *, actor: User, obligation: Obligation, prefill: Prefill, on: date
) -> SpanQuerySet | None:
    """The lead duties of the unit that a section of the kind tells of; None for other sections."""
    period: Period = obligation.period
    as_of = min(period.last, on)
    units = _units(obligation, as_of)
    if prefill == Prefill.DONE:
        days = Days(period.start, date.fromordinal(period.last.toordinal() + 1))
        listed = tasks.task_list(
            actor=actor, on=on, as_of=as_of, days=days, unit_ids=units, statuses=DONE
        )
        return listed.filter(completed_on__gte=period.start)
    if prefill == Prefill.OVERDUE:
        late = (StatusClass.OPEN_OVERDUE,)
        return tasks.task_list(actor=actor, on=on, as_of=as_of, unit_ids=units, statuses=late)
    if prefill == Prefill.PLANNED:
        length = period.last - period.start
        return tasks.task_list(
            actor=actor,
            on=on,
            as_of=as_of,
            unit_ids=units,
            statuses=OPEN,
            due_from=date.fromordinal(period.last.toordinal() + 1),
            due_to=period.last + length,
            order=TaskOrder.DUE,
        )
    return None


def counted(*, actor: User, obligation: Obligation, what: Counted, on: date) -> int | None:
    """What the register counts for a figure, as it stood at the cut-off; None for other figures."""
    if what == Counted.NONE:
        return None
    period = obligation.period
    as_of = min(period.last, on)
    statuses = FOUR_CLASSES if what == Counted.ASSIGNED else (StatusClass(str(what)),)
    listed = tasks.task_list(
        actor=actor,
        on=on,
        as_of=as_of,
        days=Days(period.start, date.fromordinal(period.last.toordinal() + 1)),
        unit_ids=_units(obligation, as_of),
        statuses=statuses,
    )
    return listed.order_by().count()


def _units(obligation: Obligation, as_of: date) -> frozenset[int]:
    """The unit with those below it, and those that ended and for which it stands."""
    ended = {unit for unit, _until in obligation.covers}
    return organisations.units_below(unit_ids=[obligation.unit_id], on=as_of) | ended


# What was sent


def last_content(*, written: Return | None) -> Content | None:
    """What stands in the last sending of a return."""
    if written is None:
        return None
    sent = Submission.objects.filter(written=written).order_by("-number").first()
    return Content.read(sent.content) if sent else None


def last_figures(*, obligation: Obligation) -> dict[str, Decimal]:
    """The figures that the unit sent for the period before, by their keys."""
    before = (
        Submission.objects.filter(
            written__obligation__unit=obligation.unit_id,
            written__obligation__period__regime=obligation.period.regime_id,
            written__obligation__period__last__lt=obligation.period.last,
        )
        .order_by("-written__obligation__period__last", "-number")
        .first()
    )
    content = Content.read(before.content) if before else None
    return {
        each.key: Decimal(each.value) for each in (content.figures if content else ()) if each.value
    }


def content_of(
    sections: Iterable[WrittenSection],
    figures: Iterable[GivenFigure],
    proposals: Mapping[int, list[Proposal]],
) -> dict[str, Any]:
    """A return as it is frozen: lines with the task each came from, figures with their values."""
    return {
        "sections": [
            {
                "key": each.section.key,
                "title": each.section.title,
                "field": each.section.field_id,
                "lines": list(_lines(each.text, proposals.get(each.section_id, []))),
            }
            for each in sections
        ],
        "figures": [
            {
                "key": each.figure.key,
                "name": each.figure.name,
                "measure": each.figure.measure,
                "typed": each.typed,
                "value": "" if each.value is None else f"{each.value.normalize():f}",
            }
            for each in figures
        ],
    }


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content in its one way of writing."""
    kept = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(kept.encode()).hexdigest()


def _lines(text: str, proposals: list[Proposal]) -> Iterator[dict[str, Any]]:
    taken = [each for each in proposals if each.decision == Decision.TAKEN]
    for line in text.split("\n"):
        if line.strip():
            source = source_of(line, taken)
            yield {
                "text": line,
                "source": source.source if source else "",
                "task": source.task_id if source else None,
            }


def source_of(line: str, taken: Iterable[Proposal]) -> Proposal | None:
    """The proposal that a line is, word for word or edited a little."""
    best, how = None, _ALIKE
    for each in taken:
        like = 1.0 if each.text == line else likeness(each.text, line)
        if like >= how:
            best, how = each, like
    return best


# Comparing


def compared(older: Content, newer: Content) -> list[Compared]:
    """Two sendings, section by section, and their figures at the end."""
    before = {each.key: each for each in older.sections}
    there = {each.key for each in newer.sections}
    told = [
        Compared(
            each.title,
            _changes(
                [line.text for line in before[each.key].lines] if each.key in before else [],
                [line.text for line in each.lines],
            ),
        )
        for each in newer.sections
    ]
    told += [
        Compared(each.title, _changes([line.text for line in each.lines], []))
        for each in older.sections
        if each.key not in there
    ]
    figures = _changes(_figure_lines(older), _figure_lines(newer))
    return [*told, Compared("", figures)] if figures else told


def _figure_lines(content: Content) -> list[str]:
    return [f"{each.name}: {each.typed or '–'} {each.measure}".strip() for each in content.figures]


def _changes(older: list[str], newer: list[str]) -> tuple[Change, ...]:
    matcher = SequenceMatcher(None, older, newer, autojunk=False)
    told: list[Change] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            told += [Change("same", line) for line in older[i1:i2]]
            continue
        told += [Change("removed", line) for line in older[i1:i2]]
        told += [Change("added", line) for line in newer[j1:j2]]
    return tuple(told)


@dataclass(frozen=True)
class Outline:
    """The sections and figures of the version by which the period was opened."""

    sections: tuple[OutlineSection, ...]
    figures: tuple[FigureToGive, ...]


def outline_of(*, period: Period) -> Outline:
    return Outline(
        tuple(OutlineSection.objects.filter(version=period.version_id).select_related("field")),
        tuple(FigureToGive.objects.filter(version=period.version_id)),
    )


def waiting_of(*, written: Return) -> int:
    """How many proposals nobody has looked at."""
    return Proposal.objects.filter(written=written, decision=Decision.WAITING).count()


def has_word_of(*, written: Return) -> bool:
    return Proposal.objects.filter(written=written, source=Source.WORD).exists()
