"""A file that cannot be taken gets a sentence on the page, and nothing of it is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from e2e.conftest import Troubles
from giaoban.cycle.intake.models import StoredReading
from giaoban.cycle.intake.tests.build import NOTICE, Agency
from giaoban.ground.accounts.models import User
from giaoban.ground.files.models import StoredFile
from giaoban.kit.paper.plain import plain_word
from giaoban.records.documents.models import Document

pytestmark = pytest.mark.django_db(transaction=True)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"no zip at all, whatever its name", "không phải là tệp Word"),
        (plain_word(f"TỐI MẬT\n{NOTICE}"), "mức độ mật"),
    ],
    ids=["broken", "secret"],
)
def test_a_file_that_cannot_be_taken_is_refused_in_a_sentence(
    *,
    data: bytes,
    sentence: str,
    page: Page,
    sign_in: Callable[[Page, User], None],
    troubles: Troubles,
    settings: Settings,
    axe: Callable[..., None],
) -> None:
    troubles.forgive("422")
    sign_in(page, Agency().clerk())
    page.goto(reverse("intake:read"))

    page.locator("[name=file]").set_input_files(
        {"name": "ket-luan.docx", "mimeType": WORD, "buffer": data}
    )
    page.locator("form.gb-intake button[type=submit]").click()

    expect(page.locator("#id_file_error")).to_contain_text(sentence)
    expect(page.locator("[name=file]")).to_have_attribute("aria-invalid", "true")
    axe(page)
    nothing_is_kept(Path(settings.FILES_ROOT))


def nothing_is_kept(folder: Path) -> None:
    for kept in (Document.objects, StoredReading.objects, StoredFile.objects):
        assert not kept.exists()
    assert not [path for path in folder.rglob("*") if path.is_file()]
