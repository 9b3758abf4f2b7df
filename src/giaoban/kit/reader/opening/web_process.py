"""The script that finds the words of a web page; `apart.py` says why it runs by itself.

Arguments: bytes of memory, seconds of processor. It reads the page as UTF-8 and answers with two
texts: all words between the tags, then the body of the article as trafilatura finds it, or null.
"""

import json
import re
import resource
import sys
from html.parser import HTMLParser

import trafilatura

_UNSEEN = {"script", "style", "head", "template", "noscript", "svg"}
_CELLS = {"td", "th"}
_BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
    ),
    *("figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"),
    *("main", "nav", "ol", "p", "pre", "section", "table", "tbody", "thead", "tr", "ul"),
}


def words_of(html: str) -> str:
    """All words of a page, one line for a block, the cells of a row parted by tabs."""
    words = _Words()
    words.feed(html)
    words.close()
    lines = (" ".join(line.split(" ")).strip() for line in "".join(words.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    """Collects the words between tags; block tags end a line, cells are parted by tabs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._unseen += tag in _UNSEEN
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag not in _CELLS:
            self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append("\t")


def article_of(html: str) -> str | None:
    """The body of the article, if the page has one."""
    body: str | None = trafilatura.extract(
        html, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    return body


def main(arguments: list[str]) -> None:
    memory, seconds = map(int, arguments)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    html = sys.stdin.buffer.read().decode("utf-8", "replace")
    for find in (words_of, article_of):
        sys.stdout.write(json.dumps(find(html)) + "\n")
        sys.stdout.flush()  # what was found so far is kept when the next one takes too long


if __name__ == "__main__":
    main(sys.argv[1:])
