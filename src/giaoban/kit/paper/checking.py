"""Reads an agency's Word template before it is used and says what in it will not fill."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from jinja2 import TemplateError, TemplateSyntaxError, nodes

from giaoban.kit.paper.fields import Paper, fields_of
from giaoban.kit.paper.filling import environment, fill
from giaoban.kit.paper.samples import SCORE_CARD_REPORT, sample_for, template_of

_LARGEST_MB = 20


class Reason(Enum):
    """Why a place in a template does not fill, in Vietnamese and in English."""

    NOT_WORD = "không phải tệp Word (.docx) đọc được", "not a Word file (.docx) that can be read"
    BROKEN = "viết sai cú pháp", "is not written correctly"
    UNKNOWN = "không có trường này", "there is no such field"
    UNCLOSED = "thiếu thẻ kết thúc", "lacks its end"
    STRAY = "không có thẻ mở tương ứng", "ends or divides what was not begun"
    MISPLACED = "đặt sai chỗ, bản thử không lập được", "stands in a wrong place: no trial copy"

    def __init__(self, vi: str, en: str) -> None:
        self.vi = vi
        self.en = en


@dataclass(frozen=True)
class Problem:
    """A tag of a template that will not fill, and the text of the paragraph it stands in."""

    reason: Reason
    tag: str = ""
    paragraph: str = ""

    def text(self, language: str) -> str:
        """One sentence with the tag, the reason and the paragraph."""
        is_vi = language.lower().startswith("vi")
        reason = self.reason.vi if is_vi else self.reason.en
        place = ("trong đoạn" if is_vi else "in the paragraph") if self.paragraph else ""
        where = f" ({place} “{self.paragraph[:120]}”)" if place else ""
        return f"{self.tag} {reason}{where}".strip()


def check_template(template: bytes, *, like: Paper | None = None) -> list[Problem]:
    """What keeps a template from being filled, in the order of the document.

    It is that of papers `like` this one, else that of the report of a period.
    """
    document = _opened(template)
    if document is None:
        return [Problem(Reason.NOT_WORD)]
    names = fields_of(sample_for(template_of(like) if like else SCORE_CARD_REPORT))
    problems = [
        problem for part in _parts(document) for problem in _Scan(names).problems(_texts(part))
    ]
    return problems or _trial(template, names)


def _opened(template: bytes) -> Document | None:
    """The document, or nothing where the bytes are no Word file, or one of unreasonable size."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_MB * 2**20:
                return None
        return docx.Document(io.BytesIO(template))
    except (zipfile.BadZipFile, *_UNREADABLE):
        return None


_UNREADABLE = (KeyError, NotImplementedError, RuntimeError, SyntaxError, ValueError, OSError)


def _parts(document: Document) -> Iterator[Any]:
    """The body and each header and footer, as XML. Tags do not reach from one into another."""
    yield document.element.body
    for section in document.sections:
        for place in ("header", "footer"):
            for kind in ("", "first_page_", "even_page_"):
                part = getattr(section, f"{kind}{place}")
                if not part.is_linked_to_previous:
                    yield part.part.element


