"""Pieces of work: what was done, is to be done, is lacking or is asked for."""

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.reading import Item
from giaoban.kit.reader.recognisers.items.confidence import confidence_of_item
from giaoban.kit.reader.recognisers.items.scopes import Draft
from giaoban.kit.reader.recognisers.items.text_kinds import kind_of_text
from giaoban.kit.reader.recognisers.items.walk import walk
from giaoban.kit.reader.statements import Part
from giaoban.kit.reader.structure import Structure


def recognise(structure: Structure, context: Context) -> tuple[tuple[Item, ...], tuple[Part, ...]]:
    """Every piece of work in the text, in order, and what each line is to the whole."""
    drafts, parts = walk(structure, context)
    kind = kind_of_text(structure.blocks)
    return tuple(_item(structure.text, draft, context, kind) for draft in drafts), tuple(parts)


def _item(text: str, draft: Draft, context: Context, kind: str) -> Item:
    due = draft.own_due
    return Item(
        kind=draft.kind,
        text=text[draft.start : draft.end],
        start=draft.start,
        end=draft.end,
        lead=text[slice(*draft.lead)] if draft.lead else None,
        coordinating=tuple(text[slice(*span)] for span in draft.coordinating),
        due=draft.due,
        field=draft.field,
        rule=draft.rule,
        confidence=confidence_of_item(draft.rule, draft.lead_from, kind),
        lead_span=draft.lead,
        coordinating_spans=draft.coordinating,
        due_span=(due.start, due.end) if due else None,
        due_text=text[due.start : due.end] if due else None,
        anchor=context.anchor,
        section=draft.section,
        lead_from=draft.lead_from,
        asker=text[slice(*draft.asker)] if draft.asker else None,
    )
