"""Papers about a meeting: the invitation, the minutes, the notice of what was concluded.

Plain data, filled into Word templates by `word`. All of them are drafts without `number` or `on`,
with room to write these. `signer_authority` has a line for each post, `recipients` come without
dash and semicolon, and a ministry has no `agency_parent`.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MeetingInvitation:
    """A giấy mời (sample 1.7): who invites whom to what, who chairs, when, where, what to note."""

    agency: str
    symbol: str
    place: str
    subject: str
    inviter: str
    invited: tuple[str, ...]
    event: str
    chair: str
    time: str
    venue: str
    agenda: tuple[str, ...]
    notes: tuple[str, ...]
    signer_authority: tuple[str, ...]
    signer_name: str
    recipients: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    agency_parent: str = ""
    number: int | None = None
    on: date | None = None


@dataclass(frozen=True)
class ConclusionNotice:
    """A "Thông báo kết luận" (sample 1.4). `closing`, its last sentence, ends with "./."."""

    agency: str
    symbol: str
    place: str
    subject: str
    opening: tuple[str, ...]
    conclusions: tuple[str, ...]
    closing: str
    signer_authority: tuple[str, ...]
    signer_name: str
    recipients: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    agency_parent: str = ""
    number: int | None = None
    on: date | None = None


@dataclass(frozen=True)
class MinutesSection:
    """A part of the minutes; the first has no title."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class MeetingMinutes:
    """A biên bản (sample 1.9): the secretary signs on the left, the chair on the right.

    It bears no place and date in its head, which its text tells. `signer_name` is the chair.
    """

    agency: str
    symbol: str
    place: str
    subject: str
    sections: tuple[MinutesSection, ...]
    closing: str
    secretary: str
    signer_authority: tuple[str, ...]
    signer_name: str
    recipients: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    agency_parent: str = ""
    number: int | None = None
    on: date | None = None
