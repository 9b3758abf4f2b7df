"""Scans: recognised apart from the page, with progress on it, and here where no worker comes."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_q.models import OrmQ
from pytest_django.fixtures import Settings

from giaoban.cycle.intake import jobs, selectors, services
from giaoban.cycle.intake.models import Recognition, StoredReading
from giaoban.cycle.intake.tests.build import NOW, Agency
from giaoban.cycle.intake.types import AlreadyRecognising
from giaoban.ground.accounts.models import User
from giaoban.kit.reader.opening.tests.build import a_docx, a_paragraph
from giaoban.kit.reader.opening.tests.pictures import a_picture, encoded, with_recognition

pytestmark = pytest.mark.django_db
ORDER = "Giao Vụ Bưu chính rà soát sơ đồ bưu cục trước ngày 20/7/2020."


def a_wait(data: bytes = b"no picture at all", actor: User | None = None) -> Recognition:
    name = "quet.png" if data.startswith(b"\x89PNG") else "quet.txt"
    return services.wait_for_recognition(
        actor=actor or Agency().clerk(), now=NOW, data=data, file_name=name
    )


def handed_in(client: Client, data: bytes) -> str:
    """The address to which the page leads after a file was handed in."""
    client.force_login(Agency().clerk())
    file = SimpleUploadedFile("quet.png", data, "image/png")
    return str(client.post("/desk/read/", {"file": file})["Location"])


@with_recognition
def test_a_scan_is_not_read_in_the_request_but_by_a_job(client: Client) -> None:
    address = handed_in(client, encoded(a_picture(ORDER), form="PNG"))

    waiting = Recognition.objects.get()
    assert address == f"/desk/scans/{waiting.pk}/"
    assert not StoredReading.objects.exists()
    assert OrmQ.objects.count() == 1


@with_recognition
def test_the_job_reads_the_scan_and_lets_go_of_its_bytes() -> None:
    waiting = a_wait(encoded(a_picture(ORDER), form="PNG"))

    assert jobs.recognise(recognition_id=waiting.pk) == "read"

    waiting.refresh_from_db()
    assert waiting.reading is not None
    assert waiting.reading.proposals.count() == 1
    assert bytes(waiting.data) == b""
    assert (waiting.pages_done, waiting.pages) == (1, 1)


def test_a_file_that_fails_says_why_and_is_let_go_of() -> None:
    waiting = a_wait(b"%PDF-1.7 broken")

    assert services.go_on_recognising(recognition_id=waiting.pk, now=NOW) is None

    waiting.refresh_from_db()
    assert waiting.refusal["vi"] != waiting.refusal["en"]
    assert bytes(waiting.data) == b""


def test_a_secret_file_leaves_nothing_but_its_name() -> None:
    waiting = a_wait(a_docx(a_paragraph("MẬT") + a_paragraph(ORDER)))

    services.go_on_recognising(recognition_id=waiting.pk, now=NOW)

    waiting.refresh_from_db()
    assert waiting.refusal
    assert bytes(waiting.data) == b""
    assert not StoredReading.objects.exists()


def test_done_twice_it_is_read_once() -> None:
    waiting = a_wait(ORDER.encode())
    services.go_on_recognising(recognition_id=waiting.pk, now=NOW)

    assert services.go_on_recognising(recognition_id=waiting.pk, now=NOW) is None
    assert StoredReading.objects.count() == 1


def test_two_are_never_at_work_on_one_file_but_a_dead_one_is_followed() -> None:
    waiting = a_wait(ORDER.encode())
    Recognition.objects.update(begun_at=NOW)
    soon = NOW + timedelta(seconds=5)
    with pytest.raises(AlreadyRecognising):
        services.go_on_recognising(recognition_id=waiting.pk, now=soon)

    later = NOW + timedelta(seconds=django_settings.JOB_SECONDS)
    assert services.go_on_recognising(recognition_id=waiting.pk, now=later) is not None


def test_the_page_says_that_no_worker_runs_and_does_it_here(
    client: Client, settings: Settings
) -> None:
    clerk = Agency().clerk()
    waiting = a_wait(ORDER.encode(), clerk)
    client.force_login(clerk)
    address = f"/desk/scans/{waiting.pk}/"

    shown = client.get(address)
    assert shown.context["state"].has_no_worker
    assert 'value="here"' in shown.content.decode()

    done = client.post(address, {"do": "here"})
    assert done["Location"] == f"/desk/{StoredReading.objects.get().pk}/"


def test_a_part_of_the_page_leads_to_the_desk_once_it_is_read(client: Client) -> None:
    clerk = Agency().clerk()
    waiting = a_wait(ORDER.encode(), clerk)
    services.go_on_recognising(recognition_id=waiting.pk, now=NOW)
    client.force_login(clerk)

    swapped = client.get(f"/desk/scans/{waiting.pk}/", headers={"HX-Request": "true"})
    assert swapped["HX-Redirect"] == f"/desk/{StoredReading.objects.get().pk}/"


def test_within_its_patience_nobody_is_missed() -> None:
    waiting = a_wait()
    soon = selectors.state_of_recognition(waiting, now=NOW + timedelta(seconds=5))
    late = selectors.state_of_recognition(waiting, now=NOW + timedelta(minutes=1))
    assert (soon.has_no_worker, late.has_no_worker) == (False, True)


def test_what_was_handed_in_by_mistake_is_taken_back(client: Client) -> None:
    clerk = Agency().clerk()
    waiting = a_wait(actor=clerk)
    client.force_login(clerk)

    client.post(f"/desk/scans/{waiting.pk}/", {"do": "drop"})

    assert not Recognition.objects.exists()


def test_what_is_being_recognised_is_not_taken_back() -> None:
    clerk = Agency().clerk()
    waiting = a_wait(actor=clerk)
    Recognition.objects.update(begun_at=NOW)
    with pytest.raises(AlreadyRecognising):
        services.drop_recognition(actor=clerk, recognition_id=waiting.pk, now=NOW)


def test_scans_are_the_offices_alone(client: Client) -> None:
    agency = Agency()
    waiting = a_wait(actor=agency.clerk())
    officer = agency.officer()
    client.force_login(officer)

    assert client.get(f"/desk/scans/{waiting.pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        a_wait(actor=officer)
