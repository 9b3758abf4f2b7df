"""The pages of one return: written by its unit, sent by the head, looked at by who receives it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.cycle.reporting import selectors as standings
from giaoban.cycle.reporting.models import Proposal, Return, WrittenSection
from giaoban.cycle.reporting.returns import selectors, services
from giaoban.cycle.reporting.returns.checking import findings_of
from giaoban.cycle.reporting.returns.forms import (
    DecisionForm,
    FiguresForm,
    FileForm,
    NoteForm,
    ReturnForm,
    SendForm,
    TextForm,
)
from giaoban.cycle.reporting.returns.merging import clean
from giaoban.cycle.reporting.returns.pages import ReturnPage, section_shown
from giaoban.cycle.reporting.returns.types import Content
from giaoban.cycle.reporting.types import ChangedMeanwhile, Decision, TextTooLong
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import is_swap

_UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@require_GET
@login_required
def show(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    return _shown(request, _page(request, obligation_id))


@require_POST
@login_required
def begin(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    page = _page(request, obligation_id)
    return _act(
        request,
        page,
        lambda: services.begin_return(
            actor=request.user, obligation_id=obligation_id, now=clock.now()
        ),
    )


@require_POST
@login_required
def save_section(request: SignedInRequest, obligation_id: int, section_id: int) -> HttpResponse:
    """Save a section while it is written. htmx gets the line beneath it, so that typing goes on."""
    page = _page(request, obligation_id)
    _written_by(page)
    row = _section(page, section_id)
    answer = _Saving(row, clean(str(request.POST.get("text", ""))))
    form = TextForm(request.POST)
    if form.is_valid():
        answer.attempt(request, obligation_id, form)
    else:
        answer.problem = str(TextTooLong())
    if is_swap(request):
        return render(request, "reporting/saved.html", answer.context(page))
    if answer.problem:
        context = answer.context(page)
        return render(request, "reporting/one_section.html", context, status=_UNPROCESSABLE)
    messages.success(request, _("Saved."))
    return _back(page, f"#s{section_id}")


@dataclass
class _Saving:
    """What becomes of a text that was typed into a section."""

    row: WrittenSection
    typed: str
    problem: str = ""
    conflict: str = ""

    def attempt(self, request: SignedInRequest, obligation_id: int, form: TextForm) -> None:
        """Whoever saves over what others wrote has had it before their eyes."""
        given = form.cleaned_data
        try:
            self.row = services.save_section(
                actor=request.user,
                obligation_id=obligation_id,
                section_id=self.row.section_id,
                text=given["text"],
                seen=given["stored"] if given["over"] else given["seen"],
                now=clock.now(),
            )
        except ChangedMeanwhile as refusal:
            self.problem, self.conflict = str(refusal), refusal.stored
        except RuleBroken as refusal:
            self.problem = str(refusal)

    def context(self, page: ReturnPage) -> dict[str, Any]:
        proposals = selectors.proposals_of(written=_written(page))
        return {
            "shown": page,
            "section": section_shown(self.row, proposals.get(self.row.section_id, [])),
            "typed": self.typed,
            "problem": self.problem,
            "conflict": self.conflict,
            "saved": not self.problem,
            "others": not self.problem and self.row.text != self.typed,
            "seen": self.typed,
        }


@require_POST
@login_required
def save_figures(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    page = _page(request, obligation_id)
    written = _written_by(page)
    ids = [each.figure_id for each in selectors.figures_of(written=written)]
    form = FiguresForm(request.POST, figure_ids=ids)
    if not form.is_valid():
        messages.error(request, _("A figure has 60 characters at most."))
        return _back(page, "#figures")
    return _act(
        request,
        page,
        lambda: services.save_figures(
            actor=request.user,
            obligation_id=obligation_id,
            typed=form.typed,
            seen=form.seen,
            now=clock.now(),
        ),
        done=_("Saved."),
        place="#figures",
    )


@require_POST
@login_required
def look(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    """Ask the register again; what is new is proposed."""
    page = _page(request, obligation_id)
    _written_by(page)
    return _act(
        request,
        page,
        lambda: services.look_in_register(
            actor=request.user, obligation_id=obligation_id, now=clock.now()
        ),
        done=_("The register was looked at again."),
    )


@require_POST
@login_required
def decide(request: SignedInRequest, obligation_id: int, proposal_id: int) -> HttpResponse:
    """Take a proposed line, remove it, or take the decision back."""
    page = _page(request, obligation_id)
    found = Proposal.objects.filter(written=_written_by(page), pk=proposal_id).first()
    form = DecisionForm(request.POST)
    if found is None or not form.is_valid():
        raise Http404
    section_id = form.cleaned_data["section"]
    if section_id is not None:
        _section(page, section_id)
    place = f"#s{section_id or found.section_id}" if section_id or found.section_id else "#unplaced"
    return _act(
        request,
        page,
        lambda: services.decide_proposal(
            actor=request.user,
            obligation_id=obligation_id,
            proposal_id=proposal_id,
            decision=Decision(form.cleaned_data["decision"]),
            section_id=section_id,
            now=clock.now(),
        ),
        place=place,
    )


@require_POST
@login_required
def bring(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    """Split a report that was written elsewhere."""
    page = _page(request, obligation_id)
    _written_by(page)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, page, file_form=form, status=_UNPROCESSABLE)
    file = form.cleaned_data["file"]
    try:
        count = services.bring_file(
            actor=request.user,
            obligation_id=obligation_id,
            data=file.read(),
            file_name=str(file.name),
            now=clock.now(),
        )
    except RuleBroken as refusal:
        form.add_error("file", str(refusal))
        return _shown(request, page, file_form=form, status=_UNPROCESSABLE)
    told = _("The file brought %(count)s lines; take those that belong into the report.")
    messages.success(request, told % {"count": count})
    return _back(page)


@require_POST
@login_required
def to_head(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    page = _page(request, obligation_id)
    _written_by(page)
    return _act(
        request,
        page,
        lambda: services.hand_to_head(
            actor=request.user, obligation_id=obligation_id, now=clock.now()
        ),
        done=_("The head is told that the return is ready."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def back_to_officer(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    page = _page(request, obligation_id)
    if not page.signs:
        raise PermissionDenied
    _written(page)
    return _with_words(
        request,
        page,
        NoteForm(request.POST if request.method == "POST" else None),
        services.give_back,
        title=_("Give back to whoever writes"),
    )


@require_http_methods(["GET", "POST"])
@login_required
def send(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    """What the checks find, and the signature."""
    page = _page(request, obligation_id)
    if not page.signs:
        raise PermissionDenied
    written = _written(page)
    form = SendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.send_return(
                actor=request.user,
                obligation_id=obligation_id,
                now=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("The return is signed and sent."))
            return _back(page)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
    found = findings_of(actor=request.user, obligation=page.obligation, written=written, on=page.on)
    context = {"shown": page, "form": form, "findings": found}
    status = _UNPROCESSABLE if form.errors else HTTPStatus.OK
    return render(request, "reporting/send.html", context, status=status)


@require_POST
@login_required
def accept(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    page = _page(request, obligation_id)
    return _act(
        request,
        page,
        lambda: services.accept_return(
            actor=request.user, obligation_id=obligation_id, now=clock.now()
        ),
        done=_("The return is accepted."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def back_to_unit(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    page = _page(request, obligation_id)
    if not page.receives:
        raise PermissionDenied
    return _with_words(
        request,
        page,
        ReturnForm(request.POST if request.method == "POST" else None),
        services.return_it,
        title=_("Return for completion"),
    )


@require_GET
@login_required
def versions(request: SignedInRequest, obligation_id: int) -> HttpResponse:
    """Two sendings compared: the last one with the one before, or as asked."""
    page = _page(request, obligation_id)
    sent = list(page.submissions)
    if not sent:
        raise Http404
    numbers = {str(each.number): each for each in sent}
    newer = numbers.get(request.GET.get("new", ""), sent[-1])
    before = [each for each in sent if each.number < newer.number]
    older = numbers.get(request.GET.get("old", ""), before[-1] if before else newer)
    compared = selectors.compared(Content.read(older.content), Content.read(newer.content))
    context = {"shown": page, "older": older, "newer": newer, "sent": sent, "compared": compared}
    return render(request, "reporting/versions.html", context)


def _page(request: SignedInRequest, obligation_id: int) -> ReturnPage:
    """What may not be seen answers like what does not exist."""
    on: date = clock.today()
    seen = standings.visible_obligations(actor=request.user, on=on).select_related(
        "period__version", "level", "passed_to"
    )
    found = standings.with_sendings(seen).filter(pk=obligation_id).first()
    if found is None:
        raise Http404
    return ReturnPage(found, actor=request.user, on=on)


def _written(page: ReturnPage) -> Return:
    """The return, once it has been begun."""
    if page.written is None:
        raise Http404
    return page.written


def _written_by(page: ReturnPage) -> Return:
    """The same for whoever writes in it."""
    if not page.writes:
        raise PermissionDenied
    return _written(page)


def _section(page: ReturnPage, section_id: int) -> WrittenSection:
    rows = WrittenSection.objects.filter(written=_written(page), section=section_id)
    row = rows.select_related("section").first()
    if row is None:
        raise Http404
    return row


def _act(
    request: SignedInRequest,
    page: ReturnPage,
    carry_out: Callable[[], Any],
    *,
    done: str = "",
    place: str = "",
) -> HttpResponse:
    """Do it and go back to the page, with what was done or why not."""
    try:
        carry_out()
    except ChangedMeanwhile as refusal:
        messages.error(request, f"{refusal} {refusal.stored}")
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return _back(page, place)


def _back(page: ReturnPage, place: str = "") -> HttpResponse:
    response = redirect("reporting:return", page.obligation.pk)
    response["Location"] += place
    return response


def _with_words(
    request: SignedInRequest,
    page: ReturnPage,
    form: Form,
    service: Callable[..., Any],
    *,
    title: str,
) -> HttpResponse:
    """An act that needs words: the form, and what it refuses beside it."""
    if request.method == "POST" and form.is_valid():
        try:
            service(
                actor=request.user,
                obligation_id=page.obligation.pk,
                now=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("Done; whoever is concerned is told."))
            return _back(page)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
    context = {"shown": page, "form": form, "title": title}
    status = _UNPROCESSABLE if form.errors else HTTPStatus.OK
    return render(request, "reporting/words.html", context, status=status)


def _shown(
    request: SignedInRequest,
    page: ReturnPage,
    *,
    file_form: FileForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {"shown": page, "file_form": file_form or FileForm()}
    return render(request, "reporting/return.html", context, status=status)
