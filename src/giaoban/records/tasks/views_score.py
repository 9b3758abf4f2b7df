"""The score-card: as a page, as tables for spreadsheets, and as a paper."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.http import render_page_or_part
from giaoban.ground.platform.tables import as_csv, as_excel
from giaoban.kit.paper.errors import PaperError
from giaoban.kit.paper.pdf import to_pdf
from giaoban.kit.paper.word import write_word
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.administration import selectors as administration
from giaoban.records.organisations.administration.types import Paper
from giaoban.records.tasks import score_tables, selectors
from giaoban.records.tasks.editions import policies as editions
from giaoban.records.tasks.editions.selectors import editions_of
from giaoban.records.tasks.pages.score_card import Question, question_of, score_card_page

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

AnyResponse = TypeVar("AnyResponse", bound=HttpResponseBase)


@require_GET
@login_required
def score_card(request: SignedInRequest) -> HttpResponse:
    on = clock.today()
    question, form = question_of(request.GET, on=on)
    context = {
        "shown": score_card_page(actor=request.user, on=on, question=question),
        "question": question,
        "form": form,
        "scope": organisations.scope_of(actor=request.user, on=on),
        "may_publish": question.as_of < on and editions.may_publish(request.user, on=on),
        "edition": editions_of(period=question.period.key).defer("body").first(),
        "today": on,
    }
    return render_page_or_part(request, "tasks/score_card.html", "card", context)


@require_GET
@login_required
def score_card_csv(request: SignedInRequest) -> StreamingHttpResponse:
    question, table, name = _table(request)
    told = as_csv(score_tables.for_csv(table))
    response = StreamingHttpResponse(told, "text/csv; charset=utf-8")
    return _attached(response, f"{_file_name(question, name)}.csv")


@require_GET
@login_required
def score_card_excel(request: SignedInRequest) -> HttpResponse:
    question, table, name = _table(request)
    content = as_excel(score_tables.for_excel(table), title=_("Score-card"))
    return _attached(HttpResponse(content, EXCEL), f"{_file_name(question, name)}.xlsx")


def _table(request: SignedInRequest) -> tuple[Question, Iterator[Sequence[object]], str]:
    """Which of the tables of the page an address asks for, by default the score-card itself."""
    on = clock.today()
    question, _form = question_of(request.GET, on=on)
    name = request.GET.get("table") or ""
    if name:
        if name not in score_tables.TABLES:
            raise Http404
        page = score_card_page(actor=request.user, on=on, question=question)
        return question, score_tables.TABLES[name][1](page), name
    card = selectors.score_card(
        actor=request.user,
        on=on,
        as_of=question.as_of,
        days=question.period.days(),
        by=question.by,
        units=question.units,
        measure=question.measure,
        with_other=question.with_other,
        with_coordinating=question.with_coordinating,
    )
    table = score_tables.score_card_table(
        card, with_other=question.with_other, with_coordinating=question.with_coordinating
    )
    return question, table, name


@require_GET
@login_required
def score_card_word(request: SignedInRequest) -> HttpResponse:
    return _paper(request, media_type=WORD, ending="docx", convert=None)


@require_GET
@login_required
def score_card_pdf(request: SignedInRequest) -> HttpResponse:
    return _paper(request, media_type="application/pdf", ending="pdf", convert=to_pdf)


def _paper(
    request: SignedInRequest,
    *,
    media_type: str,
    ending: str,
    convert: Callable[[bytes], bytes] | None,
) -> HttpResponse:
    on = clock.today()
    question, _form = question_of(request.GET, on=on)
    report = selectors.score_card_report(
        actor=request.user,
        on=on,
        as_of=question.as_of,
        period=question.period,
        units=question.units,
        measure=question.measure,
    )
    try:
        own = administration.template_in_force(paper=Paper.SCORE_CARD)
        word = write_word(report, template=own, template_folder=_templates())
        content = convert(word) if convert else word
    except PaperError as refusal:
        messages.error(request, refusal.text(get_language() or "vi"))
        return redirect(f"{reverse('tasks:score-card')}?{question.address}")
    return _attached(HttpResponse(content, media_type), f"{_file_name(question)}.{ending}")


def _templates() -> Any:
    """The folder in which the agency keeps templates of its own, if it does."""
    return settings.TEMPLATE_FOLDER or None


def _file_name(question: Question, table: str = "") -> str:
    told = f"score-card-{question.period.key}-{question.as_of.isoformat()}"
    return f"{told}-{table}" if table else told


def _attached(response: AnyResponse, name: str) -> AnyResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
