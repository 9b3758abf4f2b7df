"""The pages about urging: who would be told on a day, what was sent, and by which rules."""

from contextlib import suppress
from datetime import date, datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.accounts.models import User
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done
from giaoban.ground.platform.models import CalendarDay
from giaoban.records.tasks.urging import pages, policies, selectors, services, wording
from giaoban.records.tasks.urging.forms import CalendarForm, PlanForm, RuleForm
from giaoban.records.tasks.urging.models import Message, Rule
from giaoban.records.tasks.urging.types import Audience

ROWS = 50


def _asked_day(data: QueryDict, today: date) -> tuple[PlanForm, date]:
    form = PlanForm(data if "on" in data else {"on": today})
    given = form.cleaned_data["on"] if form.is_valid() else None
    return form, given or today


@require_GET
@login_required
def plan(request: SignedInRequest) -> HttpResponse:
    """Who would get what on a day. What has gone out already is listed beneath."""
    actor, today = request.user, clock.today()
    if not policies.may_keep_rules(actor, on=today):
        raise PermissionDenied
    form, on = _asked_day(request.GET, today)
    planned = selectors.plan_of(on=on)
    context = {
        "form": form,
        "plan": planned,
        "today": today,
        "messages_planned": pages.planned_messages(planned),
        "messages_sent": pages.sent_messages(on=on),
    }
    return render(request, "urging/plan.html", context)


@require_GET
@login_required
def message(request: SignedInRequest, message_id: int) -> HttpResponse:
    """What one message is about, as far as its reader may see it, and how that stands today."""
    actor, today = request.user, clock.today()
    sent: Message = get_object_or_404(
        selectors.visible_messages(actor=actor, on=today), pk=message_id
    )
    urges = selectors.urges_of_message(actor=actor, message_id=sent.pk, on=today)
    page = Paginator(urges, ROWS).get_page(request.GET.get("page"))
    context = {
        "sent": sent,
        "today": today,
        "title": wording.titles_of([sent], on=today)[sent.pk],
        "audience": Audience(sent.audience).label,
        "page": page,
        "lines": pages.urged_duties(list(page.object_list), on=today),
        "letters": selectors.visible_letters(actor=actor, on=today).filter(follows=sent),
        "may_issue": policies.may_issue_letters(actor, on=today),
    }
    return render(request, "urging/message.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def rules(request: SignedInRequest) -> HttpResponse:
    """The rules and the days of rest; posting adds one of either."""
    actor, today = request.user, clock.today()
    if not policies.may_keep_rules(actor, on=today):
        raise PermissionDenied
    posted = request.POST if request.method == "POST" else None
    adds_day = posted is not None and "is_worked" in posted
    rule_form = RuleForm(None if adds_day else posted)
    day_form = CalendarForm(posted if adds_day else None, prefix=None)
    if posted is not None:
        form: Form = day_form if adds_day else rule_form
        if form.is_valid() and _is_done(form, actor, clock.now()):
            return done(request, to="urging:rules")
    context = {
        "rules": [(rule, wording.when(rule.offset)) for rule in Rule.objects.all()],
        "days": CalendarDay.objects.filter(day__year__gte=today.year - 1),
        "rule_form": rule_form,
        "day_form": day_form,
    }
    invalid = posted is not None
    return render(request, "urging/rules.html", context, status=422 if invalid else 200)


def _is_done(form: Form, actor: User, now: datetime) -> bool:
    """Carry out what was posted; a refusal goes back into the form."""
    data = form.cleaned_data
    try:
        if isinstance(form, RuleForm):
            services.add_rule(
                actor=actor, offset=form.offset, audience=Audience(data["audience"]), now=now
            )
        else:
            services.set_day(
                actor=actor,
                day=data["day"],
                is_worked=data["is_worked"],
                name=data["name"],
                now=now,
            )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
@login_required
def remove_rule(request: SignedInRequest, rule_id: int) -> HttpResponse:
    # Where somebody was quicker it is gone, as was asked.
    with suppress(Rule.DoesNotExist):
        services.remove_rule(actor=request.user, rule_id=rule_id, now=clock.now())
    return done(request, to="urging:rules")


@require_POST
@login_required
def forget_day(request: SignedInRequest, day_id: int) -> HttpResponse:
    with suppress(CalendarDay.DoesNotExist):
        services.forget_day(actor=request.user, day_id=day_id, now=clock.now())
    return done(request, to="urging:rules")
