"""In these tests it is the morning of 2 July 2020."""

from datetime import date

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def day(settings: Settings) -> date:
    settings.DAY = date(2020, 7, 2)
    return date(2020, 7, 2)
