"""Figures, days and classes as Vietnamese offices write them, for every template.

The settings load it everywhere: `{{ n|number }}`, `{{ d|day }}`, `{% rate part whole %}`.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.forms.widgets import CheckboxInput, ChoiceWidget, Select
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext_lazy, pgettext_lazy

from giaoban.kit.periods.period import Between, Kind, NotAPeriod, Period, stretch_of
from giaoban.kit.vntext.numbers import format_number, format_rate

register = template.Library()

NO_BREAK = "\u00a0"

# The values are those of the status classes, which stand above this floor: slug and word of each.
CLASSES: dict[str, tuple[str, Promise]] = {
    "done_on_time": ("on", gettext_lazy("Completed on time")),
    "done_late": ("late", gettext_lazy("Completed late")),
    "open_in_time": ("intime", gettext_lazy("Open, in time")),
    "open_overdue": ("over", gettext_lazy("Open, overdue")),
    "no_deadline": ("nodl", gettext_lazy("No deadline")),
    "suspended": ("nodl", gettext_lazy("Suspended")),
    "cancelled": ("nodl", gettext_lazy("Cancelled")),
}
FOUR_SLUGS = ("on", "late", "intime", "over")

WEEKDAYS = (
    pgettext_lazy("weekday", "Monday"),
    pgettext_lazy("weekday", "Tuesday"),
    pgettext_lazy("weekday", "Wednesday"),
    pgettext_lazy("weekday", "Thursday"),
    pgettext_lazy("weekday", "Friday"),
    pgettext_lazy("weekday", "Saturday"),
    pgettext_lazy("weekday", "Sunday"),
)
MONTHS = (
    pgettext_lazy("month", "January"),
    pgettext_lazy("month", "February"),
    pgettext_lazy("month", "March"),
    pgettext_lazy("month", "April"),
    pgettext_lazy("month", "May"),
    pgettext_lazy("month", "June"),
    pgettext_lazy("month", "July"),
    pgettext_lazy("month", "August"),
    pgettext_lazy("month", "September"),
    pgettext_lazy("month", "October"),
    pgettext_lazy("month", "November"),
    pgettext_lazy("month", "December"),
)
ROMAN = ("I", "II", "III", "IV")


@register.filter
def number(value: Decimal | float | None, decimals: int | None = None) -> str:
    """`1.234,5`; nothing at all where there is no value."""
    return "" if value is None else format_number(value, decimals)


@register.filter
def day(value: date | None) -> str:
    """`31/03/2025`; a moment is given as the day it was in Viet Nam."""
    if value is None:
        return ""
    if isinstance(value, datetime) and is_aware(value):
        value = localtime(value)
    return f"{value:%d/%m/%Y}"


@register.filter
def day_month(value: date | None) -> str:
    """`31/03`, where the year is plain from the page."""
    return day(value)[:5]


@register.filter
def moment(value: datetime | None) -> str:
    """`31/03/2025 16:05`, by the clock in Viet Nam."""
    if value is None:
        return ""
    return f"{localtime(value) if is_aware(value) else value:%d/%m/%Y %H:%M}"


@register.filter
def weekday(value: date) -> str:
    """`thứ Ba`."""
    return str(WEEKDAYS[value.weekday()])


@register.simple_tag
def rate(part: float, whole: float) -> str:
    """`61,46 %`, which no line breaks apart; `–` where there is nothing to divide by."""
    return format_rate(part, whole).replace(" ", NO_BREAK)


@register.filter
def slug(status: str) -> str:
    """What the style sheet calls a status class: on, late, intime, over; nodl for those beside."""
    return CLASSES.get(_plain(status), ("nodl", ""))[0]


@register.filter
def class_word(status: str) -> str:
    """What a status class is called on pages."""
    value = _plain(status)
    return str(CLASSES[value][1]) if value in CLASSES else value


def _plain(status: str) -> str:
    """A member of an enumeration of texts is told by its value."""
    return str(getattr(status, "value", status))


@register.filter
def period_words(period: Period | Between | str | None) -> str:
    """`tháng 6/2020`, for a period or its key; what is no period is given back as it is."""
    if not period:
        return ""
    if isinstance(period, str):
        try:
            period = stretch_of(period)
        except NotAPeriod:
            return str(period)
    if isinstance(period, Between):
        return _BETWEEN % {"first": day(period.first), "last": day(period.last)}
    return _PATTERNS[period.kind, period.number if period.kind is Kind.HALF else 1] % {
        "month": MONTHS[period.number - 1],
        "quarter": ROMAN[(period.number - 1) % len(ROMAN)],
        "year": period.year,
    }


_BETWEEN = pgettext_lazy("period", "from %(first)s to %(last)s")
_PATTERNS = {
    (Kind.MONTH, 1): pgettext_lazy("period", "%(month)s %(year)s"),
    (Kind.QUARTER, 1): pgettext_lazy("period", "quarter %(quarter)s of %(year)s"),
    (Kind.HALF, 1): pgettext_lazy("period", "first half of %(year)s"),
    (Kind.HALF, 2): pgettext_lazy("period", "second half of %(year)s"),
    (Kind.NINE_MONTHS, 1): pgettext_lazy("period", "first nine months of %(year)s"),
    (Kind.YEAR, 1): pgettext_lazy("period", "year %(year)s"),
}


class Segment(NamedTuple):
    """One class in a bar; `start` and `width` in percent of a big bar, in pixels of a small one.

    `gap` is the white left before it, `inner` the width within the line around it.
    """

    slug: str
    start: str
    width: str
    gap: int = 0
    inner: int = 0


class Bar(NamedTuple):
    width: int
    segments: list[Segment]


@register.simple_tag
def big_bar(counts: Sequence[int]) -> list[Segment]:
    """The classes that have any, in their order, as shares of the whole bar."""
    total = sum(counts)
    segments: list[Segment] = []
    before = 0
    for name, count in zip(FOUR_SLUGS, counts, strict=True):
        if count:
            start, width = 100 * before / total, 100 * count / total
            segments.append(Segment(name, f"{start:.2f}", f"{width:.2f}", gap=2 if before else 0))
        before += count
    return segments


@register.simple_tag
def bar_words(counts: Sequence[int]) -> str:
    """A bar for those who hear the page: `59 hoàn thành đúng hạn, …`."""
    words = [str(CLASSES[value][1]) for value in list(CLASSES)[: len(FOUR_SLUGS)]]
    return ", ".join(
        f"{format_number(count)} {_lower(word)}" for count, word in zip(counts, words, strict=True)
    )


def _lower(word: str) -> str:
    return word[:1].lower() + word[1:]


_LONGEST = 110
_PER_TASK = 11


@register.simple_tag
def small_bar(counts: Sequence[int], of: int | str | None = None) -> Bar:
    """A bar whose length tells the total: 11 px a task, less where the largest would pass 110."""
    largest = max(int(of or 0), sum(counts), 1)
    scale = min(_PER_TASK, _LONGEST / largest)
    segments: list[Segment] = []
    before = 0
    for name, count in zip(FOUR_SLUGS, counts, strict=True):
        if count:
            start, end = round(before * scale), round((before + count) * scale)
            # One pixel is left white after each, but something of a small class must remain.
            width = max(end - start - 1, 2)
            segments.append(Segment(name, str(start), str(width), inner=width - 1))
        before += count
    return Bar(max(round(before * scale), 1), segments)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The control of a field, dressed; what describes it and what is wrong is named by Django."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        dress = "form-check-input"
    elif isinstance(widget, Select):
        dress = "form-select"
    elif isinstance(widget, ChoiceWidget):
        dress = ""
    else:
        dress = "form-control"
    given = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{dress} {given}".strip()})


@register.filter
def leaves(page: Page[Any]) -> list[int | None]:
    """The numbers that a pager shows; None where some are left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [leaf if isinstance(leaf, int) else None for leaf in shown]
