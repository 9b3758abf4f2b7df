"""What the demo prints, in the language of the terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.cycle.intake.models import StoredReading
from giaoban.faces.cli.commands.serve import ADDRESS, PORT
from giaoban.faces.cli.demonstration.people import PASSWORD, PEOPLE
from giaoban.faces.cli.demonstration.provinces import Told
from giaoban.kit.periods.period import Period
from giaoban.kit.vntext.numbers import format_rate
from giaoban.records.tasks.types import FOUR_CLASSES, Rate, ScoreCard


@dataclass(frozen=True)
class Paper:
    """A file of the demo, or in words why it is not there."""

    name: str
    path: Path | None
    why_not: str = ""


def about_register(count: int) -> None:
    _say(_("Register: %(count)s tasks, each with its dated events.") % {"count": count})


def about_reading(reading: StoredReading, accepted: int, waiting: int) -> None:
    told = reading.facts.get("tally") or {}
    _say(
        _("Read: %(file)s. Proposed tasks: %(count)s; confirmed: %(accepted)s.")
        % {
            "file": reading.document.file_name,
            "count": accepted + waiting,
            "accepted": accepted,
        }
    )
    if waiting:
        _say(_("Left on the desk for a person to choose: %(count)s.") % {"count": waiting})
    _say(
        _("The text itself speaks of %(total)s tasks in June; the register is counted below.")
        % {"total": told.get("total")}
    )


def about_score_card(card: ScoreCard, period: Period) -> None:
    total = card.total
    _say("")
    _say(
        _("Score-card of %(period)s, as of %(day)s: %(total)s tasks")
        % {
            "period": f"{period.number:02}/{period.year}",
            "day": f"{card.as_of:%d/%m/%Y}",
            "total": total.total,
        }
    )
    for status in FOUR_CLASSES:
        _row(str(status.label), total[status], total.share(status))
    _row(_("On time of those due"), None, total.on_time_of_due)
    _row(_("Completed of all assigned"), None, total.done_of_all)


def about_provinces(told: Told) -> None:
    """The last day of June 2025 as the departments were and as they are now."""
    day = f"{told.then.as_of:%d/%m/%Y}"
    _say("")
    _say(_("Provinces: tasks as of %(day)s") % {"day": day})
    for words, card in ((_("As they were"), told.then), (_("As they are now"), told.now)):
        counts = " + ".join(str(card.total[status]) for status in FOUR_CLASSES)
        rows = sum(bool(row.tally.total) for row in card.rows)
        numbers = {"words": words, "rows": rows, "counts": counts, "total": card.total.total}
        _say(_("  %(words)s: %(rows)s units, %(counts)s = %(total)s") % numbers)
    handed = {"done": told.done, "open": told.to_sign}
    _say(_("Handovers: %(done)s signed by both sides, %(open)s to be signed.") % handed)


def about_papers(papers: Sequence[Paper]) -> None:
    _say("")
    for paper in papers:
        _say(f"{paper.name:<8}{paper.path or paper.why_not}")


def about_pages(period: Period, as_of: date) -> None:
    _say("")
    _say(_("Pages: run “make serve”, then open"))
    query = f"?period={period.key}&as_of={as_of.isoformat()}"
    _say(f"  http://{ADDRESS}:{PORT}{reverse('tasks:score-card')}{query}")
    _say(
        _("Sign in with one of these names and the password %(password)s:") % {"password": PASSWORD}
    )
    for person in PEOPLE:
        _say(f"  {person.username:<10}{person.full_name}, {person.post.label}")
    _say(_("The demo asks for no second factor; an installation requires one of some posts."))


def _row(words: str, count: int | None, rate: Rate) -> None:
    number = "" if count is None else str(count)
    percent = format_rate(rate.part, rate.whole)
    _say(f"  {words:<28}{number:>4}{percent:>11}   {rate.part}/{rate.whole}")


def _say(line: str) -> None:
    print(line, flush=True)
