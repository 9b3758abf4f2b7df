"""The pages of minutes and of the notice of conclusions."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.cycle.meetings.answering import Asked, acted, asked, number_in, paper_file
from giaoban.cycle.meetings.minutes import selectors, services
from giaoban.cycle.meetings.minutes.assembling import (
    minutes_paper,
    notice_as_issued,
    notice_paper,
)
from giaoban.cycle.meetings.models import Minutes, Notice
from giaoban.cycle.meetings.preparing.forms import SignerForm
from giaoban.cycle.meetings.types import MeetingState
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.tasks.papers.selectors.letterheads import letterhead


class MinutesForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Minutes"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 28}),
        help_text=gettext_lazy("A line that begins with I., II., III. opens a part."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


@require_http_methods(["GET", "POST"])
@login_required
def minutes(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The minutes with their revisions; whoever prepares meetings writes and confirms them."""
    now = asked(request, meeting_id)
    if request.method == "POST" and not now.may_prepare:
        raise PermissionDenied
    if request.method == "POST" and request.POST.get("do") in {"assemble", "confirm"}:
        return _done(request, now, request.POST["do"])
    found = Minutes.objects.filter(meeting=now.meeting).first()
    if request.method == "POST" and found is None:
        raise Http404
    stored = {"text": found.text, "revision": found.revision} if found else {}
    form = MinutesForm(request.POST if request.method == "POST" else None, initial=stored)
    if form.is_bound and form.is_valid() and _edited(request, now, form):
        messages.success(request, _("Kept as a new revision."))
        return redirect("meetings:minutes", meeting_id)
    context = now.context | {
        "minutes": found,
        "form": form,
        "revisions": found.revisions.select_related("written_by") if found else [],
        "confirming": selectors.confirming_meetings(now.meeting),
        "is_closed": now.meeting.state == MeetingState.CLOSED,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/minutes.html", context, status=status)


def _edited(request: SignedInRequest, now: Asked, form: MinutesForm) -> bool:
    try:
        services.edit_minutes(
            actor=request.user, meeting_id=now.meeting.pk, now=now.now, **form.cleaned_data
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _done(request: SignedInRequest, now: Asked, do: str) -> HttpResponse:
    key = now.meeting.pk
    to = reverse("meetings:minutes", args=[key])
    if do == "assemble":
        return acted(
            request,
            lambda: services.assemble_minutes(actor=request.user, meeting_id=key, now=now.now),
            _("The minutes are put together from what was recorded."),
            to=to,
        )
    get_object_or_404(Minutes, meeting=now.meeting)
    at = number_in(request.POST, "in") or 0
    return acted(
        request,
        lambda: services.confirm_minutes(actor=request.user, meeting_id=key, in_id=at, now=now.now),
        _("The minutes are confirmed and do not change any more."),
        to=to,
    )


@require_GET
@login_required
def minutes_file(request: SignedInRequest, meeting_id: int, ending: str) -> HttpResponse:
    now = asked(request, meeting_id)
    found = get_object_or_404(Minutes.objects.select_related("meeting"), meeting=now.meeting)
    first = found.revisions.select_related("written_by").last()
    secretary = str(first.written_by) if first else ""
    words = minutes_paper(found, on=now.on, secretary=secretary)
    back = reverse("meetings:minutes", args=[meeting_id])
    name = f"bien-ban-{now.meeting.on:%Y-%m-%d}"
    return paper_file(request, words, name=name, pdf=ending == "pdf", back=back)


@require_http_methods(["GET", "POST"])
@login_required
def notice(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The notice of conclusions: a draft to look at, or the numbered one as it was issued."""
    now = asked(request, meeting_id)
    if request.method == "POST" and not now.may_issue:
        raise PermissionDenied
    issued = Notice.objects.filter(meeting=now.meeting).select_related("document").first()
    posted = request.POST if request.method == "POST" else None
    usual = "\n".join(letterhead("TB", on=now.on)["signer_authority"])
    form = SignerForm(posted, initial={"signer_authority": usual})
    back = reverse("meetings:notice", args=[meeting_id])
    if posted is not None and form.is_valid():
        if "draft" in posted:
            draft = notice_paper(now.meeting, on=now.on, **form.words)
            return paper_file(request, draft, name=f"du-thao-{draft.symbol}", pdf=False, back=back)
        if answer := _issued(request, now, form):
            return answer
    words = (
        notice_as_issued(issued)
        if issued
        else notice_paper(now.meeting, on=now.on, signer_authority=(), signer_name="")
    )
    due = selectors.notice_due(now.meeting)
    context = now.context | {
        "notice": issued,
        "words": words,
        "form": form,
        "due": due,
        "in_time": issued is not None and issued.on <= due,
        "is_late": issued is None and now.on > due,
        "is_closed": now.meeting.state == MeetingState.CLOSED,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/notice.html", context, status=status)


def _issued(request: SignedInRequest, now: Asked, form: SignerForm) -> HttpResponse | None:
    try:
        issued = services.issue_notice(
            actor=request.user, meeting_id=now.meeting.pk, now=now.now, **form.words
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return None
    told = _("Notice %(number)s is issued; everybody who was invited is told.")
    messages.success(request, told % {"number": issued})
    return redirect("meetings:notice", now.meeting.pk)


@require_GET
@login_required
def notice_file(request: SignedInRequest, meeting_id: int, ending: str) -> HttpResponse:
    now = asked(request, meeting_id)
    issued = get_object_or_404(Notice, meeting=now.meeting)
    back = reverse("meetings:notice", args=[meeting_id])
    words = notice_as_issued(issued)
    return paper_file(request, words, name=str(issued), pdf=ending == "pdf", back=back)
