"""Which meetings, and which of their papers, a person sees."""

from datetime import date

from django.db.models import Q, QuerySet

from giaoban.cycle.meetings.models import Meeting, Paper, Series
from giaoban.cycle.meetings.types import MeetingState
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post, Scope


def sees_all(scope: Scope) -> bool:
    """Whoever sees the agency, and secretaries of meetings."""
    return scope.everything or Post.MEETING_SECRETARY in scope.posts


def visible_meetings(*, actor: User, on: date) -> QuerySet[Meeting]:
    """All for whoever sees the agency or writes down its meetings; for others those to which their
    units are invited or bridged, once the invitation is out, and those that they chair."""
    found = Meeting.objects.select_related("series", "chair", "previous")
    scope = organisations.scope_of(actor=actor, on=on)
    if sees_all(scope):
        return found
    mine = scope.unit_ids | scope.speaks_for
    invited = Q(invitees__unit__in=mine) | Q(bridges__unit__in=mine)
    seen = Q(chair=actor) | (invited & ~Q(state=MeetingState.PREPARING))
    return found.filter(pk__in=Meeting.objects.filter(seen).order_by().values("pk"))


def visible_series(*, actor: User, on: date) -> QuerySet[Series]:
    scope = organisations.scope_of(actor=actor, on=on)
    if sees_all(scope):
        return Series.objects.all()
    meetings = visible_meetings(actor=actor, on=on).order_by()
    return Series.objects.filter(pk__in=meetings.values("series"))


def visible_papers(*, actor: User, on: date) -> QuerySet[Paper]:
    """Papers of the meetings that one sees, but for those that are for other units alone."""
    found = Paper.objects.select_related("document", "item", "added_by").defer(
        "document__text", "document__folded", "document__lowered"
    )
    scope = organisations.scope_of(actor=actor, on=on)
    if sees_all(scope):
        return found
    meetings = visible_meetings(actor=actor, on=on).order_by().values("pk")
    mine = scope.unit_ids | scope.speaks_for
    rights = Q(units=None) | Q(units__in=mine) | Q(meeting__chair=actor)
    seen = Paper.objects.filter(rights, meeting__in=meetings).order_by()
    return found.filter(pk__in=seen.values("pk"))
