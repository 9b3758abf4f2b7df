"""The JSON API about the register of documents."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from giaoban.ground.accounts.http import ApiRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.json_api.paging import Page, Paging, page_of
from giaoban.ground.platform.json_api.values import Id
from giaoban.records.documents import selectors, services
from giaoban.records.documents.models import Document
from giaoban.records.documents.schemas import (
    CitationAnswer,
    DocumentAnswer,
    DocumentFilter,
    DocumentLine,
    ExcerptAnswer,
    TextAnswer,
)
from giaoban.records.documents.types import Part

router = Router(tags=["documents"])


@router.get("", response=Page[DocumentLine], summary=gettext_noop("Documents"))
def list_documents(
    request: ApiRequest,
    response: HttpResponse,
    asked: Query[DocumentFilter],
    paging: Query[Paging],
) -> dict[str, object]:
    """The register as you may see it, the latest first; with words, what holds them as typed."""
    found = selectors.register_page(
        actor=request.user,
        on=clock.today(),
        words=asked.words,
        kind=asked.kind,
        year=asked.year,
    )
    return page_of(
        request,
        response,
        found,
        paging,
        lambda rows: [DocumentLine(**_line(row)) for row in rows],
    )


@router.get("/{int:document_id}", response=DocumentAnswer, summary=gettext_noop("One document"))
def show_document(request: ApiRequest, document_id: Path[Id]) -> DocumentAnswer:
    """With the passages that records were read from, and with what it cites."""
    on = clock.today()
    visible = _visible(request).defer("text", "folded", "lowered")
    shown = get_object_or_404(visible, pk=document_id)
    services.note_reading(actor=request.user, document=shown, part=Part.PAGE, now=clock.now())
    cited = selectors.citations_of(actor=request.user, on=on, document=shown)
    citing = selectors.citing(actor=request.user, on=on, document=shown)
    return DocumentAnswer(
        **_line(shown),
        excerpts=[
            ExcerptAnswer(
                id=each.pk, start=each.start, end=each.end, text=each.text, rule=each.rule
            )
            for each in selectors.excerpts_of(document=shown)
        ],
        citations=[
            CitationAnswer(
                symbol=each.citation.symbol,
                kind=each.citation.kind,
                issued_on=each.citation.issued_on,
                start=each.citation.start,
                end=each.citation.end,
                document_id=each.document.pk if each.document else None,
            )
            for each in cited
        ],
        cited_by=list(citing.values_list("pk", flat=True)),
    )


@router.get(
    "/{int:document_id}/text", response=TextAnswer, summary=gettext_noop("The text of a document")
)
def show_text(request: ApiRequest, document_id: Path[Id]) -> TextAnswer:
    shown = get_object_or_404(_visible(request).only("text", "restricted"), pk=document_id)
    services.note_reading(actor=request.user, document=shown, part=Part.TEXT, now=clock.now())
    return TextAnswer(id=shown.pk, characters=len(shown.text), text=shown.text)


def _visible(request: ApiRequest) -> QuerySet[Document]:
    return selectors.visible_documents(actor=request.user, on=clock.today())


def _line(document: Document) -> dict[str, Any]:
    return {
        "id": document.pk,
        "symbol": document.symbol,
        "kind": document.kind,
        "subject": document.subject,
        "issuer": document.issuer,
        "issued_on": document.issued_on,
        "signer": document.signer,
        "normative": document.normative,
        "restricted": document.restricted,
        "has_file": document.file_id is not None,
        "registered_at": document.registered_at,
    }
