"""What stands at a place in the text: headings above, the list one is in, the order in force."""

from dataclasses import dataclass, field

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.reading import ItemKind, Span
from giaoban.kit.reader.recognisers.items import phrases
from giaoban.kit.reader.recognisers.items.announcing import announced_list, named_field
from giaoban.kit.reader.recognisers.items.clauses import Parse, addressee
from giaoban.kit.reader.recognisers.items.doers import is_leader
from giaoban.kit.reader.recognisers.items.due import planned_period
from giaoban.kit.reader.recognisers.items.scopes import Columns, Draft, Scope
from giaoban.kit.reader.recognisers.items.spans import coordinating_in, doers_of
from giaoban.kit.reader.statements import Part
from giaoban.kit.reader.structure import Block

_LAST_WORDS = 160


@dataclass(slots=True)
class Standing:
    """Everything that a walk keeps while it goes on.

    `here` holds for the clause at hand; `listed` for the lines below a lead-in that ends its line;
    `sections` are the headings above, outermost first. `flow` is the kind of the last work,
    `theme` the field that a "Về …," set. `pending` are bodies whose predicate is still to come.
    """

    text: str
    context: Context
    block: Block
    number: int = 0
    drafts: list[Draft] = field(default_factory=list)
    sections: list[Scope] = field(default_factory=lambda: [Scope()])
    here: Scope = field(default_factory=Scope)
    previous: Scope = field(default_factory=Scope)
    listed: Scope | None = None
    flow: ItemKind | None = None
    theme: str | None = None
    theme_level: int = 0
    pending: list[Span] = field(default_factory=list)
    in_paragraph_list: bool = False
    is_dead_list: bool = False
    is_closed: bool = False
    columns: Columns | None = None
    # The row of a table that heads those below it.
    group: str | None = None
    is_addressing: bool = False
    paragraph_due: str | None = None
    # Who asks, for the members of a list of requests.
    asker: Span | None = None
    parts: list[Part] = field(default_factory=list)
    # Lines of labels belong to the points since the last such lines.
    labels_at: int = -1
    labelled: tuple[int, int] = (0, 0)

    @property
    def is_in_list(self) -> bool:
        under_heading = self.block.level > 0 and self.sections[-1].kind is not None
        return self.listed is not None or under_heading

    def leave_sections(self, floor: int = 0) -> None:
        """A number as high as a heading's ends what stood under that heading."""
        level = self.block.level or floor
        while level and len(self.sections) > 1 and self.sections[-1].level >= level:
            self.sections.pop()

    def enter_paragraph(self) -> None:
        """A new line: what its headings and its list say holds again."""
        self.leave_sections()
        level = self.block.level
        if 0 < level <= self.theme_level:
            self.theme = None
        if self.listed and self.listed.level and level and level <= self.listed.level:
            self.listed = None
        self.previous = self.here
        self.here = self.listed or self.sections[-1]
        self.in_paragraph_list = False
        self.paragraph_due = None
        self.pending = []
        self.asker = None

    def set_theme(self, words: str) -> None:
        """A field holds until the next point of the same rank."""
        self.theme, self.theme_level = words, self.block.level

    def enter_list(self, scope: Scope, *, goes_on_below: bool) -> None:
        """What a lead-in says holds for the members of its list."""
        self.here = scope._replace(level=self.block.level)
        self.flow = scope.kind or self.flow
        self.in_paragraph_list = True
        if goes_on_below:
            self.listed = self.here

    def adverbial_field(self, parse: Parse) -> str | None:
        """The field that a fronted "Về …," names."""
        return named_field(self.text[slice(*parse.adverbial)]) if parse.adverbial else None

    def announced(self, parse: Parse, words: str, end: int) -> Scope | None:
        """What a lead-in sets for the list behind it; None where it announces no work."""
        kind = _announced_kind(parse, words)
        if kind is None and not self.is_in_list and not parse.told:
            return None
        kind = kind or self.here.kind or self.flow
        lead, others = self._announced_doers(parse, kind, end)
        to_do = kind is ItemKind.TASK
        fronted = self.text[slice(*parse.adverbial)] if parse.adverbial and parse.order else ""
        planned = planned_period(words, self.context) or planned_period(fronted, self.context)
        due = (planned or self.here.due) if to_do else None
        says_who = parse.doer or parse.speaker or kind is not self.here.kind
        return self.here._replace(
            kind=kind,
            lead=lead if says_who else self.here.lead,
            others=(*others, *coordinating_in(self.text, parse.body, end)) if to_do else (),
            due=due,
            field=self.adverbial_field(parse) or self.here.field,
        )

    def _announced_doers(
        self, parse: Parse, kind: ItemKind | None, end: int
    ) -> tuple[Span | None, tuple[Span, ...]]:
        """Who must do the list; a leader's list is for whom the leader orders, if for anyone."""
        if kind is not ItemKind.TASK:
            return doers_of(self.text, parse.doer)
        if phrases.SETS_TASKS.match(self.text, parse.body, end):
            return None, ()
        if parse.doer and is_leader(parse.doer.text(self.text)):
            return doers_of(self.text, addressee(self.text, parse.doer.predicate, end))
        return doers_of(self.text, parse.doer)


def _announced_kind(parse: Parse, words: str) -> ItemKind | None:
    kind = announced_list(words[-_LAST_WORDS:])
    if kind is ItemKind.SHORTCOMING:
        return kind
    if parse.order:
        return ItemKind.TASK
    if phrases.HAS_DONE.search(words) and not phrases.OUGHT_INSIDE.search(words):
        return ItemKind.RESULT
    return ItemKind.TASK if phrases.CHAIR_CONCLUDES.search(words) else kind
