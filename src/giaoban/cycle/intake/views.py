"""The pages of the reading desk: read the request and the clock, call a service, answer."""

from contextlib import suppress
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.cycle.intake import policies, selectors, services
from giaoban.cycle.intake.forms import ProposalForm, ReadForm, TogetherForm
from giaoban.cycle.intake.models import Proposal, Recognition, StoredReading
from giaoban.cycle.intake.pages import desk_context, due_context, proposal_form
from giaoban.cycle.intake.pressing import Outcome, Press, keep, number_in, press
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import is_swap, render_page_or_part
from giaoban.ground.platform.requests import remembering
from giaoban.kit.reader.opening import MAX_BYTES, PicturesInside, Unreadable
from giaoban.records.documents import services as register
from giaoban.records.documents.types import Part

PAGE = 50


@require_GET
@login_required
def queue(request: SignedInRequest) -> HttpResponse:
    today = clock.today()
    if not policies.may_read(request.user, today):
        raise PermissionDenied
    readings = selectors.queue(actor=request.user, on=today)
    context = {
        "page": Paginator(readings, PAGE).get_page(request.GET.get("page")),
        "waiting": readings.aggregate(all=Sum("waiting"))["all"] or 0,
        "scans": [
            selectors.state_of_recognition(each, now=clock.now())
            for each in selectors.open_recognitions(actor=request.user, on=today)[:PAGE]
        ],
    }
    return render(request, "intake/queue.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def read(request: SignedInRequest) -> HttpResponse:
    if not policies.may_read(request.user, clock.today()):
        raise PermissionDenied
    form = ReadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = ReadForm(request.POST, request.FILES)
        if form.is_valid() and (taken := _taken(request, form)):
            is_read = isinstance(taken, StoredReading)
            return redirect("intake:desk" if is_read else "intake:recognition", taken.pk)
    context = {"form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "intake/read.html", context, status=status)


def _taken(request: SignedInRequest, form: ReadForm) -> StoredReading | Recognition | None:
    """The reading of what was handed in, or the wait for it where pages must be recognised first;
    or nothing, and the form says why."""
    answers, file = form.cleaned_data, form.uploaded()
    blame = "file" if file else "text"
    name = (file.name or "") if file else ""
    data = file.read(MAX_BYTES + 1) if file else None
    told = {each: answers[each] for each in ("symbol", "subject", "issued_on")}
    try:
        reading = services.read_document(
            actor=request.user,
            now=clock.now(),
            data=data,
            text=answers["text"],
            file_name=name,
            recognises=False,
            **told,
        )
    except PicturesInside:
        return services.wait_for_recognition(
            actor=request.user, now=clock.now(), data=data or b"", file_name=name, **told
        )
    except Unreadable as refusal:
        form.add_error(blame, refusal.text(get_language() or "vi"))
    except RuleBroken as refusal:
        form.add_error(blame, str(refusal))
    else:
        if reading.already_there:
            messages.info(request, _("This text has been read before; here is its desk."))
        return reading
    return None


@require_http_methods(["GET", "POST"])
@login_required
def recognition(request: SignedInRequest, recognition_id: int) -> HttpResponse:
    """How far a scan is that a job recognises; where no worker comes, it can be done here."""
    visible = selectors.visible_recognitions(actor=request.user, on=clock.today())
    waiting: Recognition = get_object_or_404(visible, pk=recognition_id)
    said = ""
    if request.method == "POST":
        try:
            if request.POST.get("do") == "drop":
                services.drop_recognition(
                    actor=request.user, recognition_id=waiting.pk, now=clock.now()
                )
                messages.success(request, _("Taken back: nothing of the file is kept."))
                return redirect("intake:queue")
            services.go_on_recognising(recognition_id=waiting.pk, now=clock.now())
        except RuleBroken as refusal:
            said = str(refusal)
        waiting.refresh_from_db()
    if waiting.reading_id:
        return _open_desk(request, waiting.reading_id)
    state = selectors.state_of_recognition(waiting, now=clock.now())
    context = {"state": state, "waiting": waiting, "said": said}
    return render_page_or_part(
        request, "intake/recognition.html", "work", context, invalid=bool(said)
    )


def _open_desk(request: SignedInRequest, reading_id: int) -> HttpResponse:
    """The desk itself, whether the page or a part of it asked."""
    if is_swap(request):
        return HttpResponse(headers={"HX-Redirect": reverse("intake:desk", args=[reading_id])})
    return redirect("intake:desk", reading_id)


def _visible(request: SignedInRequest, reading_id: int) -> StoredReading:
    """A reading that may not be seen answers like one that does not exist."""
    visible = selectors.visible_readings(actor=request.user, on=clock.today())
    found: StoredReading = get_object_or_404(
        visible.select_related("document__file", "read_by").defer(
            "document__folded", "document__lowered"
        ),
        pk=reading_id,
    )
    return found


@require_http_methods(["GET", "POST"])
@login_required
@remembering()  # no button of the desk changes what anybody may
def desk(request: SignedInRequest, reading_id: int) -> HttpResponse:
    reading = _visible(request, reading_id)
    if request.method == "GET":
        register.note_reading(
            actor=request.user, document=reading.document, part=Part.DESK, now=clock.now()
        )
        at = number_in(request.GET.get("at"))
        return _show(request, selectors.desk(reading=reading, at=at), Outcome())

    do, at = request.POST.get("do", ""), number_in(request.POST.get("proposal"))
    # Held while it is compared and saved, so that nobody comes between the two.
    with transaction.atomic():
        with suppress(Proposal.DoesNotExist):
            Proposal.objects.select_for_update().get(pk=at or 0, reading=reading)
        shown = selectors.desk(reading=reading, at=at)
        # A button acts on the proposal it stood beside, never on the one shown instead.
        named = shown.at_hand if shown.at_hand and shown.at_hand.pk == at else None
        pressed = Press(request, shown, named, clock.now())
        if do == "save":
            return _saved(pressed)
        outcome = press(do, pressed)
    if outcome.leave:
        return _leave(request)
    if not outcome.refused and not is_swap(request):
        if outcome.said:
            messages.success(request, outcome.said)
        return redirect(_address(reading, outcome.at))
    return _show(request, selectors.desk(reading=reading, at=outcome.at, before=shown), outcome)


def _saved(pressed: Press) -> HttpResponse:
    """Keep what stands in the form while it is being filled in. Of the page only what it has seen
    changes, or a warning comes that somebody else wrote otherwise."""
    proposal = pressed.proposal
    if proposal is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    kept = keep(pressed, proposal, quietly=True)
    fresh = selectors.desk(reading=pressed.desk.reading, at=proposal.pk, before=pressed.desk)
    context = {
        "form": kept if kept.conflicts else proposal_form(fresh, proposal_of(fresh)),
        "conflicts": kept.conflicts,
    }
    return render(pressed.request, "intake/saved.html", context)


def proposal_of(shown: selectors.Desk) -> Proposal:
    if shown.at_hand is None:
        raise Proposal.DoesNotExist
    return shown.at_hand


@require_GET
@login_required
@remembering()
def due(request: SignedInRequest, reading_id: int, proposal_id: int) -> HttpResponse:
    """Why a deadline that is being typed falls where it does. Nothing is kept."""
    reading = _visible(request, reading_id)
    proposal = get_object_or_404(Proposal, pk=proposal_id, reading=reading)
    form = ProposalForm(request.GET, proposal=proposal, units=[], fields=[])
    form.is_valid()
    context = {"proposal": proposal, **due_context(form, proposal)}
    return render(request, "intake/due_why.html", context)


def _show(request: SignedInRequest, shown: selectors.Desk, outcome: Outcome) -> HttpResponse:
    doubles = selectors.doubles_of(
        [shown.at_hand] if shown.at_hand else [], actor=request.user, on=clock.today()
    )
    context = desk_context(shown, form=outcome.form, said=outcome.said, refused=outcome.refused)
    context |= {"swap": is_swap(request), "stay": outcome.stay}
    context["doubles"] = doubles.get(shown.at_hand.pk, []) if shown.at_hand else []
    response = render_page_or_part(
        request, "intake/desk.html", "desk", context, invalid=outcome.refused
    )
    if is_swap(request) and shown.at_hand:
        response["HX-Push-Url"] = _address(shown.reading, shown.at_hand.pk)
    return response


def _address(reading: StoredReading, at: int | None) -> str:
    address = reverse("intake:desk", args=[reading.pk])
    return f"{address}?at={at}#p{at}" if at else address


def _leave(request: SignedInRequest) -> HttpResponse:
    response: HttpResponse = redirect("intake:queue")
    if is_swap(request):
        response = HttpResponse(headers={"HX-Redirect": reverse("intake:queue")})
    return response


@require_http_methods(["GET", "POST"])
@login_required
def together(request: SignedInRequest, reading_id: int) -> HttpResponse:
    """What can be accepted at one press above a sureness one chooses: first shown, then done."""
    reading = _visible(request, reading_id)
    form = TogetherForm(request.GET if "at_least" in request.GET else None)
    said = ""
    if request.method == "POST":
        chosen = [each for each in map(number_in, request.POST.getlist("proposal")) if each]
        try:
            made = services.accept_together(
                actor=request.user, reading_id=reading.pk, proposal_ids=chosen, now=clock.now()
            )
        except RuleBroken as refusal:
            said = str(refusal)
        else:
            done = ngettext(
                "Accepted: %(number)s task. Undo takes it back.",
                "Accepted: %(number)s tasks. Undo takes them all back.",
                len(made),
            )
            messages.success(request, done % {"number": len(made)})
            return redirect("intake:desk", reading.pk)
    shown = selectors.desk(reading=reading, at=None)
    waiting = [entry.proposal for entry in shown.entries]
    found = selectors.acceptable_together(
        shown,
        at_least=form.at_least_asked(),
        doubles=selectors.doubles_of(waiting, actor=request.user, on=clock.today()),
    )
    context = {"reading": reading, "form": form, "together": found, "said": said}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if said else HTTPStatus.OK
    return render(request, "intake/together.html", context, status=status)


@require_GET
@login_required
def corrections(request: SignedInRequest) -> HttpResponse:
    """How often each rule of the reader was right here, by what people decided."""
    today = clock.today()
    if not policies.may_read(request.user, today):
        raise PermissionDenied
    records = selectors.records_of_rules(actor=request.user, on=today)
    return render(request, "intake/corrections.html", {"records": records, "today": today})
