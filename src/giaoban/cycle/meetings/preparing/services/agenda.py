"""The agenda and the papers of a meeting."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone

from giaoban.cycle.meetings import policies, selectors
from giaoban.cycle.meetings.models import AgendaItem, Meeting, Paper, PrivateNote
from giaoban.cycle.meetings.preparing.services.meetings import locked
from giaoban.cycle.meetings.types import AlreadyHeld, ItemInUse, ItemTooDeep, MeetingState, NoTitle
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.kit.reader.opening import open_file
from giaoban.records.documents import selectors as documents
from giaoban.records.documents import services as register
from giaoban.records.documents.models import Document

_OVER = {MeetingState.CLOSED, MeetingState.CANCELLED}
_LONGEST_ITEM = 24 * 60  # minutes


@transaction.atomic
def add_item(
    *,
    actor: User,
    meeting_id: int,
    title: str,
    minutes: int,
    now: datetime,
    speaker_minutes: int = 3,
    unit_id: int | None = None,
    presenter: str = "",
    parent_id: int | None = None,
) -> AgendaItem:
    """Put an item at the end of the agenda, or of the parts of another item."""
    meeting, principal = prepared_by(actor, meeting_id, now)
    parent = meeting.items.get(pk=parent_id) if parent_id else None
    if parent is not None and parent.parent_id is not None:
        raise ItemTooDeep
    if not title.strip():
        raise NoTitle
    last = meeting.items.filter(parent=parent).aggregate(last=Max("position"))["last"]
    item = AgendaItem.objects.create(
        meeting=meeting,
        parent=parent,
        position=(last or 0) + 1,
        title=" ".join(title.split()),
        minutes=min(minutes, _LONGEST_ITEM),
        speaker_minutes=speaker_minutes,
        unit_id=unit_id,
        presenter=presenter.strip(),
    )
    _record("meetings.item-added", item, actor=actor, principal=principal, now=now)
    return item


@transaction.atomic
def change_item(
    *,
    actor: User,
    item_id: int,
    title: str,
    minutes: int,
    speaker_minutes: int,
    unit_id: int | None,
    presenter: str,
    now: datetime,
) -> AgendaItem:
    item = AgendaItem.objects.get(pk=item_id)
    _meeting, principal = prepared_by(actor, item.meeting_id, now)
    if not title.strip():
        raise NoTitle
    item.title, item.minutes = " ".join(title.split()), min(minutes, _LONGEST_ITEM)
    item.speaker_minutes, item.unit_id = speaker_minutes, unit_id
    item.presenter = presenter.strip()
    item.save()
    _record("meetings.item-changed", item, actor=actor, principal=principal, now=now)
    return item


@transaction.atomic
def move_item(*, actor: User, item_id: int, up: bool, now: datetime) -> None:
    """Let an item change places with its neighbour; at the end of the row it stays."""
    item = AgendaItem.objects.get(pk=item_id)
    meeting, principal = prepared_by(actor, item.meeting_id, now)
    row = list(meeting.items.filter(parent=item.parent_id).order_by("position", "pk"))
    place = next(index for index, each in enumerate(row) if each.pk == item.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(row):
        return
    row[place], row[other] = row[other], row[place]
    for position, each in enumerate(row, start=1):
        each.position = position
    AgendaItem.objects.bulk_update(row, ["position"])
    _record("meetings.item-moved", item, actor=actor, principal=principal, now=now)


@transaction.atomic
def remove_item(*, actor: User, item_id: int, now: datetime) -> None:
    """Take an item with its parts from the agenda; papers of it become the meeting's.

    Raises ItemInUse where something on the floor, or a conclusion, rests on it.
    """
    item = AgendaItem.objects.select_related("meeting").get(pk=item_id)
    _meeting, principal = prepared_by(actor, item.meeting_id, now)
    try:
        with transaction.atomic():
            item.delete()
    except ProtectedError:
        raise ItemInUse from None
    _record("meetings.item-removed", item, actor=actor, principal=principal, now=now)


@transaction.atomic
def add_paper(
    *,
    actor: User,
    meeting_id: int,
    document: Document,
    now: datetime,
    item_id: int | None = None,
    unit_ids: Collection[int] = (),
    replaces_id: int | None = None,
) -> Paper:
    """Give the meeting a paper, for all or for these units alone; or a new edition of another."""
    meeting, principal = prepared_by(actor, meeting_id, now)
    before = meeting.papers.get(pk=replaces_id, replaced_by=None) if replaces_id else None
    paper = Paper.objects.create(
        meeting=meeting,
        item=meeting.items.get(pk=item_id) if item_id else (before.item if before else None),
        document=document,
        edition=before.edition + 1 if before else 1,
        replaces=before,
        added_by=actor,
        added_at=now,
    )
    paper.units.set(unit_ids or (before.units.all() if before else ()))
    audit.record(
        actor=actor,
        verb="meetings.paper-added",
        target=meeting,
        data={"document": str(document), "count": paper.edition},
        now=now,
        on_behalf_of=principal,
    )
    return paper


def bring_paper(
    *,
    actor: User,
    meeting_id: int,
    data: bytes,
    file_name: str,
    subject: str,
    now: datetime,
    item_id: int | None = None,
    unit_ids: Collection[int] = (),
    replaces_id: int | None = None,
) -> Paper:
    """Register a file and give it to the meeting; one that is registered already is taken as it is.

    Raises kit's Unreadable for a file that cannot be read, SecretDocument for a secret one.
    """
    opened = open_file(data, name=file_name)  # takes the longest, so before the transaction
    with transaction.atomic():
        document = documents.with_text(text=opened.text) or register.register_document(
            actor=actor,
            now=now,
            text=opened.text,
            subject=subject.strip() or file_name,
            data=data,
            file_name=file_name,
            media_type=opened.media_type,
        )
        return add_paper(
            actor=actor,
            meeting_id=meeting_id,
            document=document,
            now=now,
            item_id=item_id,
            unit_ids=unit_ids,
            replaces_id=replaces_id,
        )


@transaction.atomic
def keep_note(*, actor: User, paper_id: int, text: str, now: datetime) -> None:
    """Keep what a reader writes for themselves beside a paper that they see; empty lets it go."""
    on = timezone.localdate(now)
    paper = selectors.visible_papers(actor=actor, on=on).get(pk=paper_id)
    if text.strip():
        PrivateNote.objects.update_or_create(
            paper=paper, person=actor, defaults={"text": text.strip()[:4000]}
        )
    else:
        PrivateNote.objects.filter(paper=paper, person=actor).delete()
    # A note of one's own, by nobody else's right.
    audit.record(
        actor=actor, verb="meetings.noted", target=paper.meeting, now=now, on_behalf_of=None
    )


def prepared_by(actor: User, meeting_id: int, now: datetime) -> tuple[Meeting, User | None]:
    """The meeting, held, for whoever may prepare it while it is not over; and for whom they act."""
    meeting = locked(meeting_id)
    verdict = policies.may_prepare(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    if meeting.state in _OVER:
        raise AlreadyHeld
    return meeting, verdict.principal


def _record(
    verb: str, item: AgendaItem, *, actor: User, principal: User | None, now: datetime
) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        target=item.meeting,
        data={"item": item.title},
        now=now,
        on_behalf_of=principal,
    )
