"""The parts of a meeting that is prepared: agenda, who is invited, papers, questions."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.cycle.meetings.answering import Asked, acted, asked, number_in, wrong_in
from giaoban.cycle.meetings.fields import Choices, in_tree
from giaoban.cycle.meetings.preparing import selectors, services
from giaoban.cycle.meetings.preparing.forms import (
    AnswerForm,
    AskForm,
    AssignForm,
    InviteForm,
    ItemForm,
    PaperForm,
    ReplyForm,
)
from giaoban.cycle.meetings.types import Answer, Role
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform.errors import RuleBroken
from giaoban.kit.reader.opening import Unreadable
from giaoban.records.documents import selectors as documents
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post

_OFFERED = 200  # documents of the register to choose from, the latest


@require_http_methods(["GET", "POST"])
@login_required
def agenda(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The agenda; whoever prepares adds, changes, moves and removes its items."""
    now = asked(request, meeting_id)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and not now.may_prepare:
        raise PermissionDenied
    do = posted.get("do", "") if posted is not None else ""
    if do in {"up", "down", "remove"}:
        return _moved(request, now, do)
    item = _item(request, now)
    initial = {} if item is None else _as_shown(item)
    tops = [(each.pk, each.title) for each in now.meeting.items.filter(parent=None)]
    units = in_tree(organisations.tree_on(on=now.on)) if now.may_prepare else []
    form = ItemForm(posted, units=units, items=tops, initial=initial)
    if posted is not None and form.is_valid() and _kept(request, now, form, item):
        return redirect("meetings:agenda", meeting_id)
    lines = selectors.agenda_of(now.meeting, on=now.on)
    ends = selectors.ends_at(now.meeting, lines)
    context = now.context | {"form": form, "item": item, "agenda": lines, "ends_at": ends}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/agenda.html", context, status=status)


def _item(request: SignedInRequest, now: Asked) -> Any:
    key = number_in(request.GET, "item")
    return get_object_or_404(now.meeting.items, pk=key) if key is not None else None


def _as_shown(item: Any) -> dict[str, Any]:
    names = ("title", "minutes", "speaker_minutes", "presenter")
    return {name: getattr(item, name) for name in names} | {
        "unit": item.unit_id,
        "parent": item.parent_id,
    }


def _kept(request: SignedInRequest, now: Asked, form: ItemForm, item: Any) -> bool:
    given = form.cleaned_data
    told = {name: given[name] for name in ("title", "minutes", "speaker_minutes", "presenter")}
    try:
        if item is not None:
            services.change_item(
                actor=request.user, item_id=item.pk, unit_id=given["unit"], now=now.now, **told
            )
        else:
            services.add_item(
                actor=request.user,
                meeting_id=now.meeting.pk,
                unit_id=given["unit"],
                parent_id=given["parent"],
                now=now.now,
                **told,
            )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _moved(request: SignedInRequest, now: Asked, do: str) -> HttpResponse:
    item = get_object_or_404(now.meeting.items, pk=number_in(request.POST, "item") or 0)

    def act() -> None:
        if do == "remove":
            services.remove_item(actor=request.user, item_id=item.pk, now=now.now)
        else:
            services.move_item(actor=request.user, item_id=item.pk, up=do == "up", now=now.now)

    words = _("Removed.") if do == "remove" else _("Moved.")
    return _back(request, now, act, words, "meetings:agenda")


