"""Who sees a document because it is a paper of a meeting, or the notice of its conclusions."""

from datetime import date

from django.db.models import Q

from giaoban.cycle.meetings import selectors
from giaoban.cycle.meetings.models import Notice
from giaoban.ground.accounts.models import User


def documents_of_meetings(actor: User, on: date) -> Q:
    papers = selectors.visible_papers(actor=actor, on=on).order_by().values("document")
    meetings = selectors.visible_meetings(actor=actor, on=on).order_by().values("pk")
    notices = Notice.objects.filter(meeting__in=meetings, document__isnull=False).order_by()
    return Q(pk__in=papers) | Q(pk__in=notices.values("document"))
