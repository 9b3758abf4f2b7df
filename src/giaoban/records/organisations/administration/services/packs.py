"""Reference packs, shipped or brought: looked at before they are loaded."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.records.organisations import policies, services
from giaoban.records.organisations.administration.models import BroughtPack
from giaoban.records.organisations.services.permission import demand
from giaoban.records.organisations.types import PackInvalid, PackReport

MAX_BYTES = 2_000_000
_TITLE = 300


def preview_pack(*, actor: User, pack: Mapping[str, Any], now: datetime) -> PackReport:
    """What loading the pack would do. It is loaded, and all taken back. Raises PackInvalid."""
    with transaction.atomic():
        report = services.load_pack(actor=actor, pack=pack, now=now)
        transaction.set_rollback(True)
    return report


@transaction.atomic
def bring_pack(*, actor: User, data: bytes, file_name: str, now: datetime) -> BroughtPack:
    """Keep a pack of the agency's own, not yet loaded.

    Raises PackInvalid for a file that is too large, is no JSON, or would not load as it is.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    content = _read(data)
    preview_pack(actor=actor, pack=content, now=now)
    title = content.get("title")
    pack = BroughtPack(
        file_name=file_name[-200:],
        title=title[:_TITLE] if isinstance(title, str) else "",
        content=content,
        brought_by=actor,
        brought_at=now,
    )
    pack.full_clean()
    pack.save()
    told = {"file_name": pack.file_name, "pack": pack.title}
    audit.record(
        actor=actor,
        verb="administration.pack-brought",
        target=pack,
        data=told,
        now=now,
        on_behalf_of=principal,
    )
    return pack


@transaction.atomic
def load_brought_pack(*, actor: User, pack_id: int, now: datetime) -> PackReport:
    """Load a pack that was brought; once more changes nothing. Raises PackInvalid."""
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    pack = BroughtPack.objects.select_for_update(of=("self",)).get(pk=pack_id)
    report = services.load_pack(actor=actor, pack=pack.content, now=now)
    pack.loaded_at = now
    pack.save(update_fields=["loaded_at"])
    told = {"pack": str(pack), "added": len(report.created)}
    audit.record(
        actor=actor,
        verb="administration.pack-loaded",
        target=pack,
        data=told,
        now=now,
        on_behalf_of=principal,
    )
    return report


def _read(data: bytes) -> dict[str, Any]:
    if len(data) > MAX_BYTES:
        raise PackInvalid(_("The file is too large for a reference pack."))
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = _("The file cannot be read as JSON: %(error)s") % {"error": error}
        raise PackInvalid(reason) from None
    if not isinstance(content, dict):
        raise PackInvalid(_("The file holds no JSON object."))
    return content
