"""Reference packs: what is shipped, what was brought, and what loading one would do."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.faces.workspace.administering.door import for_administrators, for_raised_rights
from giaoban.faces.workspace.administering.packs import finding
from giaoban.faces.workspace.administering.packs.forms import PackForm
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.organisations import services as organisations
from giaoban.records.organisations.administration import selectors, services
from giaoban.records.organisations.administration.models import BroughtPack
from giaoban.records.organisations.administration.services.packs import MAX_BYTES
from giaoban.records.organisations.types import PackReport


@require_GET
@for_administrators
def packs(request: SignedInRequest) -> HttpResponse:
    context = {"shipped": finding.shipped(), "brought": list(selectors.brought_packs())}
    return render(request, "administering/packs/list.html", context)


@require_http_methods(["GET", "POST"])
@for_raised_rights
def shipped_pack(request: SignedInRequest, name: str) -> HttpResponse:
    if name not in organisations.shipped_packs():
        raise Http404
    pack = organisations.shipped_pack(name)
    now = clock.now()
    return _preview_or_load(
        request,
        pack,
        lambda: organisations.load_pack(actor=request.user, pack=pack, now=now),
        reverse("administering:shipped-pack", args=[name]),
    )


@require_http_methods(["GET", "POST"])
@for_raised_rights
def brought_pack(request: SignedInRequest, pack_id: int) -> HttpResponse:
    brought = get_object_or_404(BroughtPack, pk=pack_id)
    now = clock.now()
    return _preview_or_load(
        request,
        brought.content,
        lambda: services.load_brought_pack(actor=request.user, pack_id=brought.pk, now=now),
        reverse("administering:brought-pack", args=[pack_id]),
    )


def _preview_or_load(
    request: SignedInRequest,
    pack: Mapping[str, Any],
    load: Callable[[], PackReport],
    address: str,
) -> HttpResponse:
    """What a load would do; a POST does it."""
    refusal = ""
    report = None
    try:
        if request.method == "POST":
            count = len(load().created)
            words = ngettext("%(n)d record was added.", "%(n)d records were added.", count)
            messages.success(request, words % {"n": count})
            return redirect(address)
        report = services.preview_pack(actor=request.user, pack=pack, now=clock.now())
    except RuleBroken as refused:
        refusal = str(refused)
    context = {
        "title": finding.title_of(pack),
        "valid_from": finding.first_day_of(pack),
        "sources": finding.sources_of(pack),
        "refusal": refusal,
        "kinds": finding.kinds_of(report) if report else [],
        "differences": finding.differences(report.changed) if report else [],
        "count": len(report.created) if report else 0,
        "address": address,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "administering/packs/pack.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_raised_rights
def bring_pack(request: SignedInRequest) -> HttpResponse:
    form = PackForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            # One byte more than is allowed tells that it is too large; no more is read.
            pack = services.bring_pack(
                actor=request.user,
                data=file.read(MAX_BYTES + 1),
                file_name=file.name,
                now=clock.now(),
            )
        except RuleBroken as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("administering:brought-pack", pack_id=pack.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "administering/packs/bring.html", {"form": form}, status=status)
