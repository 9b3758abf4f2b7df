"""The main line from end to end: a Word file is read, its tasks are confirmed with the keyboard,
one is carried out by its unit, and the month's score-card counts it.

The windows speak English, so that buttons can be told by their words."""

import io
import re
from collections.abc import Callable
from datetime import date

import docx
import pytest
from playwright.sync_api import Download, Locator, Page, expect
from pytest_django.fixtures import Settings

from e2e.build import DAY, OFFICE, POST, a_person, come_in, the_ministry
from e2e.conftest import DESKTOP
from giaoban.cycle.intake.models import Proposal
from giaoban.kit.paper.plain import plain_word
from giaoban.records.documents.models import Excerpt
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.models import Span, Task
from giaoban.records.tasks.types import DutyRole

pytestmark = pytest.mark.django_db(transaction=True)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOTICE = """BỘ THÔNG TIN VÀ TRUYỀN THÔNG
Số: 71/TB-BTTTT
Hà Nội, ngày 02 tháng 7 năm 2020

THÔNG BÁO
Kết luận của Thứ trưởng Lương Bích Hằng tại Hội nghị giao ban tháng 6/2020

Ngày 01/7/2020, Thứ trưởng Lương Bích Hằng chủ trì Hội nghị giao ban, kết luận như sau:

1. Về bưu chính
Giao Vụ Bưu chính chủ trì, phối hợp với Cục Viễn thông lập danh mục điểm phục vụ vùng cao \
trước ngày 20/7/2020.
Giao Thanh tra Bộ kiểm tra việc lưu trữ tem mẫu tại ba miền trong tháng 7/2020.

2. Về hội nghị
Giao Trung tâm chủ trì, phối hợp với Văn phòng Bộ nâng cấp phòng họp trước ngày 24/7/2020.
Giao Cục Tần số vô tuyến điện rà soát lịch trực cuối tuần trước ngày 31/7/2020.
"""
TITLE = "Lập danh mục điểm phục vụ bưu chính vùng cao"


def test_a_word_file_becomes_a_figure_of_the_score_card(
    open_window: Callable[..., Page], settings: Settings
) -> None:
    settings.DAY = DAY
    the_ministry()
    a_person("chi", "Tạ Kim Chi", unit=OFFICE, post=Post.OFFICE_CLERK)
    a_person("bach", "Mạc Xuân Bách", unit=POST, post=Post.OFFICER)
    clerk, officer = (open_window(DESKTOP, locale="en-GB") for _person in range(2))

    come_in(clerk, "chi")
    upload(clerk, plain_word(NOTICE))
    confirm_with_the_keyboard(clerk)
    go_to_the_task(clerk)

    settings.DAY = date(2020, 7, 15)
    come_in(officer, "bach")
    carry_out(officer)

    # Days later nobody is signed in any more.
    settings.DAY = date(2020, 7, 16)
    come_in(clerk, "chi")
    confirm_the_result(clerk)
    settings.DAY = date(2020, 7, 21)
    come_in(clerk, "chi")
    read_the_score_card(clerk)
    take_the_papers(clerk)