@require_http_methods(["GET", "POST"])
@login_required
def people(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """Who is invited and what they answered; whoever prepares puts units on the list."""
    now = asked(request, meeting_id)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and not now.may_prepare:
        raise PermissionDenied
    if posted is not None and posted.get("do") == "remove":
        place = get_object_or_404(now.meeting.invitees, pk=number_in(posted, "invitee") or 0)
        return _back(
            request,
            now,
            lambda: services.uninvite(actor=request.user, invitee_id=place.pk, now=now.now),
            _("Taken from the list."),
            "meetings:people",
        )
    form = InviteForm(posted, units=in_tree(organisations.tree_on(on=now.on)))
    if posted is not None and form.is_valid() and _invited(request, now, form):
        return redirect("meetings:people", meeting_id)
    context = now.context | {
        "form": form,
        "places": selectors.places_of(now.meeting, actor=request.user, on=now.on),
        "counts": selectors.answers_counted(now.meeting),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/people.html", context, status=status)


def _invited(request: SignedInRequest, now: Asked, form: InviteForm) -> bool:
    given = form.cleaned_data
    try:
        services.invite_units(
            actor=request.user,
            meeting_id=now.meeting.pk,
            unit_ids=given["units"],
            post=Post(given["post"]),
            role=Role(given["role"]),
            now=now.now,
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
@login_required
def answer(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The answer of a unit to its invitation."""
    now = asked(request, meeting_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, wrong_in(form))
        return redirect("meetings:meeting", meeting_id)
    given = form.cleaned_data
    place = get_object_or_404(now.meeting.invitees, pk=given["invitee"])

    def act() -> object:
        return services.answer_invitation(
            actor=request.user,
            invitee_id=place.pk,
            answer=Answer(given["answer"]),
            reason=given["reason"],
            substitute=given["substitute"],
            now=now.now,
        )

    return _back(request, now, act, _("Your answer is noted."), "meetings:meeting")


@require_http_methods(["GET", "POST"])
@login_required
def papers(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The papers that the person sees; whoever prepares gives more, or new editions."""
    now = asked(request, meeting_id)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and not now.may_prepare:
        raise PermissionDenied
    shown = selectors.papers_of(now.meeting, actor=request.user, on=now.on)
    form = PaperForm(
        posted,
        request.FILES if posted is not None else None,
        units=in_tree(organisations.tree_on(on=now.on)) if now.may_prepare else [],
        offered=_offered(request, now) if now.may_prepare else {},
    )
    if posted is not None and form.is_valid() and _given(request, now, form):
        return redirect("meetings:papers", meeting_id)
    context = now.context | {
        "form": form,
        "papers": shown,
        "notes": selectors.notes_of(now.meeting, actor=request.user),
        "names": organisations.unit_names(on=now.on),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/papers.html", context, status=status)


def _offered(request: SignedInRequest, now: Asked) -> dict[str, Choices]:
    register = documents.register_page(actor=request.user, on=now.on)[:_OFFERED]
    items = [
        (line.item.pk, line.item.title) for line in selectors.agenda_of(now.meeting, on=now.on)
    ]
    there = now.meeting.papers.filter(replaced_by=None).select_related("document")
    return {
        "document": [(each.pk, f"{each} {each.subject}"[:120]) for each in register],
        "item": items,
        "replaces": [(each.pk, str(each.document)[:120]) for each in there],
    }


def _given(request: SignedInRequest, now: Asked, form: PaperForm) -> bool:
    given, file = form.cleaned_data, form.cleaned_data["file"]
    told = {
        "actor": request.user,
        "meeting_id": now.meeting.pk,
        "item_id": given["item"],
        "unit_ids": given["units"],
        "replaces_id": given["replaces"],
        "now": now.now,
    }
    try:
        if file:
            services.bring_paper(
                data=file.read(), file_name=file.name, subject=given["subject"], **told
            )
        else:
            seen = documents.visible_documents(actor=request.user, on=now.on)
            services.add_paper(document=get_object_or_404(seen, pk=given["document"]), **told)
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    except Unreadable as refusal:
        form.add_error("file", refusal.text(get_language() or "vi"))
        return False
    return True


@require_POST
@login_required
def note(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """What a reader keeps for themselves beside a paper."""
    now = asked(request, meeting_id)
    shown = selectors.papers_of(now.meeting, actor=request.user, on=now.on)
    paper = get_object_or_404(shown, pk=number_in(request.POST, "paper") or 0)

    def act() -> None:
        text = request.POST.get("text", "")
        services.keep_note(actor=request.user, paper_id=paper.pk, text=text, now=now.now)

    return _back(request, now, act, _("Your note is kept; only you read it."), "meetings:papers")


@require_http_methods(["GET", "POST"])
@login_required
def questions(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """What was asked beforehand, who answers until when, and the answers."""
    now = asked(request, meeting_id)
    if request.method == "POST":
        return _question_act(request, now)
    scope = organisations.scope_of(actor=request.user, on=now.on)
    tree = in_tree(organisations.tree_on(on=now.on))
    mine = tree if now.may_prepare else [each for each in tree if each[0] in scope.speaks_for]
    found = selectors.questions_of(now.meeting, actor=request.user, on=now.on)
    context = now.context | {
        "questions": found,
        "ask_form": AskForm(None, units=mine) if mine else None,
        "assign_form": AssignForm(None, units=tree, auto_id=False) if now.may_prepare else None,
        "names": organisations.unit_names(on=now.on),
        "speaks_for": scope.speaks_for,
    }
    return render(request, "meetings/questions.html", context)


def _question_act(request: SignedInRequest, now: Asked) -> HttpResponse:
    tree = in_tree(organisations.tree_on(on=now.on))
    do = request.POST.get("do", "")
    form: AskForm | AssignForm | ReplyForm
    if do == "ask":
        form = AskForm(request.POST, units=tree)
    elif do == "assign":
        form = AssignForm(request.POST, units=tree)
    elif do == "reply":
        form = ReplyForm(request.POST)
    else:
        raise Http404
    if not form.is_valid():
        messages.error(request, wrong_in(form))
        return redirect("meetings:questions", now.meeting.pk)
    act, words = _question_service(request, now, form)
    return _back(request, now, act, words, "meetings:questions")


def _question_service(
    request: SignedInRequest, now: Asked, form: AskForm | AssignForm | ReplyForm
) -> tuple[Callable[[], object], str]:
    given: dict[str, Any] = form.cleaned_data
    actor, moment = request.user, now.now
    if isinstance(form, AskForm):
        return (
            lambda: services.ask(
                actor=actor,
                meeting_id=now.meeting.pk,
                unit_id=given["unit"],
                text=given["text"],
                now=moment,
            ),
            _("The question is entered."),
        )
    seen = selectors.questions_of(now.meeting, actor=actor, on=now.on)
    question = get_object_or_404(seen, pk=given["question"])
    if isinstance(form, AssignForm):
        by: date | None = given["answer_by"]
        return (
            lambda: services.assign_question(
                actor=actor,
                question_id=question.pk,
                unit_id=given["unit"],
                answer_by=by,
                now=moment,
            ),
            _("The unit is told that the question is its to answer."),
        )
    return (
        lambda: services.answer_question(
            actor=actor, question_id=question.pk, answer=given["text"], now=moment
        ),
        _("The answer is noted."),
    )


def _back(
    request: SignedInRequest, now: Asked, act: Callable[[], object], words: str, page: str
) -> HttpResponse:
    return acted(request, act, words, to=redirect(page, now.meeting.pk).url)
