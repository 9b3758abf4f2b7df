"""What the desk shows, put together from the reading, the proposal at hand and its form."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from giaoban.cycle.intake import drawing
from giaoban.cycle.intake.doubts import WordsOfDoubt, doubts_of
from giaoban.cycle.intake.dues import why_due
from giaoban.cycle.intake.forms import OTHER, ProposalForm
from giaoban.cycle.intake.models import Proposal
from giaoban.cycle.intake.selectors import Desk, Entry, Section, Sureness, day_of
from giaoban.cycle.intake.types import Decision
from giaoban.kit.vntext.folding import fold
from giaoban.records.documents.types import Run
from giaoban.records.organisations.types import MatchRule

FIGURES_SHOWN = 200


@dataclass(frozen=True)
class Row:
    """A proposal on the desk: drawn as a line, or not yet where it is the one at hand."""

    entry: Entry
    drawn: SafeString | None


@dataclass(frozen=True)
class DrawnSection:
    """The proposals under one heading, each as a row."""

    section: Section
    rows: list[Row]


@dataclass(frozen=True)
class Choice:
    """A unit to choose, with how well it fits what the text says; `key` is pressed to choose it."""

    unit: int | str
    name: str
    checked: bool
    key: int | None = None
    score: float | None = None
    why: str = ""
    written: str = ""
    sureness: Sureness | None = None


def desk_context(
    desk: Desk, *, form: ProposalForm | None, said: str, refused: bool
) -> dict[str, Any]:
    """Everything that the desk's template asks for."""
    proposal = desk.at_hand
    here = reverse("intake:desk", args=[desk.reading.pk])
    context: dict[str, Any] = {
        "desk": desk,
        "reading": desk.reading,
        "document": desk.reading.document,
        "paragraphs": list(_paragraphs(desk, here)),
        "sections": list(_sections(desk, here)),
        "said": said,
        "refused": refused,
        "before": desk.beside(-1),
        "after": desk.beside(1),
        "facts": _facts(desk.reading.facts),
        "notes": [_in_language(note) for note in desk.reading.opening.get("notes", [])],
        "doubts": doubts_of(desk.reading),
        "place": _in_language(proposal.place) if proposal else "",
    }
    if proposal is not None and proposal.decision == Decision.WAITING:
        form = form or proposal_form(desk, proposal)
        context |= _form_context(desk, proposal, form)
    return context


def proposal_form(desk: Desk, proposal: Proposal) -> ProposalForm:
    """The proposal as it is stored, to be changed."""
    return ProposalForm(proposal=proposal, units=desk.units, fields=desk.fields)


def _paragraphs(desk: Desk, here: str) -> Iterator[SafeString]:
    entries = desk.by_key
    words = WordsOfDoubt(desk.reading)
    for line in desk.lines:
        places = words.places_of(line)
        passages = tuple(
            _passage(run, entries.get(run.key), pieces)
            for run, pieces in zip(line.runs, places, strict=True)
        )
        yield drawing.paragraph_of(drawing.Paragraph(line.form, line.start, passages), here)


def _passage(
    run: Run, entry: Entry | None, pieces: tuple[drawing.DrawnPiece, ...]
) -> drawing.Passage:
    return drawing.Passage(
        pk=entry.proposal.pk if entry else None,
        position=entry.proposal.position if entry else 0,
        decision=entry.proposal.decision if entry else "",
        at_hand=entry.at_hand if entry else False,
        kind=run.key.partition("-")[0],
        opens=run.opens,
        pieces=pieces,
    )


def _sections(desk: Desk, here: str) -> Iterator[DrawnSection]:
    for section in desk.sections:
        rows = [
            Row(entry, None if entry.at_hand else drawing.line_of(entry, here))
            for entry in section.entries
        ]
        yield DrawnSection(section, rows)


def _form_context(desk: Desk, proposal: Proposal, form: ProposalForm) -> dict[str, Any]:
    return {
        "form": form,
        "leads": list(_leads(desk, proposal, form)),
        "coordinating": list(_coordinating(desk, proposal, form)),
        "unknown": [
            each["text"]
            for each in proposal.coordinating_text
            if not each["unit"] and not each.get("maybe")
        ],
        "other": _other(desk, form),
        # Written in one go: the desk is drawn anew at each press, and a template for each of some
        # hundred units, twice, was a quarter of its time.
        "unit_options": format_html_join("", '<option value="{}">{}</option>', desk.units),
        "parts": "\n".join(parts_of(desk.reading.document.text, proposal)),
        **due_context(form, proposal),
    }


