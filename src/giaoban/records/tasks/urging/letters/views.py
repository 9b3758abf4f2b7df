"""The pages of the letters that urge: writing one, reading it, taking it along as Word or PDF."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.working_days import calendar_around
from giaoban.kit.paper.errors import PaperError
from giaoban.kit.paper.letter import UrgingLetter
from giaoban.kit.paper.pdf import to_pdf
from giaoban.kit.paper.word import write_word
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.administration import selectors as administration
from giaoban.records.organisations.administration.types import Paper
from giaoban.records.tasks.models import Duty
from giaoban.records.tasks.selectors import visible_duties, visible_tasks
from giaoban.records.tasks.selectors.papers import form_of
from giaoban.records.tasks.urging import policies, selectors, services
from giaoban.records.tasks.urging.forms import LetterForm
from giaoban.records.tasks.urging.models import Letter
from giaoban.records.tasks.urging.types import MOST_IN_A_LETTER

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ROWS = 50
_DAYS_TO_REPORT = 5  # working days that a letter gives unless its writer says otherwise
_LONGEST_KEY = 18  # digits, which both databases take for a number


@require_GET
@login_required
def letters(request: SignedInRequest) -> HttpResponse:
    """The letters that were issued, the latest first, as far as they concern who asks."""
    actor, on = request.user, clock.today()
    found = selectors.letters_with_counts(actor=actor, on=on)
    context = {
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")),
        "today": on,
        "may_issue": policies.may_issue_letters(actor, on=on),
    }
    return render(request, "urging/letters.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new_letter(request: SignedInRequest) -> HttpResponse:
    """Choose what the letter is about and who signs it; then look at a draft, or issue it."""
    actor, on = request.user, clock.today()
    if not policies.may_issue_letters(actor, on=on):
        raise PermissionDenied
    duty_ids, follows_id = _asked_for(request)
    duties = selectors.owed(actor=actor, duty_ids=duty_ids, on=on)
    agency = organisations.agency_on(on=on)
    posted = request.POST if request.method == "POST" else None
    form = LetterForm(
        posted,
        duties=duties[:MOST_IN_A_LETTER],
        usual={
            "signer_authority": "\n".join(form_of(agency).authority),
            "report_by": calendar_around(on).after(on, _DAYS_TO_REPORT),
        },
    )
    if posted is not None and form.is_valid():
        chosen = [each for each in duties if each.duty_id in form.duty_ids]
        if "draft" in posted:
            draft = selectors.letter_about(chosen, on=on, **form.words)
            return _paper(request, draft, "docx", back="")
        if answer := _issued(request, form, follows_id):
            return answer
    context = {
        "form": form,
        "duties": duties[:MOST_IN_A_LETTER],
        "rest": max(0, len(duties) - MOST_IN_A_LETTER),
        "today": on,
        "source": request.GET.urlencode(),
    }
    status = HTTPStatus.OK if posted is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "urging/new_letter.html", context, status=status)


def _issued(
    request: SignedInRequest, form: LetterForm, follows_id: int | None
) -> HttpResponse | None:
    """The page of the letter; nothing where it was refused, which the form then says."""
    try:
        letter = services.issue_letter(
            actor=request.user,
            duty_ids=form.duty_ids,
            follows_id=follows_id,
            now=clock.now(),
            **form.words,
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("Letter %(number)s is issued.") % {"number": letter})
    return redirect("urging:letter", letter.pk)


def _asked_for(request: SignedInRequest) -> tuple[list[int], int | None]:
    """The duties of the reminder or the task that the letter is to be about, or those that were
    chosen in a list; the reminder."""
    actor, on = request.user, clock.today()
    message_id, task_id = _key(request.GET, "message"), _key(request.GET, "task")
    if message_id is not None:
        seen = selectors.visible_messages(actor=actor, on=on)
        if not seen.filter(pk=message_id).exists():
            raise Http404
        return selectors.duties_of_message(message_id=message_id), message_id
    if "duty" in request.GET:
        duty_ids = [int(each) for each in request.GET.getlist("duty") if _is_key(each)]
        seen_duties = visible_duties(actor=actor, on=on).filter(pk__in=duty_ids)
        return list(seen_duties.values_list("pk", flat=True)), None
    task = get_object_or_404(visible_tasks(actor=actor, on=on), pk=task_id or 0)
    return list(Duty.objects.filter(task=task).values_list("pk", flat=True)), None


def _key(data: QueryDict, name: str) -> int | None:
    given = data.get(name, "")
    return int(given) if _is_key(given) else None


def _is_key(given: str) -> bool:
    return given.isdecimal() and len(given) <= _LONGEST_KEY


@require_GET
@login_required
def letter(request: SignedInRequest, letter_id: int) -> HttpResponse:
    """One letter as it was issued."""
    found = _visible(request, letter_id)
    context = {
        "letter": found,
        "words": selectors.as_issued(found),
        "lines": found.lines.select_related("duty"),
        "today": clock.today(),
    }
    return render(request, "urging/letter.html", context)


@require_GET
@login_required
def letter_word(request: SignedInRequest, letter_id: int) -> HttpResponse:
    found = _visible(request, letter_id)
    return _paper(request, selectors.as_issued(found), "docx", back=found.pk)


@require_GET
@login_required
def letter_pdf(request: SignedInRequest, letter_id: int) -> HttpResponse:
    found = _visible(request, letter_id)
    return _paper(request, selectors.as_issued(found), "pdf", back=found.pk, convert=to_pdf)


def _visible(request: SignedInRequest, letter_id: int) -> Letter:
    seen = selectors.visible_letters(actor=request.user, on=clock.today())
    found: Letter = get_object_or_404(seen.prefetch_related("lines"), pk=letter_id)
    return found


def _paper(
    request: SignedInRequest,
    words: UrgingLetter,
    ending: str,
    *,
    back: Any,
    convert: Callable[[bytes], bytes] | None = None,
) -> HttpResponse:
    """The letter as a file; where none can be made, `back` to its page with the reason."""
    folder = Path(settings.TEMPLATE_FOLDER) if settings.TEMPLATE_FOLDER else None
    try:
        own = administration.template_in_force(paper=Paper.URGING_LETTER)
        word = write_word(words, template=own, template_folder=folder)
        content = convert(word) if convert else word
    except PaperError as refusal:
        messages.error(request, refusal.text(get_language() or "vi"))
        return redirect("urging:letter", back) if back else redirect("urging:letters")
    name = f"{words.number:02}-{words.symbol}" if words.number else f"du-thao-{words.symbol}"
    response = HttpResponse(content, "application/pdf" if convert else WORD)
    response["Content-Disposition"] = f'attachment; filename="{_plain(name)}.{ending}"'
    return response


def _plain(name: str) -> str:
    """A name that every browser takes for a file's."""
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in name)
