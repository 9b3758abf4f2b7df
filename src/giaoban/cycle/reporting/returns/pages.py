"""What the page of a return shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import get_language

from giaoban.cycle.reporting import policies
from giaoban.cycle.reporting import selectors as standings
from giaoban.cycle.reporting.models import (
    GivenFigure,
    Obligation,
    Proposal,
    Return,
    Submission,
    WrittenSection,
)
from giaoban.cycle.reporting.regimes import selectors as regimes
from giaoban.cycle.reporting.returns import selectors
from giaoban.cycle.reporting.returns.types import Content
from giaoban.cycle.reporting.types import WRITABLE, Decision, ReturnState, Standing
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations


@dataclass(frozen=True)
class SectionShown:
    """A section as its writers see it: the text, and what is proposed for it."""

    row: WrittenSection
    waiting: tuple[Proposal, ...]
    decided: tuple[Proposal, ...]
    is_folded: bool = False

    @property
    def lines(self) -> int:
        """How high the field stands."""
        return min(18, max(4, len(self.row.text) // 90 + self.row.text.count("\n") + 2))


class ReturnPage:
    """One return as a person sees it: written by their unit, or received from another."""

    def __init__(self, obligation: Obligation, *, actor: User, on: date) -> None:
        self.obligation = obligation
        self.period = obligation.period
        self.version = obligation.period.version
        self.on = on
        self._actor = actor
        self.written: Return | None = selectors.return_of(obligation=obligation)
        self.is_closed = standings.is_closed(obligation, on=on)
        self.excused = bool(obligation.exempt_from or obligation.passed_on)
        self._names = organisations.unit_names(on=on)

    @property
    def unit(self) -> str:
        return self._names[self.obligation.unit_id]

    @property
    def recipient(self) -> str:
        return self._names.get(self.obligation.recipient_id or 0, "")

    @property
    def passed_to(self) -> str:
        heir = self.obligation.passed_to
        return self._names[heir.unit_id] if heir else ""

    @property
    def covers(self) -> list[str]:
        return [
            f"{self._names[unit]} ({date.fromisoformat(until):%d/%m/%Y})"
            for unit, until in self.obligation.covers
        ]

    @property
    def standing(self) -> Standing:
        return standings.standing(self.obligation, as_of=self.on)

    @property
    def steps(self) -> list[str]:
        """How the last day was found; nothing for what was asked for once."""
        term = regimes.term_of_period(self.period)
        if term is None:
            return []
        due = regimes.due_for(self.obligation.level, term)
        if due.on != self.obligation.due_on:
            return []
        return due.steps("en" if (get_language() or "vi").startswith("en") else "vi")

    @cached_property
    def writes(self) -> bool:
        return bool(policies.may_write(self._actor, self.obligation, on=self.on))

    @cached_property
    def signs(self) -> bool:
        return bool(policies.may_sign(self._actor, self.obligation, on=self.on))

    @cached_property
    def receives(self) -> bool:
        return bool(policies.may_receive(self._actor, self.obligation, on=self.on))

    @property
    def state(self) -> ReturnState | None:
        return ReturnState(self.written.state) if self.written else None

    @property
    def is_writable(self) -> bool:
        """Whether the person may write in it now."""
        open_now = not self.is_closed and not self.excused
        return self.writes and open_now and self.state in WRITABLE

    @property
    def may_begin(self) -> bool:
        return self.writes and not self.is_closed and not self.excused and self.written is None

    @property
    def waits_for_recipient(self) -> bool:
        return self.receives and self.state == ReturnState.SENT

    @property
    def sees_draft(self) -> bool:
        """Whoever belongs to the unit sees what is written before it is sent; others what was."""
        scope = organisations.scope_of(actor=self._actor, on=self.on)
        own = scope.unit_ids | scope.speaks_for
        return self.written is not None and self.obligation.unit_id in own

    @cached_property
    def submissions(self) -> Sequence[Submission]:
        return selectors.submissions_of(written=self.written) if self.written else ()

    @cached_property
    def content(self) -> Content | None:
        """What was sent last."""
        return Content.read(self.submissions[-1].content) if self.submissions else None

    @cached_property
    def sections(self) -> list[SectionShown]:
        if self.written is None:
            return []
        proposals = selectors.proposals_of(written=self.written)
        return [
            section_shown(row, proposals.get(row.section_id, []), fields=self._fields)
            for row in selectors.sections_of(written=self.written)
        ]

    @property
    def open_sections(self) -> list[SectionShown]:
        return [each for each in self.sections if not each.is_folded]

    @property
    def folded_sections(self) -> list[SectionShown]:
        """Those of fields that the unit is not in charge of, in which nothing stands."""
        return [each for each in self.sections if each.is_folded]

    @property
    def empty_titles(self) -> list[str]:
        """Sections of what was sent in which nothing was written."""
        sections = self.content.sections if self.content else ()
        return [each.title for each in sections if not each.lines]

    @cached_property
    def _fields(self) -> frozenset[int]:
        charged = organisations.fields_in_charge_of(unit_id=self.obligation.unit_id, on=self.on)
        return frozenset(charged.values_list("pk", flat=True))

    @cached_property
    def unplaced(self) -> list[Proposal]:
        """Lines of a file that stand under no heading of the outline."""
        if self.written is None:
            return []
        rows = selectors.proposals_of(written=self.written).get(0, [])
        return [each for each in rows if each.decision == Decision.WAITING]

    @cached_property
    def figures(self) -> list[tuple[GivenFigure, str]]:
        """Each figure with what the period before had."""
        if self.written is None:
            return []
        before = selectors.last_figures(obligation=self.obligation)
        return [
            (each, f"{before[each.figure.key]:f}" if each.figure.key in before else "")
            for each in selectors.figures_of(written=self.written)
        ]

    @property
    def head(self) -> str:
        """Who signs, for the officer who hands it over."""
        people = organisations.people_serving_in(
            unit_ids=[self.obligation.unit_id], on=self.on, posts=policies.HEADS
        )
        return ", ".join(str(each) for each in people[:3])


def section_shown(
    row: WrittenSection, proposals: Sequence[Proposal], *, fields: frozenset[int] = frozenset()
) -> SectionShown:
    """A section that may be empty, and is, is folded where the field is not the unit's."""
    section = row.section
    foreign = section.field_id is not None and section.field_id not in fields
    return SectionShown(
        row,
        tuple(each for each in proposals if each.decision == Decision.WAITING),
        tuple(each for each in proposals if each.decision != Decision.WAITING),
        is_folded=foreign and not section.is_required and not row.text and not proposals,
    )
