"""Puts fields into the braces of a Word template. A template is data and runs nothing of ours."""

import io
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage  # type: ignore[import-untyped]  # it ships no types
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from giaoban.kit.paper.report import Picture

_PICTURE_WIDTH = Mm(155)  # A4 less the margins of 35 and 20 mm


def environment() -> SandboxedEnvironment:
    """The template language: it escapes what it puts in and complains of what it does not know."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def fill(template: bytes, fields: dict[str, Any], chart: Picture | None = None) -> Document:
    """The template with its fields filled in and the picture in the place of `chart`.

    A broken template raises jinja2.TemplateError, or what python-docx makes of a broken file.
    """
    filled = DocxTemplate(io.BytesIO(template))
    filled.init_docx()
    if chart is not None:
        picture = InlineImage(filled, io.BytesIO(chart.png), width=_PICTURE_WIDTH)
        fields = {**fields, "chart": picture}
    filled.render(fields, environment(), autoescape=True)
    document: Document = filled.docx
    if chart is not None:
        _describe_pictures(document, chart.description)
        _set_pictures_flush(document)
    return document


def _describe_pictures(document: Document, description: str) -> None:
    """Say what the picture shows where the template says nothing, as it does for its own logo."""
    for properties in document.element.body.iter(qn("wp:docPr")):
        if not properties.get("descr"):
            properties.set("descr", description)


def _set_pictures_flush(document: Document) -> None:
    """Say that pictures in a line want no room beside them: else LibreOffice pushes them right."""
    for picture in document.element.body.iter(qn("wp:inline")):
        for side in ("distT", "distB", "distL", "distR"):
            if picture.get(side) is None:
                picture.set(side, "0")
