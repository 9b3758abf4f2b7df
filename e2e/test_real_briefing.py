"""A briefing as a ministry published it: its tally is read as stated, and its tasks of July are
confirmed at the desk under the units that the text names.

The text and what a careful reader finds in it are not part of the project; without them this skips.
"""

import json
import os
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from e2e.build import DAY, OFFICE, a_person, the_ministry
from e2e.conftest import DESKTOP, ROOT
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.types import DutyRole

pytestmark = pytest.mark.django_db(transaction=True)

CORPUS = Path(os.environ.get("GIAOBAN_CORPUS") or ROOT.parent / "shared" / "corpus")
TEXT, GOLD = CORPUS / "texts" / "seed_003.txt", CORPUS / "gold" / "seed_003.json"
JULY = "2020-07"

# Of the tasks of July: how many the reader finds, and how many it gives the right unit by itself.
FOUND, BY_ITSELF = 0.95, 0.9


@dataclass(frozen=True)
class Expected:
    """A task of July as the careful reader tells it, and the unit that its lead means."""

    text: str
    start: int
    end: int
    lead: str
    unit_id: int


@dataclass(frozen=True)
class Found:
    """A task that was expected, and the proposal made of most of its passage."""

    task: Expected
    proposal: Proposal

    @property
    def has_its_unit(self) -> bool:
        return self.proposal.lead_id == self.task.unit_id


@pytest.fixture
def gold() -> dict[str, Any]:
    if not (TEXT.exists() and GOLD.exists()):
        pytest.skip(f"NO CORPUS AT {CORPUS}: a real briefing is not walked through")
    facts: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return facts


@pytest.fixture
def page(open_window: Callable[..., Page], settings: Settings) -> Page:
    """A window that speaks English, so that figures can be told by the words before them."""
    settings.DAY = DAY
    return open_window(DESKTOP, locale="en-GB")


def test_its_tally_is_read_as_stated(
    gold: dict[str, Any], page: Page, sign_in: Callable[[Page, User], None]
) -> None:
    sign_in(page, an_appointment(post=Post.OFFICE_CLERK).user)
    upload(page)

    page.locator("details.gb-facts-of summary").click()
    told = page.locator("dt", has_text="Tasks as the text states them").locator("+ dd")
    words = {
        "total": "{} in all",
        "done_on_time": "Completed on time {}",
        "done_late": "Completed late {}",
        "open_on_time": "Open, in time {}",
        "open_overdue": "Open, overdue {}",
    }
    for name, number in gold["tally"].items():
        expect(told).to_contain_text(words[name].format(number))


def test_its_tasks_of_july_are_confirmed_under_the_units_it_names(
    gold: dict[str, Any], page: Page, sign_in: Callable[[Page, User], None]
) -> None:
    the_ministry()
    sign_in(page, a_person("chi", "Tạ Kim Chi", unit=OFFICE, post=Post.OFFICE_CLERK))
    upload(page)

    wanted = tasks_of_july(gold["items"])
    found = list(proposed(wanted))
    confirm(page, found)

    for each in found:
        assert lead_of(each.proposal) == each.task.unit_id, each.task
    missed = set(wanted) - {each.task for each in found}
    assert len(found) >= FOUND * len(wanted), missed
    wrong = [(each.task, each.proposal.lead_text) for each in found if not each.has_its_unit]
    assert len(found) - len(wrong) >= BY_ITSELF * len(wanted), wrong


def upload(page: Page) -> None:
    page.goto("/desk/read/")
    page.locator("[name=file]").set_input_files(TEXT)
    page.locator("form.gb-intake button[type=submit]").click()
    at_hand(page, 1)


def tasks_of_july(items: list[dict[str, Any]]) -> list[Expected]:
    index = organisations.unit_index(on=DAY)
    tasks = [
        Expected(
            text=item["text"],
            start=item["start"],
            end=item["end"],
            lead=item["lead"],
            unit_id=index.match(item["lead"])[0].unit_id,
        )
        for item in items
        if item["kind"] == "task" and item["due"] == JULY and item["lead"]
    ]
    assert tasks
    return tasks


def proposed(tasks: list[Expected]) -> Iterator[Found]:
    reading = StoredReading.objects.select_related("document").get()
    text = unicodedata.normalize("NFC", TEXT.read_text(encoding="utf-8"))
    assert reading.document.text == text, "places in the text would not be the same"
    proposals = list(reading.proposals.all())
    for task in tasks:
        best = max(proposals, key=lambda each: shared(task, each), default=None)
        if best and shared(task, best) * 2 > task.end - task.start:
            yield Found(task, best)


def shared(task: Expected, proposal: Proposal) -> int:
    """How many characters both tell, below zero for passages that do not meet."""
    return min(task.end, proposal.end) - max(task.start, proposal.start)


def confirm(page: Page, found: list[Found]) -> None:
    """Down the desk from the top: Enter where a task of July is, J past everything else."""
    wanted = {each.proposal.pk: each for each in found}
    proposals = list(Proposal.objects.order_by("position"))
    last = max(each.proposal.position for each in found)
    for proposal in proposals[:last]:
        at_hand(page, proposal.position)
        task = wanted.get(proposal.pk)
        if task is None:
            page.keyboard.press("j")
        elif task.has_its_unit:
            page.keyboard.press("Enter")
        else:
            choose_another_unit(page, task.task.unit_id)
            page.locator("button[value=accept]:visible").click()
    expect(page.locator(".gb-head .gb-sub")).to_contain_text(f"({len(wanted)} accepted")


def choose_another_unit(page: Page, unit_id: int) -> None:
    other = page.locator("input[name=lead][value=other]")
    if other.count():
        other.check()
    page.locator("select[name=other_lead]").select_option(str(unit_id))


def lead_of(proposal: Proposal) -> int:
    """The unit that leads the task made of the proposal."""
    accepted = Proposal.objects.get(pk=proposal.pk)
    return Span.objects.get(task=accepted.task_id, role=DutyRole.LEAD, valid_to=None).unit_id


def at_hand(page: Page, number: int) -> None:
    expect(page.locator(".gb-prop--now .no")).to_have_text(str(number))
