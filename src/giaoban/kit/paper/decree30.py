"""Rules of Decree 30/2020/NĐ-CP, Appendix I, for what is written in its components."""

from collections.abc import Sequence
from datetime import date

_NBSP = "\u00a0"
_TO_BE_WRITTEN = _NBSP * 6  # room for the pen, or for the register, on what is still a draft


def date_line(place: str, day: date | None) -> str:
    """Component 4: `Hà Nội, ngày 05 tháng 3 năm 2020`, with room to write where the day is open.

    Days below 10 take a leading zero, of the months only 1 and 2 do (Part II.4).
    """
    if day is None:
        return f"{place}, ngày{_TO_BE_WRITTEN}tháng{_TO_BE_WRITTEN}năm{_TO_BE_WRITTEN}"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def number_line(number: int | None, symbol: str) -> str:
    """Component 3: `Số: 05/BC-BTTTT`, with room to write where no number was given out yet.

    Numbers below 10 take a leading zero; nothing but `/` stands between the two (Part II.3).
    """
    written = _TO_BE_WRITTEN if number is None else f"{number:02}"
    return f"Số:{'' if number is None else ' '}{written}/{symbol}"


def recipient_lines(recipients: Sequence[str]) -> list[str]:
    """Component 9b: a dash before each recipient, `;` after it, `.` after the last (Part II.9)."""
    names = [name.strip().lstrip("-–").rstrip(";.").strip() for name in recipients]
    lines = [f"- {name};" for name in names if name]
    return [*lines[:-1], *(f"{line[:-1]}." for line in lines[-1:])]


def addressee_lines(addressees: Sequence[str]) -> list[str]:
    """Component 9a: a single addressee bare, several as recipients are written (Part II.9)."""
    if len(addressees) == 1:
        return [addressees[0].strip().rstrip(";.")]
    return recipient_lines(addressees)


def day(of: date) -> str:
    """`30/06/2020`, as days are written in tables."""
    return f"{of:%d/%m/%Y}"


def count(of: int) -> str:
    """`1.234`: the point parts thousands."""
    return f"{of:,}".replace(",", ".")
