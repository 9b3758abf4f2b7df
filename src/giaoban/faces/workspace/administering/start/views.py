"""The page that the administration begins with."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from giaoban.faces.workspace.administering.door import for_administrators
from giaoban.faces.workspace.administering.start import finding
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.records.organisations import selectors as organisations


@require_GET
@for_administrators
def start(request: SignedInRequest) -> HttpResponse:
    on = clock.today()
    context = {
        "on": on,
        "agency": organisations.agency_on(on=on),
        "parts": finding.parts(on=on),
        "waiting": finding.waiting(on=on),
    }
    return render(request, "administering/start.html", context)
