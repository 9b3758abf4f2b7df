"""The pages about tasks: read the request and the clock, call a selector or a service, answer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done, render_page_or_part
from giaoban.ground.platform.tables import as_csv
from giaoban.kit.paper.errors import PaperError
from giaoban.kit.paper.pdf import to_pdf
from giaoban.kit.paper.word import write_word
from giaoban.records.documents import selectors as documents
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.administration import selectors as administration
from giaoban.records.organisations.administration.types import Paper
from giaoban.records.tasks import exports, policies, selectors, services
from giaoban.records.tasks.folding import refusal_of
from giaoban.records.tasks.forms import (
    DeadlineForm,
    NewTaskForm,
    ReasonForm,
    ResultForm,
    StepForm,
    TransferForm,
    in_tree,
)
from giaoban.records.tasks.models import Duty
from giaoban.records.tasks.pages.lists import ListPage, lines_of
from giaoban.records.tasks.pages.score_card import Question, question_of, score_card_page
from giaoban.records.tasks.pages.tasks import SLUGS, TaskPage
from giaoban.records.tasks.types import EventKind, Share, Stage
from giaoban.records.tasks.wording import STEPS

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTED_IN_FILE = 20_000


@require_GET
@login_required
def tasks(request: SignedInRequest) -> HttpResponse:
    on = clock.today()
    asked = ListPage(actor=request.user, on=on, data=request.GET)
    page = Paginator(asked.found, asked.rows).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "form": asked.form,
        "page": page,
        "lines": lines_of(list(page), names=asked.names, day=asked.as_of),
        "may_assign": policies.may_assign(request.user, on=on),
    }
    return render_page_or_part(request, "tasks/list.html", "list", context)


@require_GET
@login_required
def tasks_csv(request: SignedInRequest) -> StreamingHttpResponse:
    asked = ListPage(actor=request.user, on=clock.today(), data=request.GET)
    lines = lines_of(asked.found[:LISTED_IN_FILE], names=asked.names, day=asked.as_of)
    return _csv(exports.task_table(lines), name=f"tasks-{asked.as_of.isoformat()}")


@require_GET
@login_required
def task(request: SignedInRequest, task_id: int) -> HttpResponse:
    # A task that may not be seen answers like one that does not exist: even its number is private.
    on = clock.today()
    visible = selectors.visible_tasks(actor=request.user, on=on)
    loaded = visible.select_related("document", "excerpt", "field", "created_by")
    found = get_object_or_404(loaded, pk=task_id)
    duty_id = request.GET.get("duty", "")
    chosen = int(duty_id) if duty_id.isascii() and duty_id.isdigit() else None
    shown = TaskPage(actor=request.user, task=found, on=on, duty_id=chosen)
    return render_page_or_part(request, "tasks/task.html", "task", {"shown": shown})


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedInRequest) -> HttpResponse:
    on = clock.today()
    if not policies.may_assign(request.user, on=on):
        raise PermissionDenied
    form = NewTaskForm(
        request.POST if request.method == "POST" else None,
        units=in_tree(organisations.tree_on(on=on)),
        fields=organisations.fields(),
        documents=documents.visible_documents(actor=request.user, on=on),
    )
    if form.is_valid():
        given = form.cleaned_data
        shares = [Share(unit, form.due_of_coordinating) for unit in given["coordinating"]]
        try:
            assigned = services.assign_task(
                actor=request.user,
                now=clock.now(),
                title=given["title"],
                lead_id=given["lead"],
                due_on=given["due_on"],
                assigned_on=given["assigned_on"],
                coordinating=shares,
                field_id=given["field"],
                document=form.document,
                leader=given["leader"],
                product=given["product"],
                urgency=given["urgency"] or "ordinary",
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, to=reverse("tasks:task", args=[assigned.pk]))
    invalid = bool(form.errors)
    return render_page_or_part(request, "tasks/new.html", "form", {"form": form}, invalid=invalid)


# The steps of a duty


@dataclass(frozen=True)
class Step:
    """One step: what happens, which service lets it happen, and what is asked before."""

    kind: EventKind
    service: Callable[..., object]
    form: type[StepForm]


STEPS_BY_SLUG = {
    SLUGS[step.kind]: step
    for step in (
        Step(EventKind.ACKNOWLEDGED, services.acknowledge_duty, StepForm),
        Step(EventKind.PROGRESS, services.note_progress, ResultForm),
        Step(EventKind.REPORTED, services.report_result, ResultForm),
        Step(EventKind.CONFIRMED, services.confirm_result, StepForm),
        Step(EventKind.RETURNED, services.return_result, ReasonForm),
        Step(EventKind.DEADLINE_CHANGED, services.change_deadline, DeadlineForm),
        Step(EventKind.SUSPENDED, services.suspend_duty, ReasonForm),
        Step(EventKind.RESUMED, services.resume_duty, StepForm),
        Step(EventKind.TRANSFERRED, services.transfer_duty, TransferForm),
        Step(EventKind.CANCELLED, services.cancel_task, ReasonForm),
    )
}


@require_http_methods(["GET", "POST"])
@login_required
def step(request: SignedInRequest, duty_id: int, slug: str) -> HttpResponse:
    on = clock.today()
    duty = get_object_or_404(selectors.visible_duties(actor=request.user, on=on), pk=duty_id)
    if slug not in STEPS_BY_SLUG:
        raise Http404
    chosen = STEPS_BY_SLUG[slug]
    shown = TaskPage(actor=request.user, task=duty.task, on=on, duty_id=duty.pk)
    standing = policies.standing_of(request.user, on=on)
    if not standing.may_do(chosen.kind, unit_id=shown.chosen.span.unit_id):
        raise PermissionDenied
    back = reverse("tasks:task", args=[duty.task_id])
    refusal = refusal_of(chosen.kind, at=Stage(duty.stage))
    if request.method == "GET" and refusal:
        messages.error(request, str(refusal))
        return redirect(back)

    form = _step_form(request, chosen)
    if form.is_valid() and _taken(request, chosen, duty, form):
        messages.success(request, str(STEPS[chosen.kind][1]))
        return done(request, to=back)
    context = {
        "shown": shown,
        "form": form,
        "kind": chosen.kind,
        "words": STEPS[chosen.kind][0],
        "back": back,
    }
    return render_page_or_part(
        request, "tasks/step.html", "form", context, invalid=bool(form.errors)
    )


def _step_form(request: SignedInRequest, chosen: Step) -> StepForm:
    on = clock.today()
    more: dict[str, Any] = {}
    if issubclass(chosen.form, ResultForm):
        more["documents"] = documents.visible_documents(actor=request.user, on=on)
    if issubclass(chosen.form, TransferForm):
        more["units"] = in_tree(organisations.tree_on(on=on))
    return chosen.form(request.POST if request.method == "POST" else None, **more)


def _taken(request: SignedInRequest, chosen: Step, duty: Duty, form: StepForm) -> bool:
    """Whether the service did it; else the form says why not."""
    whole = chosen.kind == EventKind.CANCELLED  # a task is called off, not one duty of it
    what = {"task_id": duty.task_id} if whole else {"duty_id": duty.pk}
    try:
        chosen.service(actor=request.user, now=clock.now(), **what, **form.given())
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


# The score-card


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
    }
    return render_page_or_part(request, "tasks/score_card.html", "card", context)


@require_GET
@login_required
def score_card_csv(request: SignedInRequest) -> StreamingHttpResponse:
    on = clock.today()
    question, _form = question_of(request.GET, on=on)
    card = selectors.score_card(
        actor=request.user,
        on=on,
        as_of=question.as_of,
        days=question.period.days(),
        by=question.by,
        units=question.units,
    )
    return _csv(exports.score_card_table(card), name=_file_name(question))


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


def _file_name(question: Question) -> str:
    return f"score-card-{question.period.key}-{question.as_of.isoformat()}"


def _csv(table: Iterable[Sequence[object]], *, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(as_csv(table), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _attached(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
