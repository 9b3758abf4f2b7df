"""The page of saved lists, and the forms that stand beside the list of tasks."""

from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done
from giaoban.records.tasks.pages.columns import COLUMNS
from giaoban.records.tasks.saved import policies, selectors, services
from giaoban.records.tasks.saved.forms import ColumnsForm, SaveForm
from giaoban.records.tasks.saved.models import SavedList


@require_http_methods(["GET", "POST"])
@login_required
def lists(request: SignedInRequest) -> HttpResponse:
    """The lists that one comes back to; posting saves one."""
    actor, on = request.user, clock.today()
    may_share = policies.may_share(actor, on=on)
    posted = request.POST if request.method == "POST" else None
    form = SaveForm(posted)
    if not may_share:
        del form.fields["shared"]
    if form.is_valid():
        given = form.cleaned_data
        try:
            kept = services.save_list(
                actor=actor,
                name=given["name"],
                address=given["address"],
                shared=given.get("shared", False),
                now=clock.now(),
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The list “%(name)s” is saved.") % {"name": kept.name})
            return done(request, to=_list_of(kept.address))
    found = selectors.visible_lists(actor=actor, on=on)
    context = {
        "form": form,
        "own": [each for each in found if each.owner_id == actor.pk],
        "others": [each for each in found if each.owner_id != actor.pk],
        "may_share": may_share,
    }
    return render(request, "saved/lists.html", context, status=200 if posted is None else 422)


@require_POST
@login_required
def forget(request: SignedInRequest, list_id: int) -> HttpResponse:
    # Where it is gone already, or somebody else's, nothing changes.
    with suppress(SavedList.DoesNotExist):
        services.forget_list(actor=request.user, list_id=list_id, now=clock.now())
        messages.success(request, _("The list is forgotten."))
    return done(request, to=reverse("saved:lists"))


@require_POST
@login_required
def columns(request: SignedInRequest) -> HttpResponse:
    choices = [(column.name, column.words) for column in COLUMNS]
    form = ColumnsForm(request.POST, choices=choices)
    if form.is_valid():
        names = form.cleaned_data["columns"]
        services.choose_columns(actor=request.user, names=names, now=clock.now())
    return done(request, to=_list_of(form.cleaned_data.get("address", "")))


def _list_of(address: str) -> str:
    here = reverse("tasks:list")
    return f"{here}?{address}" if address else here
