"""Urging by command: the run of today, and the plan of any day in lines."""

import sys
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from giaoban.ground.platform import clock
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.urging import selectors, services

REFUSED = 2


def preview(*, on: date | None, language: str) -> None:
    day = on or clock.today()
    plan = selectors.plan_of(on=day)
    names = organisations.unit_names(on=day)
    with translation.override(language):
        if plan.is_day_of_rest:
            print(_("%(day)s is a day of rest: nothing goes out.") % {"day": f"{day:%d/%m/%Y}"})
            return
        told = [message for message in plan.messages if message.people]
        for message in told:
            people = ", ".join(str(person) for person in message.people)
            counts = {"duties": len(message.lines), "overdue": message.overdue}
            print(f"{message.to_whom(names)} ({people})")
            print("  " + _("duties: %(duties)s, overdue: %(overdue)s") % counts)
        sums = {"messages": len(told), "people": plan.people, "duties": plan.lines}
        print(_("%(messages)s messages to %(people)s people, %(duties)s reminders.") % sums)
        if plan.nobody:
            print(_("For %(n)s there is nobody to tell.") % {"n": plan.nobody})


def refuse_day(*, language: str) -> int:
    with translation.override(language):
        print(_("Only a preview can be of another day."), file=sys.stderr)
    return REFUSED


def urge(*, language: str) -> None:
    outcome = services.urge_by_rules(now=clock.now())
    with translation.override(language):
        sums = {"messages": outcome.messages, "duties": outcome.urges}
        print(_("%(messages)s messages sent, %(duties)s reminders.") % sums)
