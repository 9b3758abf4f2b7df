"""The pages about documents: read the request and the clock, call a selector, answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.files.selectors import path_of
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import render_page_or_part
from giaoban.records.documents import hooks, policies, selectors, services
from giaoban.records.documents.forms import RegisterFilter
from giaoban.records.documents.models import Document
from giaoban.records.documents.types import Mark, Part, lay_out

PAGE = 50


@require_GET
@login_required
def register(request: SignedInRequest) -> HttpResponse:
    actor, today = request.user, clock.today()
    kinds, years = selectors.kinds_and_years(actor=actor, on=today)
    form = RegisterFilter(request.GET, kinds=kinds, years=years)
    asked = form.asked()
    found = selectors.register_page(actor=actor, on=today, **asked)
    context = {
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "narrowed": any(asked.values()),
        "on": today,
    }
    return render_page_or_part(request, "documents/list.html", "rows", context)


@require_GET
@login_required
def document(request: SignedInRequest, document_id: int) -> HttpResponse:
    # A document that may not be seen answers like one that does not exist.
    actor, today = request.user, clock.today()
    visible = selectors.visible_documents(actor=actor, on=today).defer("folded", "lowered")
    shown = get_object_or_404(visible.select_related("file", "registered_by"), pk=document_id)
    services.note_reading(actor=actor, document=shown, part=Part.PAGE, now=clock.now())
    excerpts = list(selectors.excerpts_of(document=shown))
    cited = selectors.citations_of(actor=actor, on=today, document=shown)
    marks = [Mark(each.start, each.end, key=str(each.pk)) for each in excerpts]
    context = {
        "document": shown,
        "lines": lay_out(shown.text, marks),
        "excerpts": excerpts,
        "cited": cited,
        "citing": list(selectors.citing(actor=actor, on=today, document=shown)),
        "panels": hooks.panels_of(actor=actor, document=shown, on=today),
        "may_restrict": policies.may_register(actor, today),
    }
    return render(request, "documents/document.html", context)


@require_POST
@login_required
def restrict(request: SignedInRequest, document_id: int) -> HttpResponse:
    """Mark a document as restricted, or lift that; the form says which, and why."""
    actor, now = request.user, clock.now()
    wanted = request.POST.get("restricted") == "1"
    try:
        services.restrict_document(
            actor=actor,
            document_id=document_id,
            restricted=wanted,
            reason=str(request.POST.get("reason", "")),
            now=now,
        )
    except Document.DoesNotExist:
        raise Http404 from None
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
    else:
        words = _("Restricted: who reads it is written down.")
        messages.success(request, words if wanted else _("The restriction is lifted."))
    return redirect("documents:document", document_id)


@require_GET
@login_required
def file(request: SignedInRequest, document_id: int) -> FileResponse:
    """The file as it came in: handed over to be saved, never shown as a page of this site."""
    visible = selectors.visible_documents(actor=request.user, on=clock.today())
    owner = get_object_or_404(visible.select_related("file"), pk=document_id)
    if owner.file is None:
        raise Http404
    services.note_reading(actor=request.user, document=owner, part=Part.FILE, now=clock.now())
    try:
        content = path_of(owner.file.sha256).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    name = owner.file_name or f"document-{owner.pk}"
    response = FileResponse(
        content, as_attachment=True, filename=name, content_type=owner.file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
