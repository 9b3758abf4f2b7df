"""Loading a reference pack for `giaoban load`. Imported once Django is set up."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from giaoban.cycle.reporting.regimes import selectors as reports
from giaoban.cycle.reporting.regimes import services as regimes
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.organisations import services
from giaoban.records.organisations.types import PackReport

REFUSED = 2
MAX_BYTES = 5_000_000

KINDS = {
    "field": gettext_noop("Fields of work"),
    "unit": gettext_noop("Units"),
    "alias": gettext_noop("Ways of writing them"),
    "charge": gettext_noop("Fields in charge"),
    "succession": gettext_noop("Successions of units"),
}


def load(name: str, *, language: str, preview: bool = False) -> int:
    """Load the shipped pack of that name, or the file, into the database; the exit status.

    A preview tells the same and keeps nothing.
    """
    with translation.override(language):
        if name in reports.shipped_packs():
            return _load_regimes(name, preview=preview)
        pack = _pack(name)
        if isinstance(pack, str):
            sys.stderr.write(f"{name}: {pack}\n")
            return REFUSED
        call_command("migrate", verbosity=0)
        try:
            load_pack = services.preview_pack if preview else services.load_pack
            report = load_pack(actor=None, pack=pack, now=timezone.now())
        except RuleBroken as refusal:
            sys.stderr.write(f"{name}: {refusal}\n")
            return REFUSED
        sys.stdout.write("\n".join(_told(report)) + "\n")
    return 0


def _load_regimes(name: str, *, preview: bool) -> int:
    """Set up the regimes of reporting of a shipped pack; a preview keeps none."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        report = regimes.load_pack(actor=None, key=name, now=timezone.now())
        transaction.set_rollback(preview)
    counts = {
        "what": _("Regimes of reporting"),
        "added": len(report.created),
        "unchanged": len(report.unchanged),
    }
    sys.stdout.write(_("%(what)s: %(added)d added, %(unchanged)d unchanged") % counts + "\n")
    return 0


def _pack(name: str) -> dict[str, Any] | str:
    """The pack, or the sentence that says why there is none."""
    if name in services.shipped_packs():
        return services.shipped_pack(name)
    path = Path(name)
    if not path.is_file():
        known = ", ".join([*services.shipped_packs(), *reports.shipped_packs()])
        return _("There is no such pack and no such file. Packs: %(known)s.") % {"known": known}
    if path.stat().st_size > MAX_BYTES:
        return _("The file is too large for a reference pack.")
    try:
        pack = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError, OSError) as error:
        return _("The file cannot be read as JSON: %(error)s") % {"error": error}
    return pack if isinstance(pack, dict) else _("The file holds no JSON object.")


def _told(report: PackReport) -> list[str]:
    lines = []
    for prefix, words in KINDS.items():
        counts = {
            "what": _(words),
            "added": _count(report.created, prefix),
            "unchanged": _count(report.unchanged, prefix),
        }
        lines.append(_("%(what)s: %(added)d added, %(unchanged)d unchanged") % counts)
    for difference in report.changed:
        told = {
            "key": difference.key,
            "what": difference.what,
            "registered": difference.registered,
            "in_pack": difference.in_pack,
        }
        lines.append(
            _("%(key)s, %(what)s: “%(registered)s” stays; the pack says “%(in_pack)s”.") % told
        )
    if not report.created and not report.changed:
        lines.append(_("Nothing was changed: all of it is in the register."))
    return lines


def _count(keys: tuple[str, ...], prefix: str) -> int:
    return sum(key.startswith(f"{prefix}/") for key in keys)
