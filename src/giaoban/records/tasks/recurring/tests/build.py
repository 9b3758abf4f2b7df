"""Builders of series, through the services as in real life."""

from datetime import date
from typing import Any

from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.recurring import services
from giaoban.records.tasks.recurring.models import Series
from giaoban.records.tasks.recurring.services import Told
from giaoban.records.tasks.tests.build import a_clerk, at

BEGUN = date(2025, 3, 3)


def told(*, lead: Unit | None = None, **more: Any) -> Told:
    said: dict[str, Any] = {
        "title": "Báo cáo tình hình an toàn lưới bưu cục",
        "words": "ngày 20 hằng tháng",
        "starts_on": BEGUN,
        "days_ahead": 10,
    }
    return Told(**(said | more), lead_id=(lead or a_unit()).pk)


def a_series(
    *, clerk: User | None = None, lead: Unit | None = None, begun: date = BEGUN, **more: Any
) -> Series:
    asked = told(lead=lead, **({"starts_on": begun} | more))
    return services.begin_series(actor=clerk or a_clerk(), told=asked, now=at(begun))
