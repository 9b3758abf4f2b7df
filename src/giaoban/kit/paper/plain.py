"""A text as a Word file with nothing but its paragraphs."""

import io

from docx import Document


def plain_word(text: str) -> bytes:
    """Each line of the text as a paragraph of its own."""
    word = Document()
    for line in text.splitlines():
        word.add_paragraph(line)
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()
