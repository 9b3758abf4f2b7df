"""The page of the papers, and the papers to take along."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.http import render_page_or_part
from giaoban.kit.paper.errors import PaperError
from giaoban.kit.paper.task_papers import FollowUpRegister, OverdueList
from giaoban.kit.vntext.numbers import format_number
from giaoban.records.organisations.administration.types import Paper
from giaoban.records.tasks.papers import selectors
from giaoban.records.tasks.papers.asking import Question, question_of
from giaoban.records.tasks.papers.filing import EXCEL, File, as_pdf, as_word
from giaoban.records.tasks.papers.types import MOST_IN_EXCEL, MOST_IN_PDF, MOST_IN_WORD
from giaoban.records.tasks.papers.workbooks import overdue_workbook, register_workbook
from giaoban.records.tasks.selectors import visible_tasks

Filing = Callable[..., File]


@require_GET
@login_required
def papers(request: SignedInRequest) -> HttpResponse:
    """Which papers there are of a unit and a period, how many rows each would have."""
    on = clock.today()
    question = question_of(request.GET, on=on)
    followed = selectors.followed_spans(actor=request.user, on=on, asked=question.asked)
    late = selectors.late_spans(actor=request.user, on=on, asked=question.asked)
    context = {
        "question": question,
        "form": question.form,
        "followed": followed.count(),
        "late": late.count(),
        "most_in_pdf": MOST_IN_PDF,
        "most_in_word": MOST_IN_WORD,
    }
    return render_page_or_part(request, "papers/papers.html", "papers", context)


# The assignment slip


@require_GET
@login_required
def slip_word(request: SignedInRequest, task_id: int) -> HttpResponse:
    return _slip(request, task_id, as_word)


@require_GET
@login_required
def slip_pdf(request: SignedInRequest, task_id: int) -> HttpResponse:
    return _slip(request, task_id, as_pdf)


def _slip(request: SignedInRequest, task_id: int, filing: Filing) -> HttpResponse:
    on = clock.today()
    seen = visible_tasks(actor=request.user, on=on).select_related("document")
    task = get_object_or_404(seen, pk=task_id)
    words = selectors.assignment_slip(task=task, on=on)
    return _answer(
        request,
        lambda: filing(words, kind=Paper.ASSIGNMENT_SLIP, name=f"phieu-giao-viec-{task.number}"),
        back=reverse("tasks:task", args=[task.pk]),
    )


# The follow-up register


@require_GET
@login_required
def register_word(request: SignedInRequest) -> HttpResponse:
    return _register(request, as_word, most=MOST_IN_WORD)


@require_GET
@login_required
def register_pdf(request: SignedInRequest) -> HttpResponse:
    return _register(request, as_pdf, most=MOST_IN_PDF)


@require_GET
@login_required
def register_excel(request: SignedInRequest) -> HttpResponse:
    question = question_of(request.GET, on=clock.today())
    words = _register_of(request, question, most=MOST_IN_EXCEL)
    name = f"so-theo-doi-{question.name}.xlsx"
    return _attached(File(register_workbook(words), EXCEL, name))


def _register(request: SignedInRequest, filing: Filing, *, most: int) -> HttpResponse:
    question = question_of(request.GET, on=clock.today())
    words = _register_of(request, question, most=most + 1)
    if len(words.rows) > most:
        return _too_long(request, question, most)
    return _answer(
        request,
        lambda: filing(words, kind=Paper.FOLLOW_UP, name=f"so-theo-doi-{question.name}"),
        back=_page_of(question),
    )


def _register_of(request: SignedInRequest, question: Question, *, most: int) -> FollowUpRegister:
    return selectors.follow_up_register(
        actor=request.user, on=clock.today(), asked=question.asked, most=most
    )


# The list of what is overdue


@require_GET
@login_required
def overdue_word(request: SignedInRequest) -> HttpResponse:
    return _overdue(request, as_word, most=MOST_IN_WORD)


@require_GET
@login_required
def overdue_pdf(request: SignedInRequest) -> HttpResponse:
    return _overdue(request, as_pdf, most=MOST_IN_PDF)


@require_GET
@login_required
def overdue_excel(request: SignedInRequest) -> HttpResponse:
    question = question_of(request.GET, on=clock.today())
    words = _overdue_of(request, question, most=MOST_IN_EXCEL)
    return _attached(File(overdue_workbook(words), EXCEL, f"qua-han-{question.name}.xlsx"))


def _overdue(request: SignedInRequest, filing: Filing, *, most: int) -> HttpResponse:
    question = question_of(request.GET, on=clock.today())
    words = _overdue_of(request, question, most=most + 1)
    if words.total > most:
        return _too_long(request, question, most)
    return _answer(
        request,
        lambda: filing(words, kind=Paper.OVERDUE, name=f"qua-han-{question.name}"),
        back=_page_of(question),
    )


def _overdue_of(request: SignedInRequest, question: Question, *, most: int) -> OverdueList:
    return selectors.overdue_list(
        actor=request.user, on=clock.today(), asked=question.asked, most=most
    )


# Answers


def _answer(request: SignedInRequest, make: Callable[[], File], *, back: str) -> HttpResponse:
    """The file; where none can be made, `back` to the page it was asked from with the reason."""
    try:
        return _attached(make())
    except PaperError as refusal:
        messages.error(request, refusal.text(get_language() or "vi"))
        return redirect(back)


def _too_long(request: SignedInRequest, question: Question, most: int) -> HttpResponse:
    told = _("It would have more than %(most)s rows. Choose a unit, or take the Excel file.")
    messages.error(request, told % {"most": format_number(most)})
    return redirect(_page_of(question))


def _page_of(question: Question) -> str:
    return f"{reverse('papers:papers')}?{question.address}"


def _attached(file: File) -> HttpResponse:
    response = HttpResponse(file.content, file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response
