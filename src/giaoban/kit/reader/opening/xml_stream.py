"""XML read as a stream of events. No tree is built, and hostile files cost little.

Entities cannot expand because a document type is refused before any could be declared.
"""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.refusals import Reason, Unreadable

Attributes = Mapping[str, str]


class XmlStream:
    """Calls `starts` and `ends` by short names such as "w:p", and `take` for characters.

    `prefixes` says which namespace has which prefix; elements of others are passed over, not what
    is in them. A document that is too deep or declares a type is Unreadable for `broken`.
    """

    prefixes: Mapping[str, str] = {}
    broken = Reason.NOT_WORD

    def __init__(self) -> None:
        self.starts: dict[str, Callable[[Attributes], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}
        self._short: dict[str, str] = {}
        self._depth = 0
        self._skipped_from: int | None = None
        self._characters = 0

    def parse(self, xml: bytes) -> None:
        """Read it all at once: fed in pieces, old versions of expat take quadratic time."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(xml, True)  # noqa: FBT003 - the argument has no name

    def skip(self, _attributes: Attributes | None = None) -> None:
        """Pass over the rest of this element."""
        self._skipped_from = self._depth

    def take(self, words: str) -> None:
        """Characters between tags."""

    def _refuse(self, *_about: object) -> None:
        raise Unreadable(self.broken)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > limits.XML_DEPTH:
            raise Unreadable(self.broken)
        if self._skipped_from is not None:
            return
        start = self.starts.get(self._shortened(name))
        if start is not None:
            start({self._shortened(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._skipped_from is not None:
            if self._depth < self._skipped_from:
                self._skipped_from = None
            return
        end = self.ends.get(self._shortened(name))
        if end is not None:
            end()

    def _text(self, words: str) -> None:
        if self._skipped_from is None:
            self.take(words)

    def count(self, words: str) -> None:
        """Refuse what grows beyond the text that is ever opened."""
        self._characters += len(words)
        if self._characters > limits.CHARACTERS:
            raise Unreadable(Reason.TOO_MUCH_TEXT)

    def _shortened(self, name: str) -> str:
        short = self._short.get(name)
        if short is None:
            space, _, local = name.rpartition(" ")
            prefix = self.prefixes.get(space)
            short = f"{prefix}:{local}" if prefix else name
            self._short[name] = short
        return short
