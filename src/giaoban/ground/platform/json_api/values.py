"""The values that come in and go out, with the bounds that keep every one of them storable."""

import re
from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


class Body(Schema):
    """What a request brings. A name that is not known is a mistake, and told."""

    model_config = ConfigDict(extra="forbid")


def _storable(text: str) -> str:
    """A text that both databases keep: no NUL, no half of a surrogate pair."""
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise PydanticCustomError("unstorable_text", "This text has characters that are no text.")
    return text


def _written_as_a_day(value: Any) -> Any:
    """Seconds since 1970 and moments are days as well to some, which hides mistakes."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        raise PydanticCustomError("day_form", "A day is written as 2020-07-31.")
    return value


def _within_reach(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError("day_out_of_reach", "This day is too long ago or too far ahead.")
    return day


Text = Annotated[str, AfterValidator(_storable)]
Day = Annotated[
    date,
    BeforeValidator(_written_as_a_day, json_schema_input_type=date),
    AfterValidator(_within_reach),
]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
