"""What the charts draw that no other page does."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from giaoban.ground.platform.templatetags.figures import FOUR_SLUGS, bar_words
from giaoban.records.tasks.types import FOUR_CLASSES, Tally

register = template.Library()

_HEIGHT = 14


@register.simple_tag
def bar_of(tally: Tally) -> list[int]:
    """The counts of the four classes in their order, as bars take them."""
    return [tally[status] for status in FOUR_CLASSES]


@register.simple_tag
def wide_bar(counts: Sequence[int], longest: int, name: str) -> SafeString:
    """A bar across the room that there is, in percent of the longest; told with its numbers."""
    parts = []
    before = 0
    for slug, count in zip(FOUR_SLUGS, counts, strict=True):
        if count:
            start, width = (100 * number / max(longest, 1) for number in (before, count))
            place = (f"{start:.2f}", f"{max(width - 0.2, 0.2):.2f}", _HEIGHT)
            parts.append((f"gb-f-{slug}", *place))
            if slug == "over":
                parts.append(("gb-hatch", *place))
        before += count
    drawn = format_html_join("", '<rect class="{}" x="{}%" width="{}%" height="{}"/>', parts)
    said = f"{name}: {bar_words(counts)}"
    return format_html('<svg class="gb-wide-bar" role="img" aria-label="{}">{}</svg>', said, drawn)
