"""How the pages about reports show a standing."""

from django import template

from giaoban.cycle.reporting.types import Standing

register = template.Library()

# The marks are those of the classes: a tick is done, a round mark in time, a pointed one late.
_MARKS = {
    Standing.ON_TIME: "done_on_time",
    Standing.LATE: "done_late",
    Standing.RETURNED: "",
    Standing.MISSING: "open_overdue",
    Standing.NOT_YET: "open_in_time",
    Standing.EXEMPT: "no_deadline",
    Standing.PASSED: "no_deadline",
}


@register.inclusion_tag("reporting/standing.html")
def standing(value: str, words: str = "shown") -> dict[str, object]:
    """The mark of a standing with its word, which may be `hidden` where a key stands beside it."""
    known = Standing(str(value))
    return {"mark": _MARKS[known], "word": known.label, "hidden": words == "hidden"}
