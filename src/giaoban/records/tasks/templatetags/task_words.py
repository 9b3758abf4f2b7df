"""Words that only the pages of tasks need."""

from decimal import Decimal

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.ground.platform.templatetags.figures import MONTHS, period_words, rate, slug
from giaoban.kit.periods.period import Between, Kind, Period
from giaoban.kit.vntext.numbers import format_number
from giaoban.records.tasks.pages.score_card import ScoreLine
from giaoban.records.tasks.selectors import Age, Move
from giaoban.records.tasks.types import FOUR_CLASSES, Axis, Rate, Tally

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
def figures_apart(tally: Tally, tasks: str, query: str) -> SafeString:
    """Total and four classes of what is counted beside the lead duties, for a wide page."""
    cells = [figure(tally.total, tasks, query, "four", "div gb-wide")]
    cells += [
        figure(tally[status], tasks, query, status.value, f"{slug(status)} gb-wide")
        for status in FOUR_CLASSES
    ]
    return format_html_join("", "{}", ((cell,) for cell in cells))


@register.simple_tag
def figures_by_other(tally: Tally, tasks: str, query: str) -> SafeString:
    """The four classes against the other deadline, and the rate on time, for a wide page."""
    cells = [
        figure(tally[status], tasks, query, status.value, f"{slug(status)}{css} gb-wide")
        for status, css in zip(FOUR_CLASSES, (" div", "", "", ""), strict=True)
    ]
    of = tally.on_time_of_due
    cells.append(format_html('<td class="n gb-wide">{}</td>', rate(of.part, of.whole)))
    return format_html_join("", "{}", ((cell,) for cell in cells))


@register.simple_tag
def rate_figures(line: ScoreLine, tasks: str, is_broad: bool = False) -> SafeString:  # noqa: FBT001, FBT002 - of a template
    """How many of those due were on time, in parts and in percent, and the change of it.

    A broad table has no room for the change.
    """
    now = line.tally.on_time_of_due
    parts = parts_of(now)
    if now.whole:
        parts = format_html('<a href="{}?{}&amp;status=due">{}</a>', tasks, line.query, parts)
    cells = [
        format_html('<td class="n div gb-wide">{}</td>', parts),
        format_html('<td class="n gb-wide">{}</td>', rate(now.part, now.whole)),
    ]
    if not is_broad:
        cells.append(format_html('<td class="n gb-wide">{}</td>', change(line.change)))
    return format_html_join("", "{}", ((cell,) for cell in cells))


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


_BY: dict[str, Promise] = {
    Axis.UNIT: gettext_lazy("by lead unit"),
    Axis.FIELD: gettext_lazy("by field"),
    Axis.SOURCE: gettext_lazy("by document"),
    Axis.LEADER: gettext_lazy("by leader who assigned them"),
    Axis.PROGRAMME: gettext_lazy("by programme"),
    Axis.OFFICER: gettext_lazy("by officer who follows them"),
    Axis.PROVINCE: gettext_lazy("by province"),
}
_NOBODY: dict[str, Promise] = {
    Axis.FIELD: gettext_lazy("No field"),
    Axis.SOURCE: gettext_lazy("No document"),
    Axis.LEADER: gettext_lazy("No leader named"),
    Axis.PROGRAMME: gettext_lazy("No programme"),
}


@register.filter
def by_words(axis: Axis) -> str:
    """`by lead unit`: by what a score-card is cut."""
    return str(_BY[axis])


@register.filter
def nobody(axis: Axis) -> str:
    """What the row of those that have no such thing is called."""
    return str(_NOBODY.get(axis, ""))


@register.filter
def beside_words(period: Period | Between) -> str:
    """A period in the middle of a sentence; two days as `05/06/2020–04/07/2020`."""
    if isinstance(period, Between):
        return f"{period.first:%d/%m/%Y}–{period.last:%d/%m/%Y}"
    return period_words(period)


@register.simple_tag
def short_period(period: Period | Between, beside: Period | Between) -> str:
    """`tháng 5` beside another month of the year; with its year beside any other period."""
    if (
        isinstance(period, Period)
        and isinstance(beside, Period)
        and period.kind is Kind.MONTH
        and period.year == beside.year
    ):
        return str(MONTHS[period.number - 1])
    return beside_words(period)


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
    became = ", ".join(f"{format_number(n)} {status.label.lower()}" for status, n in move.classes)
    if became:
        return _("%(count)s: %(units)s; now %(classes)s.") % {
            "count": count,
            "units": units,
            "classes": became,
        }
    return f"{count}: {units}."
