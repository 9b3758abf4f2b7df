"""The Word templates: the program's own, the agency's versions, and which of them is in force."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.faces.workspace.administering.door import for_administrators, for_raised_rights
from giaoban.faces.workspace.administering.papers.forms import TemplateForm
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.kit.paper.word import shipped_template
from giaoban.records.organisations.administration import selectors, services
from giaoban.records.organisations.administration.models import WordTemplate
from giaoban.records.organisations.administration.types import Paper, TemplateRefused

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@for_administrators
def templates(request: SignedInRequest) -> HttpResponse:
    papers = [
        {
            "paper": paper,
            "versions": versions,
            "in_force": next((each for each in versions if each.is_in_force), None),
        }
        for paper in Paper
        for versions in [list(selectors.templates_of(paper=paper))]
    ]
    context = {"papers": papers, "on": clock.today()}
    return render(request, "administering/papers/list.html", context)


@require_http_methods(["GET", "POST"])
@for_raised_rights
def add_template(request: SignedInRequest) -> HttpResponse:
    """Bring a version. What of it would not fill is told tag by tag, and nothing is kept."""
    form = TemplateForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    problems: list[str] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.add_template(
                actor=request.user,
                paper=Paper(form.cleaned_data["paper"]),
                data=file.read(),
                file_name=file.name,
                note=form.cleaned_data["note"],
                now=clock.now(),
            )
        except TemplateRefused as refused:
            form.add_error("file", str(refused))
            problems = refused.problems
        else:
            messages.success(
                request, _("The template fills. Put it in force when papers are to be made by it.")
            )
            return redirect("administering:templates")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "problems": problems}
    return render(request, "administering/papers/add.html", context, status=status)


@require_GET
@for_administrators
def template_file(request: SignedInRequest, template_id: int) -> HttpResponse:
    template = get_object_or_404(WordTemplate.objects.select_related("stored"), pk=template_id)
    return _word(selectors.file_of(template), f"{template.paper}-{template.number}.docx")


@require_GET
@for_administrators
def shipped(request: SignedInRequest, paper: str) -> HttpResponse:
    if paper not in Paper.values:
        raise Http404
    return _word(shipped_template(Paper(paper).template), f"{paper}.docx")


@require_POST
@for_raised_rights
def put_in_force(request: SignedInRequest, template_id: int) -> HttpResponse:
    template = get_object_or_404(WordTemplate, pk=template_id)
    try:
        services.put_in_force(actor=request.user, template_id=template.pk, now=clock.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        told = {"number": template.number}
        messages.success(request, _("Version %(number)d is in force from now on.") % told)
    return redirect("administering:templates")


@require_POST
@for_raised_rights
def return_to_shipped(request: SignedInRequest, paper: str) -> HttpResponse:
    if paper not in Paper.values:
        raise Http404
    try:
        services.return_to_shipped(actor=request.user, paper=Paper(paper), now=clock.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The program's own template is in force again."))
    return redirect("administering:templates")


def _word(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
