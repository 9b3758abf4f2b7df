"""Writing: sections and figures are saved while people type, and nobody's words are lost."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from giaoban.cycle.reporting.models import GivenFigure, Return, WrittenSection
from giaoban.cycle.reporting.returns import selectors
from giaoban.cycle.reporting.returns.figures import read_figure
from giaoban.cycle.reporting.returns.merging import clean, merged
from giaoban.cycle.reporting.returns.services.holding import demand_writer, held, writable
from giaoban.cycle.reporting.returns.services.proposing import propose
from giaoban.cycle.reporting.returns.services.storing import stored
from giaoban.cycle.reporting.types import ChangedMeanwhile
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.kit.vntext.numbers import NotANumber


@transaction.atomic
def begin_return(*, actor: User, obligation_id: int, now: datetime) -> Return:
    """Begin to write: the outline stands there empty, with proposals from the register of tasks.

    Begun again it changes nothing. Raises PermissionDenied and ReportingRefusal.
    """
    obligation = held(obligation_id)
    principal = demand_writer(actor, obligation, now)
    written, is_new = Return.objects.get_or_create(
        obligation=obligation, defaults={"begun_by": actor, "begun_at": now}
    )
    if not is_new:
        return written
    outline = selectors.outline_of(period=obligation.period)
    WrittenSection.objects.bulk_create(
        WrittenSection(written=written, section=each) for each in outline.sections
    )
    GivenFigure.objects.bulk_create(
        GivenFigure(written=written, figure=each) for each in outline.figures
    )
    count = propose(actor=actor, obligation=obligation, written=written, now=now)
    audit.record(
        actor=actor,
        verb="reporting.begun",
        target=obligation,
        data={"proposals": count},
        now=now,
        on_behalf_of=principal,
    )
    return written


@transaction.atomic
def save_section(
    *, actor: User, obligation_id: int, section_id: int, text: str, seen: str, now: datetime
) -> WrittenSection:
    """Save what was typed over what was `seen`; what others wrote meanwhile in other lines stays.

    Raises ChangedMeanwhile where both changed the same lines: nothing is stored then.
    """
    obligation = held(obligation_id)
    demand_writer(actor, obligation, now)
    written = writable(obligation)
    row = WrittenSection.objects.select_for_update().get(written=written, section=section_id)
    typed = clean(text)
    together = merged(clean(seen), row.text, typed)
    if together is None:
        raise ChangedMeanwhile(row.text)
    return stored(row, together, actor=actor, now=now)


@transaction.atomic
def save_figures(
    *,
    actor: User,
    obligation_id: int,
    typed: Mapping[int, str],
    seen: Mapping[int, str],
    now: datetime,
) -> list[GivenFigure]:
    """Save figures as typed; those that only others changed keep theirs.

    What cannot be read as a number is kept as it was typed, and the checks tell. Raises
    ChangedMeanwhile where two typed different figures.
    """
    obligation = held(obligation_id)
    demand_writer(actor, obligation, now)
    written = writable(obligation)
    rows = list(
        GivenFigure.objects.select_for_update(of=("self",))
        .filter(written=written, figure__in=list(typed))
        .select_related("figure")
    )
    for row in rows:
        words = " ".join(typed[row.figure_id].split())[:60]
        begun_with = seen.get(row.figure_id, row.typed)
        if words in {row.typed, begun_with}:
            continue
        if row.typed != begun_with:
            raise ChangedMeanwhile(f"{row.figure.name}: {row.typed}")
        row.typed = words
        row.value = _value(words, row.figure.measure)
        row.edited_by, row.edited_at = actor, now
    GivenFigure.objects.bulk_update(rows, ["typed", "value", "edited_by", "edited_at"])
    return rows


def _value(typed: str, measure: str) -> Decimal | None:
    try:
        return read_figure(typed, measure=measure)
    except NotANumber:
        return None
