"""The text of a section as it is kept."""

from datetime import datetime

from giaoban.cycle.reporting.models import WrittenSection
from giaoban.cycle.reporting.returns.merging import clean
from giaoban.cycle.reporting.types import TextIsSecret, TextTooLong
from giaoban.ground.accounts.models import User
from giaoban.kit.vntext.secrecy import secrecy_marking

LONGEST = 100_000


def stored(row: WrittenSection, text: str, *, actor: User, now: datetime) -> WrittenSection:
    """Keep the text in a row that the caller holds. Raises TextTooLong and TextIsSecret."""
    if len(text) > LONGEST:
        raise TextTooLong
    if secrecy_marking(text):
        raise TextIsSecret
    if text != row.text:
        row.text = text
        row.revision += 1
        row.edited_by, row.edited_at = actor, now
        row.save(update_fields=["text", "revision", "edited_by", "edited_at"])
    return row


def add_line(row: WrittenSection, line: str, *, actor: User, now: datetime) -> WrittenSection:
    """Put a line at the end of a section that the caller holds."""
    text = f"{row.text}\n{line}" if row.text else line
    return stored(row, clean(text), actor=actor, now=now)


def drop_line(row: WrittenSection, line: str, *, actor: User, now: datetime) -> WrittenSection:
    """Take a line out where it still stands as it was put in; edited lines stay."""
    lines = row.text.split("\n")
    if line in lines:
        lines.remove(line)
    return stored(row, clean("\n".join(lines)), actor=actor, now=now)
