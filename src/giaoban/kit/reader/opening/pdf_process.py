"""The script that takes the text out of a PDF; `apart.py` says why it runs by itself.

Arguments: bytes of memory, seconds of processor, pages and characters at most. It answers with one
object: `{"pages": [text, …]}`, or `{"refused": why}` with the value of a Reason.
"""

import json
import resource
import sys

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD


def pages_of(data: bytes, *, most_pages: int, most_characters: int) -> dict[str, object]:
    """What the script answers about `data`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        return {"refused": "password" if code == PASSWORD_NEEDED else "not-pdf"}
    if len(document) > most_pages:
        return {"refused": "too-many-pages"}
    pages: list[str] = []
    for number in range(len(document)):
        pages.append(_page(document, number))
        if sum(map(len, pages)) > most_characters:
            return {"refused": "too-much-text"}
    return {"pages": pages}


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    """The text of one page; a page that is broken has none."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return ""
    text = page.get_textpage()
    words: str = text.get_text_range()
    text.close()
    page.close()
    return words


def main(arguments: list[str]) -> None:
    memory, seconds, most_pages, most_characters = map(int, arguments)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    answer = pages_of(data, most_pages=most_pages, most_characters=most_characters)
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
