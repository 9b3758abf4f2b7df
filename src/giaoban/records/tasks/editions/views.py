"""The pages of published score-cards: which there are, one of them, two beside one another."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done
from giaoban.ground.platform.tables import as_csv, as_excel
from giaoban.kit.paper.errors import PaperError
from giaoban.kit.paper.pdf import to_pdf
from giaoban.kit.paper.word import write_word
from giaoban.kit.periods.period import Between, Period, stretch_of
from giaoban.records.organisations.administration import selectors as administration
from giaoban.records.organisations.administration.types import Paper
from giaoban.records.tasks.editions import policies, selectors, services
from giaoban.records.tasks.editions.forms import PublishForm
from giaoban.records.tasks.editions.frozen import digest_of, read
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.editions.pages import FrozenPage, difference_page, tasks_table
from giaoban.records.tasks.editions.papers import report_of_edition
from giaoban.records.tasks.pages.score_question import period_of
from giaoban.records.tasks.score_tables import for_csv, for_excel, score_card_table
from giaoban.records.tasks.views_score import EXCEL, WORD

ROWS = 50


@require_GET
@login_required
def editions(request: SignedInRequest) -> HttpResponse:
    on = clock.today()
    seen = selectors.visible_editions(actor=request.user, on=on)
    page = Paginator(seen, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "today": on,
        "may_publish": policies.may_publish(request.user, on=on),
    }
    return render(request, "editions/list.html", context)


@require_GET
@login_required
def edition(request: SignedInRequest, edition_id: int) -> HttpResponse:
    on = clock.today()
    found = _found(request, edition_id)
    frozen = read(found.body)
    others = list(selectors.editions_of(period=found.period).defer("body"))
    earlier = next((each for each in others if each.number == found.number - 1), None)
    context = {
        "edition": found,
        "shown": FrozenPage(frozen),
        "others": others,
        "earlier": earlier,
        "difference": earlier and difference_page(earlier, frozen, actor=request.user, on=on),
        "sees_tasks": policies.may_read_tasks(request.user, on=on),
        "period": stretch_of(found.period),
    }
    return render(request, "editions/edition.html", context)


@require_GET
@login_required
def against(request: SignedInRequest, edition_id: int, other_id: int) -> HttpResponse:
    on = clock.today()
    found, other = _found(request, edition_id), _found(request, other_id)
    if found.period != other.period:
        raise Http404
    was, now = sorted((found, other), key=lambda each: each.number)
    context = {
        "was": was,
        "now": now,
        "difference": difference_page(was, read(now.body), actor=request.user, on=on),
        "period": stretch_of(found.period),
    }
    return render(request, "editions/against.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def publish(request: SignedInRequest) -> HttpResponse:
    """What would be published, and what it would correct; posting publishes it."""
    on = clock.today()
    if not policies.may_publish(request.user, on=on):
        raise PermissionDenied
    period, as_of = _asked(request, on)
    frozen = selectors.freeze(actor=request.user, on=on, period=period, as_of=as_of)
    last = selectors.editions_of(period=period.key).first()
    seen = digest_of(frozen.written())
    posted = request.POST if request.method == "POST" else None
    form = PublishForm(posted, corrects=last is not None, initial={"seen": seen})
    if form.is_valid():
        published = _published(request, form, period, as_of)
        if published is not None:
            messages.success(request, _("The score-card is published."))
            return done(request, to=reverse("editions:edition", args=[published.pk]))
        form.data = {**form.data, "seen": seen}
    context = {
        "form": form,
        "shown": FrozenPage(frozen),
        "period": period,
        "as_of": as_of,
        "is_over": as_of < on,
        "last": last,
        "number": last.number + 1 if last else 1,
        "is_same": last is not None and last.digest == seen,
        "difference": last and difference_page(last, frozen, actor=request.user, on=on),
    }
    return render(request, "editions/publish.html", context, status=422 if form.errors else 200)


def _published(
    request: SignedInRequest, form: PublishForm, period: Period | Between, as_of: date
) -> Edition | None:
    """The edition; nothing where the form says why not."""
    try:
        return services.publish_edition(
            actor=request.user,
            period=period,
            as_of=as_of,
            now=clock.now(),
            seen=form.cleaned_data["seen"],
            reason=form.cleaned_data.get("reason", ""),
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return None


def _asked(request: SignedInRequest, on: date) -> tuple[Period | Between, date]:
    period = period_of(request.GET.get("period") or "")
    if period is None or period.days().start > on:
        raise Http404
    try:
        as_of = date.fromisoformat(request.GET.get("as_of") or "")
    except ValueError:
        as_of = period.days().last
    return period, max(min(as_of, on), period.days().start)


def _found(request: SignedInRequest, edition_id: int) -> Edition:
    seen = selectors.visible_editions(actor=request.user, on=clock.today())
    return get_object_or_404(seen.defer(None), pk=edition_id)


# Files


@require_GET
@login_required
def figures_csv(request: SignedInRequest, edition_id: int) -> StreamingHttpResponse:
    found = _found(request, edition_id)
    return _csv(for_csv(_figures(found)), _file_name(found))


@require_GET
@login_required
def figures_excel(request: SignedInRequest, edition_id: int) -> HttpResponse:
    found = _found(request, edition_id)
    content = as_excel(for_excel(_figures(found)), title=found.key)
    return _attached(HttpResponse(content, EXCEL), f"{_file_name(found)}.xlsx")


def _figures(found: Edition) -> Iterable[Sequence[object]]:
    card = read(found.body).card()
    return score_card_table(card, with_other=True, with_coordinating=True)


@require_GET
@login_required
def tasks_csv(request: SignedInRequest, edition_id: int) -> StreamingHttpResponse:
    found = _found_with_tasks(request, edition_id)
    return _csv(tasks_table(read(found.body)), f"{_file_name(found)}-tasks")


@require_GET
@login_required
def frozen(request: SignedInRequest, edition_id: int) -> HttpResponse:
    """The very text that was hashed, for whoever checks it with other means."""
    found = _found_with_tasks(request, edition_id)
    response = HttpResponse(found.body, "application/json")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(found)}.json"'
    return response


@require_GET
@login_required
def word(request: SignedInRequest, edition_id: int) -> HttpResponse:
    return _paper(request, edition_id, media_type=WORD, ending="docx", convert=None)


@require_GET
@login_required
def pdf(request: SignedInRequest, edition_id: int) -> HttpResponse:
    return _paper(request, edition_id, media_type="application/pdf", ending="pdf", convert=to_pdf)


def _paper(
    request: SignedInRequest,
    edition_id: int,
    *,
    media_type: str,
    ending: str,
    convert: Callable[[bytes], bytes] | None,
) -> HttpResponse:
    found = _found_with_tasks(request, edition_id)
    try:
        own = administration.template_in_force(paper=Paper.SCORE_CARD)
        folder: Any = settings.TEMPLATE_FOLDER or None
        written = write_word(report_of_edition(found), template=own, template_folder=folder)
        content = convert(written) if convert else written
    except PaperError as refusal:
        messages.error(request, refusal.text(get_language() or "vi"))
        return redirect("editions:edition", edition_id=found.pk)
    return _attached(HttpResponse(content, media_type), f"{_file_name(found)}.{ending}")


def _found_with_tasks(request: SignedInRequest, edition_id: int) -> Edition:
    """For what names single tasks: only those who see them all."""
    if not policies.may_read_tasks(request.user, on=clock.today()):
        raise Http404
    return _found(request, edition_id)


def _csv(table: Iterable[Sequence[object]], name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(as_csv(table), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _attached(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _file_name(found: Edition) -> str:
    return f"score-card-{found.period}-edition-{found.number}"
