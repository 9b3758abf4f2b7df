"""Who may do what with a task. A policy answers yes or no; what to make of a no is the caller's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Rule, Scope, Verdict
from giaoban.records.tasks.folding import MAY_FOLLOW
from giaoban.records.tasks.models import Duty, Span
from giaoban.records.tasks.types import EventKind, Stage
from giaoban.records.tasks.wording import STEPS

OF_THE_UNIT = frozenset(
    {
        EventKind.ACKNOWLEDGED,
        EventKind.DECLINED,
        EventKind.PROGRESS,
        EventKind.REPORTED,
        EventKind.EXTENSION_ASKED,
    }
)
OF_THE_OFFICE = frozenset(EventKind) - OF_THE_UNIT

_BY_THE_UNIT = gettext_lazy(
    "Head and deputy head of the unit that has the duty or of one above it do, and the officers "
    "and reporters of the unit itself."
)
_BY_THE_OFFICE = gettext_lazy("The Office and administrators do.")


def _decides(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


def _speaks_for(capacity: Capacity, unit_id: int | None) -> bool:
    return unit_id in capacity.speaks_for


ASSIGN = declare_rule(
    Rule("tasks.assigned", gettext_lazy("Assign a task"), _BY_THE_OFFICE, _decides)
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

    def may_do(self, kind: EventKind, *, unit_id: int) -> Verdict:
        return RULES[kind].verdict(self.scope, unit_id=unit_id)


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


def may_do(actor: User, kind: EventKind, *, unit_id: int, on: date) -> Verdict:
    """Whether the person may let this happen to a duty of the unit, whatever its stage."""
    return standing_of(actor, on=on).may_do(kind, unit_id=unit_id)


def what_may(actor: User, duty: Duty, *, on: date) -> May:
    """What the person may do with the duty as it is, told for its page."""
    unit_id = Span.objects.values_list("unit_id", flat=True).get(duty=duty, valid_to=None)
    return what_standing_may(standing_of(actor, on=on), Stage(duty.stage), unit_id)


def what_standing_may(standing: Standing, stage: Stage, unit_id: int) -> May:
    possible = MAY_FOLLOW[stage]
    acts = tuple(
        kind for kind in IN_USE if kind in possible and standing.may_do(kind, unit_id=unit_id)
    )
    if unit_id in standing.unit_ids:
        why_not = "" if standing.decides or not possible else _office_decides()
        return May(acts, _for_the_unit(stage), why_not)
    return May(acts, _for_the_office(stage) if standing.decides else _for_a_reader(stage))


IN_USE = (
    EventKind.CONFIRMED,
    EventKind.RETURNED,
    EventKind.RESUMED,
    EventKind.REPORTED,
    EventKind.PROGRESS,
    EventKind.ACKNOWLEDGED,
    EventKind.DEADLINE_CHANGED,
    EventKind.SUSPENDED,
    EventKind.TRANSFERRED,
    EventKind.CANCELLED,
)


def _for_the_unit(stage: Stage) -> str:
    return {
        Stage.ASSIGNED: _(
            "You can acknowledge the duty or report its result; the Office confirms."
        ),
        Stage.DECLINED: _("The duty was returned as not yours; the Office decides whose it is."),
        Stage.UNDERWAY: _("You can report the result; the Office confirms."),
        Stage.REPORTED: _("The result has been reported; the Office confirms or returns it."),
        Stage.RETURNED: _("The result was returned: you can complete it and report it again."),
        Stage.CONFIRMED: _("The result has been confirmed; the duty is closed."),
        Stage.SUSPENDED: _("The duty is suspended; the Office decides when it goes on."),
        Stage.CANCELLED: _("The duty was cancelled."),
    }[stage]


def _for_the_office(stage: Stage) -> str:
    return {
        Stage.ASSIGNED: _("The unit has yet to acknowledge the duty; you can change or cancel it."),
        Stage.DECLINED: _(
            "The unit returned the duty as not its own: you can transfer it or leave it there."
        ),
        Stage.UNDERWAY: _("The unit is at work and reports; you can change or cancel the duty."),
        Stage.REPORTED: _("The unit has reported its result: you can confirm or return it."),
        Stage.RETURNED: _("The result was returned; the unit completes it and reports again."),
        Stage.CONFIRMED: _("The result has been confirmed; the duty is closed."),
        Stage.SUSPENDED: _("The duty is suspended; you can resume it."),
        Stage.CANCELLED: _("The duty was cancelled."),
    }[stage]


def _for_a_reader(stage: Stage) -> str:
    if not MAY_FOLLOW[stage]:
        return _for_the_unit(stage)
    return _("You can read along; the unit reports and the Office confirms.")


def _office_decides() -> str:
    return _("Deadline, unit, suspension and cancellation are for the Office to decide.")
