"""The columns in which a list of tasks can be read, each with its cell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.templatetags.figures import class_word, day, slug
from giaoban.records.tasks.pages.lines import Line
from giaoban.records.tasks.types import DutyRole

Cell = str | SafeString
Told = Callable[[Line], Cell]


@dataclass(frozen=True)
class Column:
    """A column: what it is called, how its cells are dressed and told.

    On a phone a row is a block of lines: what would not speak for itself there is `headed`.
    """

    name: str
    words: str | Promise
    told: Told
    css: str = ""
    headed: bool = False

    def cell(self, line: Line) -> SafeString:
        head = format_html(' data-h="{}"', self.words) if self.headed else ""
        return format_html('<td class="{}"{}>{}</td>', self.css, head, self.told(line))


def _unit(line: Line) -> Cell:
    if line.span.role == DutyRole.LEAD:
        return line.unit
    return format_html('{} <span class="gb-2nd">· {}</span>', line.unit, line.role)


def _document(line: Line) -> Cell:
    document = line.span.task.document
    if document is None:
        return ""
    told = document.symbol or document.kind or _now("document")
    address = reverse("documents:document", args=[document.pk])
    return format_html('<a class="gb-nb" href="{}">{}</a>', address, told)


def _deadline(line: Line) -> Cell:
    if line.span.due_on:
        return day(line.span.due_on)
    return format_html('<span class="gb-2nd">{}</span>', _now("none"))


def _status(line: Line) -> Cell:
    return format_html(
        '<span class="gb-st gb-st--{0}"><svg class="gb-mk" viewBox="0 0 12 12" aria-hidden="true">'
        '<use href="#mk-{0}"/></svg>{1}</span><span class="gb-vh"> {2}</span>',
        *(slug(line.status), line.words, class_word(line.status)),
    )


def _or_dash(found: date | None) -> str:
    return day(found) or "–"


# In the order in which they stand.
COLUMNS = (
    Column("number", _("Number"), lambda line: line.span.task.number, "gb-nb gb-2nd"),
    Column("unit", _("Unit"), _unit),
    Column("document", _("Document"), _document),
    Column("point", _("Point"), lambda line: line.span.task.point, "gb-nb", headed=True),
    Column("field", _("Field"), lambda line: line.field, headed=True),
    Column("programme", _("Programme"), lambda line: line.span.task.programme, headed=True),
    Column("leader", _("Assigned by"), lambda line: line.span.task.leader, headed=True),
    Column("follows", _("Followed by"), lambda line: line.officer, headed=True),
    Column("product", _("Product"), lambda line: line.span.task.product, headed=True),
    Column("urgency", _("Urgency"), lambda line: line.span.task.get_urgency_display()),
    Column("assigned", _("Assigned"), lambda line: day(line.span.assigned_on), "n gb-wide"),
    Column(
        "original",
        _("Original deadline"),
        lambda line: _or_dash(line.span.original_due_on),
        "n",
        headed=True,
    ),
    Column("due", _("Deadline"), _deadline, "n", headed=True),
    Column(
        "completed", _("Done on"), lambda line: _or_dash(line.span.completed_on), "n", headed=True
    ),
    Column("stage", _("Stage"), lambda line: line.span.duty.get_stage_display(), headed=True),
    Column("status", _("Status"), _status),
)
BY_NAME = {column.name: column for column in COLUMNS}
USUAL = ("number", "unit", "document", "assigned", "due", "status")
BEFORE_THE_TASK = frozenset({"number"})


def columns_named(names: Iterable[str] | None) -> Sequence[Column]:
    """These columns in their order; the usual ones for whoever chose none."""
    wanted = set(USUAL if names is None else names) & BY_NAME.keys()
    return [column for column in COLUMNS if column.name in wanted]