def _texts(part: Any) -> Iterator[str]:
    """The text of every paragraph, in tables and text boxes too, whichever runs it is cut into."""
    for paragraph in part.iter(qn("w:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def _trial(template: bytes, names: dict[str, Any]) -> list[Problem]:
    """Fill it once: a tag for a row that stands outside a table looks well until then."""
    try:
        fill(template, names)
    except (TemplateError, ArithmeticError, TypeError, AttributeError, *_UNREADABLE) as error:
        return [Problem(Reason.MISPLACED, tag=str(error).splitlines()[0] if str(error) else "")]
    return []


_TAG = re.compile(
    r"\{\{(?:(?:tr|tc|p|r) )?(?P<expression>.*?)\}\}"
    r"|\{%(?:(?:tr|tc|p|r) )?[-+]?\s*(?P<word>\w*)(?P<rest>.*?)[-+]?%\}"
    r"|\{#.*?#\}"
)
_LOOSE = re.compile(r"\{\{.*|\{%.*|\}\}|%\}")
_WORDS_OF_THE_CELL = {"colspan", "cellbg"}  # docxtpl's own: a span of columns, a background
_MERGES = {"vm", "hm"}
_ANYTHING = object()


@dataclass
class _Block:
    """A `for` or `if` that is open, and the names known outside of it."""

    word: str
    tag: str
    paragraph: str
    names: dict[str, Any]


class _Refused(Exception):
    def __init__(self, reason: Reason) -> None:
        self.reason = reason


class _Scan:
    """Reads the tags of one part of a document in order, keeping the names known at each place."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names
        self.open: list[_Block] = []

    def problems(self, paragraphs: Iterator[str]) -> Iterator[Problem]:
        for paragraph in paragraphs:
            for match in _TAG.finditer(paragraph):
                try:
                    self._read(match, paragraph)
                except _Refused as refused:
                    yield Problem(refused.reason, match[0], paragraph)
            for loose in _LOOSE.findall(_TAG.sub("", paragraph)):
                yield Problem(Reason.BROKEN, loose, paragraph)
        for block in self.open:
            yield Problem(Reason.UNCLOSED, block.tag, block.paragraph)

    def _read(self, match: re.Match[str], paragraph: str) -> None:
        if match["expression"] is not None:
            self._shape(_parsed("{{" + match["expression"] + "}}"))
        elif match["word"] in {"for", "if"}:
            # It is open even if it is wrong, so that its end is not reported as well.
            block = _Block(match["word"], match[0], paragraph, self.names)
            self.open.append(block)
            self._begin(match["word"], match["rest"])
        elif match["word"] is not None:
            self._statement(match["word"], match["rest"])

    def _begin(self, word: str, rest: str) -> None:
        node = _parsed(f"{{% {word}{rest}%}}{{% end{word} %}}")
        self.names = {**self.names, "loop": _ANYTHING} if word == "for" else dict(self.names)
        if isinstance(node, nodes.For):
            several = self._shape(node.iter)
            self._bind(node.target, several[0] if isinstance(several, list) else _ANYTHING)
        elif isinstance(node, nodes.If):
            self._shape(node.test)

    def _statement(self, word: str, rest: str) -> None:
        match word:
            case "elif":
                self._within({"if"})
                self._shape(_parsed("{{" + rest + "}}"))
            case "else":
                self._within({"for", "if"})
            case "endfor" | "endif":
                self._within({word.removeprefix("end")})
                self.names = self.open.pop().names
            case _ if word in _WORDS_OF_THE_CELL:
                self._shape(_parsed("{{" + rest + "}}"))
            case _ if word not in _MERGES:
                raise _Refused(Reason.BROKEN)

    def _within(self, words: set[str]) -> None:
        if not self.open or self.open[-1].word not in words:
            raise _Refused(Reason.STRAY)

    def _bind(self, target: nodes.Node, shape: Any) -> None:
        for name in [target] if isinstance(target, nodes.Name) else target.find_all(nodes.Name):
            self.names[name.name] = shape if name is target else _ANYTHING

    def _shape(self, node: nodes.Node) -> Any:
        """What an expression stands for: text, a list, a row; _Refused if it names what is not."""
        match node:
            case nodes.Name(name=name):
                return _part(self.names, name)
            case nodes.Getattr(node=whole, attr=name):
                return _part(self._shape(whole), name)
            case nodes.Getitem(node=whole):
                several = self._shape(whole)
                return several[0] if isinstance(several, list) else _ANYTHING
        for child in node.iter_child_nodes():
            shape = self._shape(child)
        return shape if isinstance(node, nodes.Output | nodes.Template) else _ANYTHING


def _part(whole: Any, name: str) -> Any:
    """The field `name` of a row, or of all that is known; _Refused if there is none."""
    if whole is _ANYTHING:
        return _ANYTHING
    if isinstance(whole, dict) and name in whole:
        return whole[name]
    raise _Refused(Reason.UNKNOWN)


def _parsed(source: str) -> nodes.Node:
    """The first thing that a piece of template says; _Refused if it is not written correctly."""
    straight = source.translate(_STRAIGHT_QUOTES)
    try:
        environment().compile(straight)
        return environment().parse(straight).body[0]
    except (TemplateSyntaxError, IndexError):
        raise _Refused(Reason.BROKEN) from None


_STRAIGHT_QUOTES = str.maketrans("“”‘’", "\"\"''")  # office programmes curl them as one types
