"""Who may do what with a task. A policy answers yes or no; what to make of a no is the caller's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Post, Rule, Scope, Verdict
from giaoban.records.tasks.folding import MAY_FOLLOW
from giaoban.records.tasks.models import Duty, Span
from giaoban.records.tasks.selectors import DutyStory
from giaoban.records.tasks.sentences import Side, office_decides, what_one_may
from giaoban.records.tasks.types import DutyRole, EventKind, Stage
from giaoban.records.tasks.wording import STEPS

OF_THE_UNIT = frozenset(
    {
        EventKind.ACKNOWLEDGED,
        EventKind.DECLINED,
        EventKind.PROGRESS,
        EventKind.DIFFICULTY,
        EventKind.REPORTED,
        EventKind.EXTENSION_ASKED,
    }
)
OF_THE_OFFICE = frozenset(EventKind) - OF_THE_UNIT
# Decided as an answer to what a unit asked for, and not by itself.
ANSWERS = frozenset({EventKind.EXTENDED, EventKind.EXTENSION_REFUSED})

_BY_THE_UNIT = gettext_lazy(
    "Head and deputy head of the unit that has the duty or of one above it do, and the officers "
    "and reporters of the unit itself."
)
_BY_THE_OFFICE = gettext_lazy("The Office and administrators do.")
_BY_WHO_GAVE_THE_PART = gettext_lazy(
    "Head and deputy head of the unit whose duty it is a part of or of one above it do, and the"
    " Office and administrators."
)


def _decides(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


def _speaks_for(capacity: Capacity, unit_id: int | None) -> bool:
    return unit_id in capacity.speaks_for


def _gives_parts(capacity: Capacity, unit_id: int | None) -> bool:
    heads = capacity.post in {Post.HEAD, Post.DEPUTY} and unit_id in capacity.below
    return heads or capacity.runs_the_briefing


ASSIGN = declare_rule(
    Rule("tasks.assigned", gettext_lazy("Assign a task"), _BY_THE_OFFICE, _decides)
)
KEEP = declare_rule(
    Rule(
        "tasks.kept-up",
        gettext_lazy("Change what a task says, name who follows it, keep notes of the Office"),
        _BY_THE_OFFICE,
        _decides,
    )
)
RULES: Mapping[EventKind, Rule] = {
    EventKind.ASSIGNED: ASSIGN,
    **{
        kind: declare_rule(
            Rule(
                f"tasks.{kind.value}",
                words,
                _BY_THE_UNIT if kind in OF_THE_UNIT else _BY_THE_OFFICE,
                _speaks_for if kind in OF_THE_UNIT else _decides,
                of_record=True,
            )
        )
        for kind, (words, _done) in STEPS.items()
    },
}
# What the Office decides of a duty, whoever assigned a part of one decides of the part.
RULES_OF_PARTS: Mapping[EventKind, Rule] = {
    EventKind.ASSIGNED: declare_rule(
        Rule(
            "tasks.part-assigned",
            gettext_lazy("Assign a part of a duty onwards"),
            _BY_WHO_GAVE_THE_PART,
            _gives_parts,
            of_record=True,
        )
    ),
    **{
        kind: declare_rule(
            Rule(
                f"tasks.part.{kind.value}",
                rule.what,
                _BY_WHO_GAVE_THE_PART,
                _gives_parts,
                of_record=True,
            )
        )
        for kind, rule in RULES.items()
        if kind in OF_THE_OFFICE and kind != EventKind.ASSIGNED
    },
}


@dataclass(frozen=True)
class Standing:
    """What a person is to duties that day: for which units they act, and whether they decide."""

    scope: Scope

    @property
    def decides(self) -> bool:
        return self.scope.runs_the_briefing

    @property
    def unit_ids(self) -> frozenset[int]:
        return self.scope.speaks_for

    def may_do(self, kind: EventKind, *, unit_id: int, over: int | None = None) -> Verdict:
        """Whether this may happen to a duty of the unit; `over` has the duty it is a part of."""
        if over is not None and kind in RULES_OF_PARTS:
            return RULES_OF_PARTS[kind].verdict(self.scope, unit_id=over)
        return RULES[kind].verdict(self.scope, unit_id=unit_id)

    def may_part(self, *, unit_id: int) -> Verdict:
        """Whether the person may assign parts of a duty of the unit."""
        return RULES_OF_PARTS[EventKind.ASSIGNED].verdict(self.scope, unit_id=unit_id)

    @property
    def keeps(self) -> Verdict:
        return KEEP.verdict(self.scope)


@dataclass(frozen=True)
class May:
    """What a person may do with a duty now, in the order of use, and the sentence that says so.

    `why_not` says what they may not do, and who may.
    """

    acts: tuple[EventKind, ...]
    sentence: str
    why_not: str = ""


def standing_of(actor: User, *, on: date) -> Standing:
    return Standing(organisations.scope_of(actor=actor, on=on))


def may_assign(actor: User, *, on: date) -> Verdict:
    return ASSIGN.verdict(organisations.scope_of(actor=actor, on=on))


def may_keep(actor: User, *, on: date) -> Verdict:
    """Whether the person changes what tasks say, and reads the notes of the Office."""
    return KEEP.verdict(organisations.scope_of(actor=actor, on=on))


def may_do(
    actor: User, kind: EventKind, *, unit_id: int, on: date, over: int | None = None
) -> Verdict:
    """Whether the person may let this happen to a duty of the unit, whatever its stage."""
    return standing_of(actor, on=on).may_do(kind, unit_id=unit_id, over=over)


def unit_over(duty: Duty) -> int | None:
    """The unit that has the duty this one is a part of; None for what is no part."""
    if duty.parent_id is None:
        return None
    held = Span.objects.filter(duty=duty.parent_id, valid_to=None)
    return held.values_list("unit_id", flat=True).get()


def what_may(actor: User, duty: Duty, *, on: date) -> May:
    """What the person may do with the duty as it is, told for its page."""
    unit_id = Span.objects.values_list("unit_id", flat=True).get(duty=duty, valid_to=None)
    of = Matter(Stage(duty.stage), unit_id, DutyRole(duty.role), over=unit_over(duty))
    return what_standing_may(standing_of(actor, on=on), of)


@dataclass(frozen=True)
class Matter:
    """As much of a duty as rights hang on: how far it is, whose, and what it is a part of.

    `asked` says that an extension waits for an answer, `too_late` that none can be asked for now.
    """

    stage: Stage
    unit_id: int
    role: DutyRole = DutyRole.LEAD
    over: int | None = None
    asked: bool = False
    too_late: bool = False


def matters_of(stories: Sequence[DutyStory], *, on: date) -> dict[int, Matter]:
    """Each duty of a task by its number, as far as rights hang on it."""
    units = {story.duty.pk: story.span.unit_id for story in stories}
    return {
        story.duty.pk: Matter(
            stage=Stage(story.duty.stage),
            unit_id=story.span.unit_id,
            role=DutyRole(story.duty.role),
            over=units[story.duty.parent_id] if story.duty.parent_id else None,
            asked=story.asked is not None,
            too_late=story.span.due_on is None or story.span.due_on < on,
        )
        for story in stories
    }


def what_standing_may(standing: Standing, of: Matter) -> May:
    possible = MAY_FOLLOW[of.stage]
    acts = tuple(
        kind
        for kind in IN_USE
        if kind in possible
        and not _out_of_question(kind, of)
        and standing.may_do(kind, unit_id=of.unit_id, over=of.over)
    )
    decides = bool(standing.may_do(EventKind.CONFIRMED, unit_id=of.unit_id, over=of.over))
    is_part = of.over is not None
    if decides and (is_part or of.unit_id not in standing.unit_ids):
        return May(acts, what_one_may(Side.DECIDES, of.stage, is_part=is_part))
    if of.unit_id in standing.unit_ids:
        is_open = of.stage not in {Stage.CONFIRMED, Stage.CANCELLED}
        why_not = office_decides(is_part=is_part) if is_open and not decides else ""
        return May(acts, what_one_may(Side.OF_THE_UNIT, of.stage, is_part=is_part), why_not)
    return May(acts, what_one_may(Side.READS, of.stage, is_part=is_part))


def _out_of_question(kind: EventKind, of: Matter) -> bool:
    if kind in ANSWERS:
        return not of.asked
    if kind == EventKind.EXTENSION_ASKED:
        return of.asked or of.too_late or of.role == DutyRole.COORDINATE
    return False


IN_USE = (
    EventKind.CONFIRMED,
    EventKind.RETURNED,
    EventKind.RESUMED,
    EventKind.EXTENDED,
    EventKind.EXTENSION_REFUSED,
    EventKind.KEPT,
    EventKind.REPORTED,
    EventKind.PROGRESS,
    EventKind.DIFFICULTY,
    EventKind.ACKNOWLEDGED,
    EventKind.EXTENSION_ASKED,
    EventKind.DECLINED,
    EventKind.DEADLINE_CHANGED,
    EventKind.SUSPENDED,
    EventKind.TRANSFERRED,
    EventKind.REOPENED,
    EventKind.CANCELLED,
)
