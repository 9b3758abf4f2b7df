"""The checks before a return is sent. What they find is told; it forbids nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from giaoban.cycle.reporting.models import GivenFigure, Obligation, Return
from giaoban.cycle.reporting.returns import selectors
from giaoban.cycle.reporting.types import Counted, Finding, FindingKind
from giaoban.ground.accounts.models import User
from giaoban.kit.vntext.numbers import format_number


def findings_of(*, actor: User, obligation: Obligation, written: Return, on: date) -> list[Finding]:
    """All that is missing, jumps, or contradicts itself, the period before or the register."""
    figures = selectors.figures_of(written=written)
    found = [
        Finding(
            FindingKind.MISSING_SECTION,
            each.section.key,
            _("The section “%(section)s” is empty.") % {"section": each.section.title},
        )
        for each in selectors.sections_of(written=written)
        if each.section.is_required and not each.text.strip()
    ]
    found += _unread(figures)
    found += _sums(figures)
    before = selectors.last_figures(obligation=obligation)
    found += _jumps(figures, before, obligation.period.version.jump_percent)
    found += _against_register(actor, obligation, figures, on)
    waiting = selectors.waiting_of(written=written)
    if waiting:
        words = _("Proposals that nobody has looked at: %(count)s. They are not sent.")
        found.append(Finding(FindingKind.WAITING, "", words % {"count": format_number(waiting)}))
    return found


def _unread(figures: Sequence[GivenFigure]) -> Iterator[Finding]:
    for each in figures:
        told = {"figure": each.figure.name, "typed": each.typed}
        if each.value is None and each.typed:
            words = _("“%(typed)s” for “%(figure)s” cannot be read as a number.") % told
            yield Finding(FindingKind.UNREADABLE_FIGURE, each.figure.key, words)
        elif each.value is None:
            words = _("The figure “%(figure)s” is missing.") % told
            yield Finding(FindingKind.MISSING_FIGURE, each.figure.key, words)


def _sums(figures: Sequence[GivenFigure]) -> Iterator[Finding]:
    values = {each.figure.key: each.value for each in figures}
    for each in figures:
        parts = [values.get(key) for key in each.figure.parts]
        if each.value is None or not parts or None in parts:
            continue
        total = sum((part for part in parts if part is not None), Decimal(0))
        if total != each.value:
            told = {
                "figure": each.figure.name,
                "value": format_number(_plain(each.value)),
                "total": format_number(_plain(total)),
            }
            words = _("“%(figure)s” is %(value)s, but its parts add up to %(total)s.") % told
            yield Finding(FindingKind.SUM, each.figure.key, words)


def _jumps(
    figures: Sequence[GivenFigure], before: Mapping[str, Decimal], percent: int
) -> Iterator[Finding]:
    for each in figures:
        last = before.get(each.figure.key)
        if each.value is None or not last:
            continue
        change = (each.value - last) * 100 / abs(last)
        if abs(change) > percent:
            told = {
                "figure": each.figure.name,
                "value": format_number(_plain(each.value)),
                "last": format_number(_plain(last)),
                "change": format_number(change, 1),
            }
            words = _(
                "“%(figure)s” was %(last)s in the period before and is %(value)s now"
                " (%(change)s %%)."
            )
            yield Finding(FindingKind.JUMP, each.figure.key, words % told)


def _against_register(
    actor: User, obligation: Obligation, figures: Sequence[GivenFigure], on: date
) -> Iterator[Finding]:
    for each in figures:
        if each.value is None or not each.figure.counted:
            continue
        counted = selectors.counted(
            actor=actor, obligation=obligation, what=Counted(each.figure.counted), on=on
        )
        if counted is not None and each.value != counted:
            told = {
                "figure": each.figure.name,
                "value": format_number(_plain(each.value)),
                "counted": format_number(counted),
            }
            words = _("“%(figure)s” is %(value)s; the register of tasks counts %(counted)s.") % told
            yield Finding(FindingKind.REGISTER, each.figure.key, words)


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that the database adds."""
    return value.normalize() if value != value.to_integral() else value.quantize(Decimal(1))
