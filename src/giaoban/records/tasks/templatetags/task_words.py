"""Words that only the pages of tasks need."""

from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.ground.platform.templatetags.figures import MONTHS, period_words, rate, slug
from giaoban.kit.periods.period import Kind, Period
from giaoban.kit.vntext.numbers import format_number
from giaoban.records.tasks.pages.score_card import ScoreLine
from giaoban.records.tasks.selectors import Age, Move
from giaoban.records.tasks.types import Rate

register = template.Library()


@register.simple_tag
def figure(count: int, tasks: str, query: str, status: str, css: str = "") -> SafeString:
    """A number in its cell, which leads to the list of what it counts; a zero leads nowhere."""
    if not count:
        return format_html('<td class="n {} z">0</td>', css)
    return format_html(
        '<td class="n {}"><a href="{}?{}&amp;status={}">{}</a></td>',
        *(css, tasks, query, status, format_number(count)),
    )


@register.simple_tag
def class_figures(line: ScoreLine, tasks: str) -> SafeString:
    """The four classes of a row, a rule before what is completed and before what is open."""
    cells = (
        figure(count, tasks, line.query, status.value, f"{slug(status)}{' div' * (not place % 2)}")
        for place, (status, count) in enumerate(line.counts)
    )
    return format_html_join("", "{}", ((cell,) for cell in cells))


@register.simple_tag
def rate_figures(line: ScoreLine, tasks: str) -> SafeString:
    """How many of those due were on time, in parts and in percent, and the change of it."""
    now = line.tally.on_time_of_due
    parts = parts_of(now)
    if now.whole:
        parts = format_html('<a href="{}?{}&amp;status=due">{}</a>', tasks, line.query, parts)
    return format_html(
        '<td class="n div gb-wide">{}</td><td class="n gb-wide">{}</td>'
        '<td class="n gb-wide">{}</td>',
        *(parts, rate(now.part, now.whole), change(line.change)),
    )


@register.filter
def parts_of(of: Rate) -> str:
    """`59/66`."""
    return f"{format_number(of.part)}/{format_number(of.whole)}"


@register.simple_tag
def change(points: Decimal | None, *, in_words: bool = False) -> SafeString:
    """A change in points by arrow and word; `in_words` says what the number counts."""
    if points is None:
        return format_html('<span class="gb-same">{}</span>', _("not compared"))
    if not points:
        return format_html('<span class="gb-same">{}</span>', _("unchanged") if in_words else 0)
    unit = " " + _("points") if in_words else ""
    way, word = ("up", _("up")) if points > 0 else ("down", _("down"))
    return format_html(
        '<span class="gb-{0}"><svg class="gb-ic" viewBox="0 0 24 24" aria-hidden="true">'
        '<use href="#ic-{0}"/></svg><span class="gb-vh">{1} </span> {2}{3}</span>',
        *(way, word, format_number(abs(points), 2), unit),
    )


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
