"""What one may do with a duty, as a sentence of its page: by who one is to it and its stage."""

from enum import StrEnum

from django.utils.translation import gettext as _

from giaoban.records.tasks.types import Stage


class Side(StrEnum):
    """What somebody is to a duty: of the unit that has it, who decides about it, or a reader."""

    OF_THE_UNIT = "unit"
    DECIDES = "decides"
    READS = "reads"


def what_one_may(side: Side, stage: Stage, *, is_part: bool) -> str:
    """The sentence. Of a part whoever assigned it decides, of any other duty the Office."""
    if side == Side.DECIDES:
        return _for_who_decides(stage)
    if side == Side.OF_THE_UNIT:
        return _of_a_part(stage) if is_part else _of_a_unit(stage)
    if stage in {Stage.CONFIRMED, Stage.CANCELLED}:
        return _closed(stage)
    if is_part:
        return _("You can read along; the unit reports, and whoever assigned the part confirms.")
    return _("You can read along; the unit reports and the Office confirms.")


def office_decides(*, is_part: bool) -> str:
    if is_part:
        return _("Deadline, unit and cancellation are for whoever assigned the part to decide.")
    return _("Deadline, unit, suspension and cancellation are for the Office to decide.")


def _closed(stage: Stage) -> str:
    if stage == Stage.CANCELLED:
        return _("The duty was cancelled.")
    return _("The result has been confirmed; the duty is closed.")


def _of_a_unit(stage: Stage) -> str:
    return {
        Stage.ASSIGNED: _(
            "You can acknowledge the duty or report its result; the Office confirms."
        ),
        Stage.DECLINED: _("The duty was returned as not yours; the Office decides whose it is."),
        Stage.UNDERWAY: _("You can report the result; the Office confirms."),
        Stage.REPORTED: _("The result has been reported; the Office confirms or returns it."),
        Stage.RETURNED: _("The result was returned: you can complete it and report it again."),
        Stage.CONFIRMED: _closed(stage),
        Stage.SUSPENDED: _("The duty is suspended; the Office decides when it goes on."),
        Stage.CANCELLED: _closed(stage),
    }[stage]


def _of_a_part(stage: Stage) -> str:
    return {
        Stage.ASSIGNED: _(
            "You can acknowledge the part or report its result; whoever assigned it confirms."
        ),
        Stage.DECLINED: _(
            "The part was returned as not yours; whoever assigned it decides whose it is."
        ),
        Stage.UNDERWAY: _("You can report the result; whoever assigned the part confirms."),
        Stage.REPORTED: _(
            "The result has been reported; whoever assigned the part confirms or returns it."
        ),
        Stage.RETURNED: _("The result was returned: you can complete it and report it again."),
        Stage.CONFIRMED: _closed(stage),
        Stage.SUSPENDED: _("The part is suspended; whoever assigned it decides when it goes on."),
        Stage.CANCELLED: _closed(stage),
    }[stage]


def _for_who_decides(stage: Stage) -> str:
    return {
        Stage.ASSIGNED: _("The unit has yet to acknowledge the duty; you can change or cancel it."),
        Stage.DECLINED: _(
            "The unit returned the duty as not its own: you can transfer it or leave it there."
        ),
        Stage.UNDERWAY: _("The unit is at work and reports; you can change or cancel the duty."),
        Stage.REPORTED: _("The unit has reported its result: you can confirm or return it."),
        Stage.RETURNED: _("The result was returned; the unit completes it and reports again."),
        Stage.CONFIRMED: _("The result has been confirmed; only you can reopen the duty."),
        Stage.SUSPENDED: _("The duty is suspended; you can resume it."),
        Stage.CANCELLED: _("The duty was cancelled; only you can reopen it."),
    }[stage]
