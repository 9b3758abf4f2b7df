"""How the installation stands, and its e-mail: for administrators, and for others not there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from giaoban.faces.workspace.running import services
from giaoban.faces.workspace.running.policies import may_run
from giaoban.faces.workspace.running.standing import standing_of_installation
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.notices import selectors as notices
from giaoban.ground.platform import clock
from giaoban.ground.platform.http import done

ROWS = 50


def _demand(request: SignedInRequest) -> None:
    if not may_run(request.user, on=clock.today()):
        raise Http404


@require_safe
@login_required
def running(request: SignedInRequest) -> HttpResponse:
    _demand(request)
    # The real moment, also where a demo sets another day: backups and jobs are of real days.
    now = timezone.now()
    context = {"standing": standing_of_installation(now=now), "moment": now}
    return render(request, "workspace/running.html", context)


@require_safe
@login_required
def mail(request: SignedInRequest) -> HttpResponse:
    """E-mail of which nobody knows whether it arrived, and what was refused."""
    _demand(request)
    page = Paginator(notices.undelivered_mail(), ROWS).get_page(request.GET.get("page"))
    return render(request, "workspace/mail.html", {"page": page, "moment": clock.now()})


@require_http_methods(["GET", "POST"])
@login_required
def mail_again(request: SignedInRequest, mail_id: int) -> HttpResponse:
    """Asks whether to send one again, and does it."""
    _demand(request)
    found = get_object_or_404(notices.undelivered_mail(), pk=mail_id)
    if request.method == "POST":
        if services.send_mail_again(actor=request.user, mail=found, now=clock.now()):
            messages.success(request, _("The e-mail goes out again within a minute or two."))
        return done(request, to="workspace:mail")
    return render(request, "workspace/mail_again.html", {"mail": found})
