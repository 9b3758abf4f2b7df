"""How the installation stands: for administrators, and for others not there."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from giaoban.faces.workspace.running.standing import standing_of_installation
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post


@require_safe
@login_required
def running(request: SignedInRequest) -> HttpResponse:
    scope = organisations.scope_of(actor=request.user, on=clock.today())
    if Post.ADMINISTRATOR not in scope.posts:
        raise Http404
    # The real moment, also where a demo sets another day: backups and jobs are of real days.
    now = timezone.now()
    context = {"standing": standing_of_installation(now=now), "moment": now}
    return render(request, "workspace/running.html", context)
