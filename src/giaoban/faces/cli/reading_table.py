"""A Reading as a person reads it in a terminal."""

from collections.abc import Callable, Sequence
from datetime import date

from giaoban.faces.cli.columns import GAP, table, width_of, wrapped
from giaoban.faces.cli.language import gettext_noop, words_in
from giaoban.kit.reader.explaining import Explained
from giaoban.kit.reader.reading import ItemKind, Meeting, Reading, Tally

Words = Callable[[str], str]

_KINDS = {
    ItemKind.TASK: gettext_noop("task"),
    ItemKind.RESULT: gettext_noop("result"),
    ItemKind.SHORTCOMING: gettext_noop("shortcoming"),
    ItemKind.RECOMMENDATION: gettext_noop("recommendation"),
}


def reading_lines(reading: Reading, name: str, language: str, width: int) -> list[str]:
    """The lines that show a Reading of the file `name` in a terminal of `width` places."""
    _ = words_in(language).gettext
    lines = [name, "═" * min(width, max(1, width_of(name)))]
    lines += _section(_("Meeting"), _pairs(_meeting(reading.meeting, _), width))
    lines += _section(
        _("People"),
        _rows([_("Name"), _("Title")], [[p.name, p.title or ""] for p in reading.people], width),
    )
    cited = [
        [one.symbol, one.kind or "", _day(one.issued_on), one.issuer or ""]
        for one in reading.citations
    ]
    head = [_("Number"), _("Kind"), _("Issued on"), _("Issuer")]
    lines += _section(_("Documents cited"), _rows(head, cited, width))
    lines += _section(_("Items"), _items(reading, _, width))
    lines += _section(_("Figures"), [str(len(reading.figures))] if reading.figures else [])
    lines += _section(_("Tally of tasks"), _pairs(_tally(reading.tally, _), width))
    return lines if len(lines) > 2 else [*lines, _("Nothing was read in this text.")]


def why_lines(why: Sequence[Explained], language: str, width: int) -> list[str]:
    """For each element where it stands, the rule that read it, how sure it is, and why."""
    _ = words_in(language).gettext
    lines: list[str] = []
    for one in why:
        place = f"{one.start}–{one.end}" if one.start is not None else ""
        lines.append(GAP.join(filter(None, (place, one.rule, f"{one.confidence:.2f}"))))
        room = max(20, width - 3 * len(GAP))
        told = (
            (*wrapped(one.text, room), *wrapped(one.why, room))
            if one.text
            else wrapped(one.why, room)
        )
        lines += [f"{GAP}{line}" for line in told]
    return _section(_("Why"), lines)


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f"{GAP}{line}" for line in lines)] if lines else []


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    return table(head, rows, width=width - len(GAP)) if rows else []


def _pairs(pairs: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Names and values below one another, without those that have no value."""
    stated = [(label, value) for label, value in pairs if value]
    column = max((width_of(label) for label, _value in stated), default=0)
    lines: list[str] = []
    for label, value in stated:
        room = max(20, width - column - 2 * len(GAP))
        for at, line in enumerate(wrapped(value, room)):
            lead = label if at == 0 else ""
            lines.append(f"{lead}{' ' * (column - width_of(lead))}{GAP}{line}")
    return lines


def _meeting(meeting: Meeting | None, _: Words) -> list[tuple[str, str]]:
    if meeting is None:
        return []
    bridges = ", ".join(meeting.bridges)
    return [
        (_("Kind"), meeting.kind),
        (_("Held on"), _day(meeting.held_on)),
        (_("Period reviewed"), meeting.period or ""),
        (_("Period planned"), meeting.next_period or ""),
        (_("Online"), _("yes") if meeting.online else ""),
        (_("Bridging points"), str(meeting.bridge_count or "")),
        (_("Bridges named"), bridges),
        (_("Chair"), meeting.chair or ""),
    ]


def _items(reading: Reading, _: Words, width: int) -> list[str]:
    rows = [
        [
            str(number),
            _(_KINDS[item.kind]),
            item.lead or "",
            item.due or "",
            item.field or "",
            item.text,
        ]
        for number, item in enumerate(reading.items, 1)
    ]
    head = [_("No."), _("Kind"), _("Lead"), _("Due"), _("Field"), _("Text")]
    return _rows(head, rows, width)


def _tally(tally: Tally | None, _: Words) -> list[tuple[str, str]]:
    if tally is None:
        return []
    counts = [
        (_("Total"), tally.total),
        (_("Done on time"), tally.done_on_time),
        (_("Done late"), tally.done_late),
        (_("Open and overdue"), tally.open_overdue),
        (_("Open, in time"), tally.open_on_time),
    ]
    return [(label, "" if count is None else str(count)) for label, count in counts]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
