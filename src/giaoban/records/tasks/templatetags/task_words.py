"""Words that only the pages of tasks need."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.ground.platform.templatetags.figures import MONTHS, period_words
from giaoban.kit.periods.period import Kind, Period
from giaoban.records.tasks.selectors import Age, Move

register = template.Library()


@register.filter
def size(points: Decimal) -> Decimal:
    """How large a change is, whichever way it goes."""
    return abs(points)


@register.simple_tag
def short_period(period: Period, beside: Period) -> str:
    """`tháng 5` beside another month of the year; with its year beside any other period."""
    if period.kind is Kind.MONTH and period.year == beside.year:
        return str(MONTHS[period.number - 1])
    return period_words(period)


@register.simple_tag
def age_words(age: Age) -> str:
    """`1–7 days: 3`."""
    if age.last is None:
        return _("%(days)s days and more: %(count)s") % {"days": age.first, "count": age.count}
    told = {"first": age.first, "last": age.last, "count": age.count}
    return _("%(first)s–%(last)s days: %(count)s") % told


@register.simple_tag
def move_words(move: Move) -> str:
    """`3 tasks: Vụ Pháp chế 2, Vụ Bưu chính 1.`"""
    if not move.count:
        return _("none")
    count = ngettext("%(count)s task", "%(count)s tasks", move.count) % {"count": move.count}
    units = ", ".join(f"{name} {number}" for name, number in move.units)
    return f"{count}: {units}."
