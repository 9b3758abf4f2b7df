"""The trail for `giaoban audit`. Imported once Django is set up."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import selectors, services
from giaoban.ground.audit.types import Broken, SealedDay, Verdict
from giaoban.kit.vntext.numbers import format_number

SCHEMA = "giaoban.trail/1"
BROKEN = 1
REFUSED = 2


def verify(*, language: str, as_json: bool, since: date | None, against: str | None) -> int:
    """Seal what waits, go along the chain, and say whether it holds: 0, or 1 where it does not."""
    with translation.override(language):
        try:
            remembered = _remembered(against) if against else []
        except (OSError, ValueError, KeyError, TypeError):
            return _refuse(_("%(file)s holds no earlier verification.") % {"file": against})
        services.seal()
        verdict = selectors.verify(since=since)
        lost = selectors.first_lost_seal(remembered) if verdict.holds else None
        if as_json:
            text = json.dumps(_as_json(verdict, lost), ensure_ascii=False, indent=1)
        else:
            text = "\n".join(_told(verdict, lost))
        sys.stdout.write(text + "\n")
    return 0 if verdict.holds and lost is None else BROKEN


def seal(*, language: str) -> int:
    with translation.override(language):
        count = services.seal()
        told = ngettext("%(n)s entry sealed.", "%(n)s entries sealed.", count)
        sys.stdout.write(told % {"n": format_number(count)} + "\n")
    return 0


def erase(username: str, *, reason: str, language: str) -> int:
    with translation.override(language):
        person = User.objects.filter(username=username).first()
        if person is None:
            return _refuse(_("There is no such user."))
        count = services.erase_personal_data(
            actor=None, person=person, reason=reason, now=timezone.now()
        )
        told = ngettext(
            "%(n)s entry no longer tells who it was.",
            "%(n)s entries no longer tell who it was.",
            count,
        )
        sys.stdout.write(told % {"n": format_number(count)} + "\n")
    return 0


def _remembered(file: str) -> list[SealedDay]:
    told = json.loads(Path(file).read_text(encoding="utf-8"))
    if told["schema"] != SCHEMA:
        raise ValueError(told["schema"])
    return [
        SealedDay(date.fromisoformat(each["day"]), each["entries"], each["seal"])
        for each in told["days"]
    ]


def _refuse(why: str) -> int:
    sys.stderr.write(f"giaoban audit: {why}\n")
    return REFUSED


def _told(verdict: Verdict, lost: SealedDay | None) -> Iterator[str]:
    if verdict.broken:
        yield _broken_words(verdict.broken)
    elif lost:
        told = _("The trail was rewritten: the seal of %(day)s is no longer in it.")
        yield told % {"day": f"{lost.day:%d/%m/%Y}"}
    else:
        told = ngettext(
            "The trail holds: %(n)s entry, %(days)s days.",
            "The trail holds: %(n)s entries, %(days)s days.",
            verdict.entries,
        )
        days = format_number(len(verdict.days))
        yield told % {"n": format_number(verdict.entries), "days": days}
        for last in verdict.days[-1:]:
            told = _("Seal of %(day)s: %(seal)s")
            yield told % {"day": f"{last.day:%d/%m/%Y}", "seal": last.seal}
    if verdict.erased:
        told = _("Personal data erased: %(n)s parts of entries.")
        yield told % {"n": format_number(verdict.erased)}
    if not verdict.guarded:
        yield _("The database no longer refuses changes to the trail: its triggers are missing.")


def _broken_words(broken: Broken) -> str:
    place = {
        "number": format_number(broken.number),
        "day": f"{broken.day:%d/%m/%Y}",
        "what": broken.kind.label,
    }
    if broken.entry_id is None:
        return _("The trail is broken at place %(number)s, %(day)s: %(what)s.") % place
    entry = {"entry": broken.entry_id, "verb": broken.verb, "target": broken.target}
    told = _(
        "The trail is broken at place %(number)s, %(day)s:"
        " entry %(entry)s (%(verb)s %(target)s) was %(what)s."
    )
    return told % {**place, **entry}


def _as_json(verdict: Verdict, lost: SealedDay | None) -> dict[str, object]:
    broken = verdict.broken
    return {
        "schema": SCHEMA,
        "holds": verdict.holds and lost is None,
        "entries": verdict.entries,
        "erased": verdict.erased,
        "waiting": verdict.waiting,
        "guarded": verdict.guarded,
        "first_broken": broken
        and {
            "kind": broken.kind.value,
            "place": broken.number,
            "day": broken.day.isoformat(),
            "entry": broken.entry_id,
            "verb": broken.verb,
            "target": broken.target,
        },
        "lost_seal": lost and {"day": lost.day.isoformat(), "seal": lost.seal},
        "days": [
            {"day": each.day.isoformat(), "entries": each.entries, "seal": each.seal}
            for each in verdict.days
        ],
    }
