"""The cells of a list of tasks, written without a template for each: there are hundreds."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from giaoban.records.tasks.pages.columns import Column
from giaoban.records.tasks.pages.lines import Line

register = template.Library()


@register.simple_tag
def cells(columns: Iterable[Column], line: Line) -> SafeString:
    return format_html_join("", "{}", ((column.cell(line),) for column in columns))
