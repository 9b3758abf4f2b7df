"""The numbered invitation: looking at it, issuing it, taking it along as Word or PDF."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.cycle.meetings.answering import asked, paper_file
from giaoban.cycle.meetings.preparing import selectors, services
from giaoban.cycle.meetings.preparing.forms import SignerForm
from giaoban.cycle.meetings.preparing.papers import as_issued, invitation_paper
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.tasks.papers.selectors.letterheads import letterhead


@require_http_methods(["GET", "POST"])
@login_required
def invitation(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """What the invitation says; the Office looks at a draft, or issues it with its number."""
    now = asked(request, meeting_id)
    meeting = now.meeting
    posted = request.POST if request.method == "POST" else None
    if posted is not None and not now.may_issue:
        raise PermissionDenied
    usual = "\n".join(letterhead("GM", on=now.on)["signer_authority"])
    form = SignerForm(posted, initial={"signer_authority": usual})
    back = reverse("meetings:invitation", args=[meeting_id])
    if posted is not None and form.is_valid():
        if "draft" in posted:
            words = invitation_paper(meeting, on=now.on, **form.words)
            return paper_file(request, words, name=f"du-thao-{words.symbol}", pdf=False, back=back)
        try:
            issued = services.issue_invitation(
                actor=request.user, meeting_id=meeting_id, now=now.now, **form.words
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            told = _("Invitation %(number)s is issued; everybody on the list is told.")
            messages.success(request, told % {"number": issued})
            return redirect(back)
    words = invitation_paper(meeting, on=now.on, signer_authority=(), signer_name="")
    context = now.context | {
        "form": form,
        "words": words,
        "issued": meeting.invitations.select_related("issued_by"),
        "last_day": selectors.last_day_before(meeting),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "meetings/invitation.html", context, status=status)


@require_GET
@login_required
def invitation_file(
    request: SignedInRequest, meeting_id: int, number: int, ending: str
) -> HttpResponse:
    """The invitation as it was issued."""
    now = asked(request, meeting_id)
    found = get_object_or_404(now.meeting.invitations, pk=number)
    back = reverse("meetings:invitation", args=[meeting_id])
    words = as_issued(found)
    return paper_file(request, words, name=str(found), pdf=ending == "pdf", back=back)
