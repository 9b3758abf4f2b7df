"""One's notices: reading them, and choosing how to hear of what."""

from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.faces.workspace.notices.calendar import calendar_of
from giaoban.faces.workspace.notices.forms import (
    ChannelsForm,
    DeviceForm,
    HabitsForm,
    device_name,
)
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.accounts.models import User
from giaoban.ground.notices import selectors, services
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done

ROWS = 25


@require_GET
@login_required
def inbox(request: SignedInRequest) -> HttpResponse:
    """What one was told, the newest first, or what is unread of it."""
    reader, now = request.user, clock.now()
    unread_only = request.GET.get("show") == "unread"
    notices = selectors.inbox(reader=reader)
    page = Paginator(notices.filter(read_at=None) if unread_only else notices, ROWS).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "lines": selectors.told(reader=reader, notices=page.object_list, on=now.date()),
        "unread": selectors.unread_count(reader=reader),
        "unread_only": unread_only,
        "opened_at": now,
    }
    return render(request, "notices/inbox.html", context)


@require_GET
@login_required
def follow(request: SignedInRequest, notice_id: int) -> HttpResponse:
    """Go to what a notice is about; it is read then."""
    reader, now = request.user, clock.now()
    notice = get_object_or_404(selectors.inbox(reader=reader), pk=notice_id)
    [line] = selectors.told(reader=reader, notices=[notice], on=now.date())
    services.mark_read(reader=reader, notice_id=notice.pk, now=now)
    if line.subject is None:
        messages.info(request, _("What this notice is about can no longer be seen."))
        return redirect("notices:inbox")
    return redirect(line.subject.address)


@require_POST
@login_required
def read_all(request: SignedInRequest) -> HttpResponse:
    now = clock.now()
    until = _moment(request.POST.get("until", "")) or now
    services.mark_all_read(reader=request.user, until=until, now=now)
    return done(request, to="notices:inbox")


def _moment(text: str) -> datetime | None:
    """The moment that a page wrote into its form; nothing for whatever else stands there."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


@require_http_methods(["GET", "POST"])
@login_required
def preferences(request: SignedInRequest) -> HttpResponse:
    """How one hears of each kind, when e-mail may come, and the address of one's calendar."""
    user = request.user
    posted = request.POST if request.method == "POST" else None
    push_key = services.key_for_devices()
    channels = ChannelsForm(selectors.choices_of(user=user), posted, with_devices=bool(push_key))
    habits = HabitsForm(posted, instance=selectors.habits_of(user=user))
    is_valid = channels.is_valid() and habits.is_valid()
    if posted is not None and is_valid:
        with transaction.atomic():
            for kind, channel in channels.changed().items():
                services.choose_channel(actor=user, kind=kind, channel=channel)
            for kind, is_pushed in channels.changed_push().items():
                services.choose_push(actor=user, kind=kind, is_pushed=is_pushed)
            services.keep_habits(actor=user, habits=habits.cleaned_data)
        messages.success(request, _("Your choices are kept."))
        return done(request, to="notices:preferences")
    context = {
        "channels": channels,
        "habits": habits,
        "feed": selectors.feed_of(user=user),
        "feed_address": request.session.pop("feed_address", ""),
        "mail_is_sent": settings.MAIL_IS_SENT,
        "email": user.email,
        "push_key": push_key,
        "devices": selectors.devices_of(user=user),
    }
    status = HTTPStatus.OK if posted is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "notices/preferences.html", context, status=status)


@require_POST
@login_required
def open_feed(request: SignedInRequest) -> HttpResponse:
    """Make a new address for one's calendar, shown once on the next page."""
    secret = services.open_feed(actor=request.user, now=clock.now())
    path = reverse("notices:calendar", args=[secret])
    request.session["feed_address"] = settings.SITE_URL + path
    return done(request, to="notices:preferences")


@require_POST
@login_required
def close_feed(request: SignedInRequest) -> HttpResponse:
    services.close_feed(actor=request.user)
    messages.success(request, _("The calendar address no longer works."))
    return done(request, to="notices:preferences")


@require_POST
@login_required
def add_device(request: SignedInRequest) -> HttpResponse:
    """Show notices in the browser that asks; its push service gave it the address."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The browser gave no address to which notices could be sent."))
        return done(request, to="notices:preferences")
    name = device_name(request.headers.get("User-Agent", ""))
    try:
        services.add_device(actor=request.user, name=name, now=clock.now(), **form.cleaned_data)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Notices are shown in this browser from now on."))
    return done(request, to="notices:preferences")


@require_POST
@login_required
def remove_device(request: SignedInRequest, device_id: int) -> HttpResponse:
    services.remove_device(actor=request.user, device_id=device_id)
    messages.success(request, _("No notices are shown there any more."))
    return done(request, to="notices:preferences")


@require_GET
@never_cache
def calendar(_request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar, for whoever knows its address: calendars cannot sign in."""
    feed = selectors.feed_with(secret=secret)
    if feed is None or not isinstance(feed.user, User):
        raise Http404
    now = clock.now()
    services.note_feed_read(feed=feed, on=now.date())
    with translation.override(selectors.habits_of(user=feed.user).language):
        content = calendar_of(actor=feed.user, on=now.date(), now=now)
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="giaoban.ics"'},
    )