def due_context(form: ProposalForm, proposal: Proposal) -> dict[str, Any]:
    """What stands below the deadline: the words of the text, and why the day is what it is.

    Of a form that was sent, the day that was typed counts, with `due_problem` where it is none.
    """
    if not form.is_bound:
        on, why = proposal.due_on, proposal.due_explanation
    elif "due_on" in form.errors:
        return {"due_on": None, "explanation": "", "due_problem": form.errors["due_on"][0]}
    else:
        edits = form.edits()
        on = edits.get("due_on")
        typed = edits.get("due_typed", "")
        kept = proposal.due_explanation if on == proposal.due_on else {}
        why = kept or (why_typed(proposal, on, typed) if on else {})
    return {"due_on": on, "explanation": _in_language(why), "due_problem": ""}


def why_typed(proposal: Proposal, on: date, typed: str) -> dict[str, str]:
    anchor = day_of(proposal.reading)
    return why_due(due_on=on, typed=typed, written=proposal.due_text, anchor=anchor)


def _other(desk: Desk, form: ProposalForm) -> tuple[int, str] | None:
    """The unit chosen in the long list, which then stands first in it."""
    chosen = number_of(form["other_lead"].value())
    return (chosen, desk.names.get(chosen, "")) if chosen else None


def number_of(value: object) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() else None


_BETWEEN_PARTS = re.compile(r"(?<=[;.])\s+|\n+")


def parts_of(text: str, proposal: Proposal) -> list[str]:
    """Where the passage of a proposal would most likely be cut: after its clauses."""
    start, end = proposal.spans.get("mark") or (proposal.start, proposal.end)
    return [
        " ".join(part.split()) for part in _BETWEEN_PARTS.split(text[start:end]) if part.strip()
    ]


def _leads(desk: Desk, proposal: Proposal, form: ProposalForm) -> Iterator[Choice]:
    chosen = str(form["lead"].value() or "")
    for key, each in enumerate(proposal.candidates, 1):
        yield Choice(
            unit=each["unit"],
            name=desk.names.get(each["unit"], ""),
            checked=chosen == str(each["unit"]),
            key=key,
            score=each["score"],
            why=_why(each["why"]),
        )
    if proposal.candidates:
        other = chosen == OTHER
        yield Choice(OTHER, "", checked=other, key=len(proposal.candidates) + 1)


def _coordinating(desk: Desk, proposal: Proposal, form: ProposalForm) -> Iterator[Choice]:
    """Those that the text names, those that it may mean, and those that a clerk has added."""
    said = map(str, form["coordinating"].value() or [])
    chosen = dict.fromkeys(int(unit) for unit in said if unit.isascii() and unit.isdigit())
    shown: set[int] = set()
    for each in proposal.coordinating_text:
        for unit in [each["unit"]] if each["unit"] else each.get("maybe", []):
            if unit in shown:
                continue
            shown.add(unit)
            name = desk.names.get(unit, "")
            yield Choice(
                unit=unit,
                name=name,
                checked=unit in chosen,
                score=each["score"],
                written=each["text"] if fold(each["text"]) != fold(name) else "",
                sureness=Sureness(3 if each["unit"] else 1, ""),
            )
    for unit in chosen:
        if unit not in shown:
            yield Choice(unit, desk.names.get(unit, ""), checked=True)


def _why(rule: str) -> str:
    return str(MatchRule(rule).label) if rule in MatchRule.values else ""


def _in_language(told: Mapping[str, str]) -> str:
    language = (get_language() or "vi").partition("-")[0]
    return told.get(language) or told.get("vi", "")


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What was read besides work: the meeting, the tally, people, figures, how many items."""
    meeting = dict(facts.get("meeting") or {})
    if held_on := meeting.get("held_on"):
        meeting["held_on"] = date.fromisoformat(held_on)
    kinds = [item["kind"] for item in facts.get("items", [])]
    figures = facts.get("figures", [])
    return {
        "meeting": meeting,
        "tally": facts.get("tally"),
        "people": facts.get("people", []),
        "figures": figures[:FIGURES_SHOWN],
        "figure_count": len(figures),
        "citations": facts.get("citations", []),
        "kinds": {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)},
    }