def upload(page: Page, word: bytes) -> None:
    page.get_by_role("navigation").get_by_role("link", name="Reading desk").click()
    page.get_by_role("link", name="Read a document").first.click()
    page.locator("[name=file]").set_input_files(
        {"name": "ket-luan.docx", "mimeType": WORD, "buffer": word}
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("71/TB-BTTTT")


def confirm_with_the_keyboard(page: Page) -> None:
    press = page.keyboard.press
    at_hand(page, 1)
    press("j")
    at_hand(page, 2)
    press("k")
    at_hand(page, 1)
    press("e")
    expect(page.locator("textarea[name=title]")).to_be_focused()
    press("Control+A")
    page.keyboard.type(TITLE)
    press("Escape")
    press("Enter")
    at_hand(page, 2)
    assert Task.objects.get().title == TITLE

    press("z")
    at_hand(page, 1)
    assert not Task.objects.exists()
    assert not Excerpt.objects.exists()
    expect(page.locator("textarea[name=title]")).to_have_value(TITLE)

    press("Enter")
    at_hand(page, 2)
    press("x")
    at_hand(page, 3)
    # "Trung tâm" may be either of two: nobody is taken for it until somebody chooses.
    expect(page.locator("input[name=lead]:checked")).to_have_count(0)
    press("2")
    expect(page.locator("input[name=lead][data-key='2']")).to_be_checked()
    press("Enter")
    at_hand(page, 4)
    press("Enter")
    expect(page.locator(".gb-head .gb-sub")).to_contain_text("(3 accepted, 1 rejected)")
    assert leads_of_tasks() == [
        "vu-buu-chinh",
        "trung-tam-internet-viet-nam",
        "cuc-tan-so-vo-tuyen-dien",
    ]


def go_to_the_task(page: Page) -> None:
    accepted = Proposal.objects.get(position=1)
    # Its section is decided, so it is folded away.
    page.locator(f"details:has(#p{accepted.pk}) > summary").click()
    page.locator(f"#p{accepted.pk} a").click()
    at_hand(page, 1)
    page.locator(".gb-prop--now").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    said = page.get_by_role("region", name="The sentence in the document").locator("mark")
    expect(said).to_contain_text("lập danh mục điểm phục vụ vùng cao")
    expect(parts(page).filter(has_text="Cục Viễn thông")).to_contain_text("Coordinating")


def carry_out(page: Page) -> None:
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Acknowledge").click()
    expect(page.get_by_role("status")).to_contain_text("acknowledged")
    page.get_by_role("link", name="Report the result").click()
    page.locator("[name=note]").fill("Danh mục 214 điểm đã gửi các tỉnh.")
    page.get_by_role("button", name="Report the result").click()
    expect(page.get_by_role("status")).to_contain_text("the Office confirms it")
    # Whoever reports a result does not confirm it.
    expect(page.get_by_role("link", name="Confirm")).to_have_count(0)


def confirm_the_result(page: Page) -> None:
    page.goto("/")
    waiting = page.get_by_role("region", name="Results to confirm").get_by_role("listitem")
    expect(waiting).to_have_count(1)
    waiting.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Confirm").click()
    expect(page.get_by_role("region", name="The result that was reported")).to_contain_text("214")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("status")).to_contain_text("The result is confirmed.")
    expect(parts(page).filter(has_text="Vụ Bưu chính")).to_contain_text("done 15/07/2020")


def read_the_score_card(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("link", name="Score-card").click()
    table = page.locator("table.gb-score")
    row = table.locator("tbody tr").filter(has_text="Vụ Bưu chính")
    expect(row.locator("td.n:not(.gb-wide)")).to_have_text(["1", "1", "0", "0", "0"])
    expect(table.locator("tfoot td.n:not(.gb-wide)")).to_have_text(["3", "1", "0", "2", "0"])
    expect(page.locator(".gb-tally")).to_contain_text(re.compile(r"1/3 = 33,33\s%"))

    row.locator("a[href*='status=done_on_time']").click()
    expect(page.locator("table.gb-table tbody tr")).to_have_count(1)
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    page.go_back()
    expect(table).to_be_visible()


def take_the_papers(page: Page) -> None:
    with page.expect_download() as saving:
        page.get_by_role("link", name="CSV").click()
    table = content_of(saving.value)
    assert table.startswith(b"\xef\xbb\xbf")
    rows = [line.split(";") for line in table.decode("utf-8-sig").splitlines()]
    assert ["Vụ Bưu chính", "1", "1", "0", "0", "0"] in [row[:6] for row in rows]
    assert rows[-1][1:6] == ["3", "1", "0", "2", "0"]

    with page.expect_download() as saving:
        page.get_by_role("link", name="Word").click()
    report = docx.Document(io.BytesIO(content_of(saving.value)))
    cells = [[cell.text for cell in row.cells] for table in report.tables for row in table.rows]
    assert any("Vụ Bưu chính" in row for row in cells)
    assert "33,33" in "\n".join(paragraph.text for paragraph in report.paragraphs)


def at_hand(page: Page, number: int) -> None:
    """Waits until the proposal with this number is the one the keys act on."""
    expect(page.locator(".gb-prop--now .no")).to_have_text(str(number))


def parts(page: Page) -> Locator:
    return page.get_by_role("region", name="Who does which part").locator("tbody tr")


def leads_of_tasks() -> list[str]:
    leads = Span.objects.filter(role=DutyRole.LEAD, valid_to=None).order_by("task_id")
    return list(leads.values_list("unit__key", flat=True))


def content_of(download: Download) -> bytes:
    return download.path().read_bytes()
