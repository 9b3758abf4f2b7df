"""What the API asks and tells of readings."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from giaoban.ground.platform.json_api.values import Body, Day, Text

LONGEST = 200_000  # characters of a text that is read while someone waits


class PreviewBody(Body):
    """A text to be read. It is not kept, and neither is what was read."""

    text: Text = Field(
        min_length=1,
        max_length=LONGEST,
        examples=[
            "Giao Vụ Bưu chính chủ trì rà soát mạng điểm phục vụ, xong trước ngày 20/7/2020."
        ],
    )
    issued_on: Day | None = Field(
        None,
        examples=["2020-07-02"],
        description="The day that “this month” and the like are counted from.",
    )


class ReadingAnswer(Schema):
    """A reading as `giaoban read --json` prints it. Places count characters of the text as it was
    read: composed letters (NFC), lines ended by a line feed."""

    form: str = Field("giaoban.reading/1", alias="schema")
    issued_on: date | None
    meeting: dict[str, Any] | None
    people: list[dict[str, Any]]
    citations: list[dict[str, Any]]
    items: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    tally: dict[str, Any] | None
