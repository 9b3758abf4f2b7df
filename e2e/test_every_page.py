"""Every page holds: WCAG 2.0 to 2.2, A and AA, in light and dark, and no sideways scrolling.

In an agency at work, one of whose units has a name of 80 characters, and in one that has only just
been set up. What is wrong with any page is told together at the end.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from e2e.agency import LONG_NAME, TODAY, AtWork
from e2e.conftest import DESKTOP, PHONE, Troubles
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks.types import Axis

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[..., None]
SignIn = Callable[[Page, User], None]


class Visit(NamedTuple):
    """A page and who goes there; nobody in particular where the page is open to all."""

    user: User | None
    address: str
    status: int = HTTPStatus.OK


COLOURS = ("color-contrast", "link-in-text-block")  # all that the dark theme could spoil
ZOOMED = (720, 450)  # what a desktop window shows at 200 %
NARROW = (320, 640)
A4 = (210 - 17 - 13) / 25.4 * 96  # pixels between the margins that the sheet sets for print

WIDER = """width => document.documentElement.scrollWidth <= width ? [] :
  [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > width + 1)
    .map(element => element.outerHTML.slice(0, 160)).slice(0, 5)
    .concat(`the page is ${document.documentElement.scrollWidth} pixels wide`)"""


@dataclass
class Rounds:
    """Goes through pages in a window and remembers what is wrong where."""

    page: Page
    axe: Axe
    sign_in: SignIn
    wrong: list[str] = field(default_factory=list)

    def visit(self, visits: Iterator[Visit], look: Callable[[], Iterator[str]]) -> None:
        there: User | None = None
        for user, address, status in visits:
            if user is not None and user != there:
                self.sign_in(self.page, user)
                there = user
            response = self.page.goto(address)
            assert response is not None
            if response.status != status:
                self.wrong.append(f"{address}: answered {response.status}")
            expect(self.page.get_by_role("heading", level=1)).to_have_count(1)
            self.wrong += [f"{address}: {told}" for told in look()]

    def on_desktop(self) -> Iterator[str]:
        self.page.emulate_media(color_scheme="light")
        yield from self._axe("light")
        self.page.emulate_media(color_scheme="dark")
        yield from self._axe("dark", *COLOURS)
        for size in (ZOOMED, DESKTOP):
            yield from self._width(size)

    def on_a_phone(self) -> Iterator[str]:
        yield from self._axe("phone")
        for size in (NARROW, PHONE):
            yield from self._width(size)

    def _axe(self, how: str, *rules: str) -> Iterator[str]:
        try:
            self.axe(self.page, *rules)
        except AssertionError as found:
            yield f"{how}: {str(found).partition(chr(10) + 'assert ')[0]}"

    def _width(self, size: tuple[int, int]) -> Iterator[str]:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        wider: list[str] = self.page.evaluate(WIDER, size[0])
        if wider:
            yield f"wider than {size[0]}: " + "\n    ".join(wider)


@pytest.fixture
def day(settings: Settings, tmp_path: Path) -> None:
    settings.DAY = TODAY
    settings.VAR = tmp_path
    settings.PUSH_SERVICES = ["push.example.com"]


def pages_at_work(work: AtWork) -> Iterator[Visit]:
    """Each page once for a person who uses it. The sign-in page comes first: nobody is there."""
    yield Visit(None, reverse("accounts:sign-in"))
    yield from (Visit(work.clerk, address) for address in _of_the_office(work))
    yield Visit(work.clerk, "/nowhere/", HTTPStatus.NOT_FOUND)
    yield from (Visit(work.officer, address) for address in _of_a_unit(work))
    yield Visit(work.officer, reverse("intake:queue"), HTTPStatus.FORBIDDEN)
    yield Visit(work.unit_head, reverse("tasks:new-part", args=[work.duty(work.asking).pk]))
    yield Visit(work.leader, reverse("workspace:home"))
    yield Visit(work.leader, reverse("tasks:score-card"))
    yield Visit(work.leader, reverse("tasks:task", args=[work.overdue.pk]))
    yield from (Visit(work.unit_head, address) for address in _of_a_head(work))
    yield from _of_administrators(work)


def _of_a_head(work: AtWork) -> Iterator[str]:
    written = work.reports.written.pk
    yield reverse("reporting:return", args=[written])
    yield reverse("reporting:send", args=[written])


def _reports_of_the_office(work: AtWork) -> Iterator[str]:
    regime, sent = work.reports.regime.pk, work.reports.sent
    yield reverse("reporting:start")
    yield reverse("reporting:regimes")
    yield reverse("reporting:new-regime")
    for page in ("regime", "change-regime", "ask-once", "wall"):
        yield reverse(f"reporting:{page}", args=[regime])
    yield reverse("reporting:period", args=[sent.period_id])
    for page in ("return", "return-it", "versions", "exempt", "reopen"):
        yield reverse(f"reporting:{page}", args=[sent.pk])


def _meetings_of_the_office(work: AtWork) -> Iterator[str]:
    held, over = work.met.held.pk, work.met.over.pk
    yield reverse("meetings:list")
    yield reverse("meetings:new-series")
    yield reverse("meetings:series", args=[work.met.series.pk])
    yield reverse("meetings:prepare", args=[work.met.series.pk])
    for page in ("meeting", "edit", "agenda", "people", "papers", "questions", "invitation"):
        yield reverse(f"meetings:{page}", args=[held])
    for page in ("bridges", "floor", "hall", "conclusions"):
        yield reverse(f"meetings:{page}", args=[held])
    yield reverse("meetings:bridge", args=[held, work.met.bridge.pk])
    yield reverse("meetings:conclusion", args=[held, work.met.conclusion.pk])
    for page in ("meeting", "minutes", "notice"):
        yield reverse(f"meetings:{page}", args=[over])


def _of_the_office(work: AtWork) -> Iterator[str]:
    yield reverse("workspace:home")
    yield reverse("intake:queue")
    yield reverse("intake:read")
    for proposal in (work.unsure, work.decided):
        yield f"{reverse('intake:desk', args=[work.reading.pk])}?at={proposal.pk}"
    yield f"{reverse('intake:together', args=[work.reading.pk])}?at_least=0.7"
    yield reverse("intake:corrections")
    yield reverse("intake:recognition", args=[work.scan.pk])
    yield reverse("documents:list")
    yield reverse("documents:document", args=[work.reading.document_id])
    yield reverse("tasks:list")
    yield f"{reverse('tasks:list')}?status=all&role="
    yield f"{reverse('tasks:list')}?words=khongcogi&status=all"
    yield reverse("saved:lists")
    yield from _ways_to_look(work)
    yield reverse("tasks:new")
    for task in (work.overdue, work.from_document, work.awaiting):
        yield reverse("tasks:task", args=[task.pk])
    for task in (work.asking, work.declined):
        yield reverse("tasks:task", args=[task.pk])
    yield reverse("tasks:edit", args=[work.asking.pk])
    yield reverse("tasks:follower", args=[work.asking.pk])
    for slug in ("extend", "refuse-extension"):
        yield reverse("tasks:step", args=[work.duty(work.asking).pk, slug])
    for slug in ("keep", "transfer"):
        yield reverse("tasks:step", args=[work.duty(work.declined).pk, slug])
    yield reverse("recurring:list")
    yield reverse("recurring:new")
    for page in ("series", "change", "stop"):
        yield reverse(f"recurring:{page}", args=[work.series.pk])
    for slug in ("deadline", "suspend", "transfer", "cancel"):
        yield _step(work, slug)
    yield reverse("tasks:step", args=[work.duty(work.awaiting).pk, "confirm"])
    yield reverse("tasks:step", args=[work.duty(work.awaiting).pk, "return"])
    yield reverse("tasks:step", args=[work.duty(work.suspended).pk, "resume"])
    yield from _score_cards(work)
    yield from _reports_of_the_office(work)
    yield from _meetings_of_the_office(work)
    yield f"{reverse('workspace:search')}?q=buu+chinh"
    yield f"{reverse('workspace:search')}?q=khongcogi"
    yield reverse("accounts:account")
    yield reverse("accounts:confirm")
    yield reverse("accounts:password-change")
    yield reverse("accounts:tokens")
    yield reverse("api:reference")
    yield reverse("notices:inbox")
    yield reverse("papers:papers")
    yield f"{reverse('papers:papers')}?unit={work.long.pk}&measure=original"
    yield reverse("urging:plan")
    yield reverse("urging:rules")
    yield reverse("urging:message", args=[work.reminder.pk])
    yield reverse("urging:letters")
    yield reverse("urging:letter", args=[work.letter.pk])
    yield f"{reverse('urging:new-letter')}?message={work.reminder.pk}"
    yield f"{reverse('urging:new-letter')}?task={work.suspended.pk}"
    yield reverse("importing:list")
    yield reverse("importing:bring")
    yield reverse("importing:copy")
    yield reverse("importing:batch", args=[work.batch.pk])
    yield reverse("reconciling:list")
    yield reverse("reconciling:bring")
    yield reverse("reconciling:session", args=[work.reconciling.pk])
    yield f"{reverse('reconciling:session', args=[work.reconciling.pk])}?found=only-here"
    yield reverse("handing_over:list")
    yield reverse("handing_over:new")
    yield f"{reverse('handing_over:preview')}?{urlencode(work.between_units)}"
    yield reverse("handing_over:handover", args=[work.handover.pk])
    yield reverse("handing_over:handover", args=[work.handed_over.pk])
    yield reverse("handing_over:undo", args=[work.handed_over.pk])
    yield reverse("workspace:history", args=[f"tasks.task:{work.overdue.pk}"])
    yield reverse("workspace:rights")
    yield reverse("workspace:rights-in", args=[f"tasks.task:{work.overdue.pk}"])


def _ways_to_look(work: AtWork) -> Iterator[str]:
    for way in ("board", "calendar", "timeline", "charts", "programmes", "units", "leader"):
        yield reverse(f"looking:{way}")
    yield f"{reverse('looking:board')}?by=unit"
    yield f"{reverse('looking:charts')}?period=2025-08"
    yield reverse("looking:unit", args=[work.long.pk])
    for act in ("confirm", "deadline", "transfer", "officer"):
        chosen = urlencode({"duty": work.duty(work.overdue).pk})
        yield f"{reverse('together:act', args=[act])}?{chosen}"


def _score_cards(work: AtWork) -> Iterator[str]:
    address = reverse("tasks:score-card")
    for axis in Axis:
        yield f"{address}?{urlencode({'period': '2020-07', 'by': axis.value})}"
    beside = {"period": "2020-06-20..2020-07-19", "against": "both", "roles": "apart"}
    yield f"{address}?{urlencode(beside)}"
    yield reverse("editions:list")
    for edition in work.editions:
        yield reverse("editions:edition", args=[edition.pk])
    yield reverse("editions:against", args=[edition.pk for edition in work.editions])
    for asked in ("period=2020-06", "period=2020-07", "period=2020-07&as_of=2020-07-12"):
        yield f"{reverse('editions:publish')}?{asked}"


def _of_administrators(work: AtWork) -> Iterator[Visit]:
    """What they read; what they fill in stands behind raised rights (test_administering.py)."""
    there = an_appointment(unit=work.agency.ministry, post=Post.ADMINISTRATOR).user
    yield Visit(there, reverse("workspace:running"))
    yield Visit(there, reverse("workspace:mail"))
    yield Visit(there, reverse("workspace:mail-again", args=[work.mail.pk]))
    yield Visit(there, reverse("workspace:trail"))
    yield Visit(there, f"{reverse('workspace:trail')}?who=khongcoai")
    yield Visit(there, f"{reverse('workspace:rights')}?person={work.officer.pk}")
    for page in ("start", "units", "people", "fields", "calendar", "templates", "packs", "sheets"):
        yield Visit(there, reverse(f"administering:{page}"))
    yield Visit(there, f"{reverse('administering:calendar')}?year=2031")
    yield Visit(there, reverse("administering:unit", args=[work.long.pk]))
    yield Visit(there, reverse("administering:person", args=[work.officer.pk]))


def _of_a_unit(work: AtWork) -> Iterator[str]:
    yield reverse("workspace:home")
    yield reverse("notices:preferences")
    yield reverse("reporting:start")
    yield reverse("reporting:return", args=[work.reports.written.pk])
    for page in ("meeting", "seat", "bridges"):
        yield reverse(f"meetings:{page}", args=[work.met.held.pk])
    yield reverse("urging:letters")
    yield reverse("tasks:task", args=[work.new.pk])
    yield reverse("tasks:step", args=[work.duty(work.new).pk, "acknowledge"])
    yield reverse("tasks:step", args=[work.duty(work.new).pk, "decline"])
    for slug in ("progress", "difficulty", "report"):
        yield _step(work, slug)
    yield reverse("tasks:score-card")


def _step(work: AtWork, slug: str) -> str:
    return reverse("tasks:step", args=[work.duty(work.overdue).pk, slug])


def pages_at_the_start(clerk: User, officer: User, nobody: User) -> Iterator[Visit]:
    for name in ("workspace:home", "workspace:search", "intake:queue", "documents:list"):
        yield Visit(clerk, reverse(name))
    for name in ("tasks:list", "tasks:score-card"):
        yield Visit(clerk, reverse(name))
        yield Visit(officer, reverse(name))
    yield Visit(officer, reverse("workspace:home"))
    yield Visit(nobody, reverse("workspace:home"))


@pytest.mark.usefixtures("day")
def test_pages_of_an_agency_at_work_on_a_desktop(
    page: Page, axe: Axe, sign_in: SignIn, troubles: Troubles
) -> None:
    expect_refusals(troubles)
    rounds = Rounds(page, axe, sign_in)
    rounds.visit(pages_at_work(AtWork()), rounds.on_desktop)
    assert not rounds.wrong, "\n\n".join(rounds.wrong)


@pytest.mark.usefixtures("day")
def test_pages_of_an_agency_at_work_on_a_phone(
    phone: Page, axe: Axe, sign_in: SignIn, troubles: Troubles
) -> None:
    expect_refusals(troubles)
    rounds = Rounds(phone, axe, sign_in)
    rounds.visit(pages_at_work(AtWork()), rounds.on_a_phone)
    assert not rounds.wrong, "\n\n".join(rounds.wrong)


@pytest.mark.usefixtures("day")
def test_pages_before_anything_has_happened_on_a_desktop(
    page: Page, axe: Axe, sign_in: SignIn
) -> None:
    rounds = Rounds(page, axe, sign_in)
    rounds.visit(pages_at_the_start(*people_at_the_start()), rounds.on_desktop)
    assert not rounds.wrong, "\n\n".join(rounds.wrong)


@pytest.mark.usefixtures("day")
def test_pages_before_anything_has_happened_on_a_phone(
    phone: Page, axe: Axe, sign_in: SignIn
) -> None:
    rounds = Rounds(phone, axe, sign_in)
    rounds.visit(pages_at_the_start(*people_at_the_start()), rounds.on_a_phone)
    assert not rounds.wrong, "\n\n".join(rounds.wrong)


@pytest.mark.usefixtures("day")
def test_a_form_that_comes_back_with_mistakes_says_so_to_everybody(
    page: Page, axe: Axe, sign_in: SignIn, troubles: Troubles
) -> None:
    troubles.forgive("422")
    work = AtWork()
    sign_in(page, work.clerk)
    wrong = []
    forms = (reverse("tasks:new"), _step(work, "cancel"), reverse("accounts:password-change"))
    for address in forms:
        page.goto(address)
        for box in page.locator("main input[type=password]").all():
            box.fill("sai")
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator("[aria-invalid=true]").first).to_be_visible()
        expect(page.locator(".gb-errors")).to_be_focused()
        wrong += [f"{address}: {told}" for told in Rounds(page, axe, sign_in).on_desktop()]
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.usefixtures("day")
def test_the_score_card_fits_a_sheet_of_paper(page: Page, sign_in: SignIn) -> None:
    work = AtWork()
    sign_in(page, work.clerk)
    page.goto(reverse("tasks:score-card"))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": int(A4), "height": 900})

    assert page.evaluate(WIDER, int(A4)) == []
    expect(page.locator("table.gb-score")).to_be_visible()
    for pressed in page.locator("header, form, .btn").all():
        expect(pressed).to_be_hidden()

    paper = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    first = paper[0]
    text = first.get_textpage()
    assert len(paper) == 1
    assert " ".join(LONG_NAME.split()[:4]) in " ".join(text.get_text_range().split())
    rightmost = max(text.get_rect(number)[2] for number in range(text.count_rects()))
    assert rightmost <= first.get_width() - 13 / 25.4 * 72 + 1


def people_at_the_start() -> tuple[User, User, User]:
    """A clerk, an officer and somebody who serves nowhere, in a ministry without anything else."""
    ministry = a_unit(name="Bộ Khoáng Đạt", kind=UnitKind.MINISTRY)
    clerk = an_appointment(unit=ministry, post=Post.OFFICE_CLERK).user
    return clerk, an_appointment(unit=ministry, post=Post.OFFICER).user, a_user()


def expect_refusals(troubles: Troubles) -> None:
    """The pages that say 403 and 404 are among those visited."""
    troubles.forgive("response: 403")
    troubles.forgive("response: 404")
