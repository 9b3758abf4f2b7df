"""Documents whose use is restricted: who reads one leaves a trace."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit.models import Entry
from giaoban.records.documents import services
from giaoban.records.documents.models import Document
from giaoban.records.documents.tests.build import NOW, a_clerk, a_document
from giaoban.records.documents.types import Part, ReasonMissing
from giaoban.records.organisations.models import Appointment
from giaoban.records.organisations.tests.build import a_delegation, an_appointment
from giaoban.records.organisations.types import Post

pytestmark = pytest.mark.django_db


def restricted(document: Document, clerk: User) -> Document:
    return services.restrict_document(
        actor=clerk, document_id=document.pk, restricted=True, reason="chỉ dùng nội bộ", now=NOW
    )


def readings() -> list[tuple[int | None, int | None]]:
    entries = Entry.objects.filter(verb="documents.read").order_by("pk")
    return list(entries.values_list("actor_id", "on_behalf_of_id"))


def test_page_and_file_of_a_restricted_document_leave_a_trace(client: Client) -> None:
    clerk = a_clerk()
    document = restricted(a_document(actor=clerk, data=b"Kho", file_name="kho.txt"), clerk)
    client.force_login(clerk)

    assert client.get(f"/documents/{document.pk}/").status_code == 200
    assert client.get(f"/documents/{document.pk}/file/").getvalue() == b"Kho"

    assert readings() == [(clerk.pk, None)] * 2


def test_reading_any_other_document_leaves_none(client: Client) -> None:
    clerk = a_clerk()
    document = a_document(actor=clerk, data=b"Kho", file_name="kho.txt")
    client.force_login(clerk)

    client.get(f"/documents/{document.pk}/")
    assert client.get(f"/documents/{document.pk}/file/").getvalue() == b"Kho"

    assert readings() == []


def test_who_reads_by_delegation_reads_for_another() -> None:
    clerk, document = a_clerk(), a_document()
    restricted(document, clerk)
    delegate = a_user()
    a_delegation(appointment=Appointment.objects.get(user=clerk), to=delegate)

    services.note_reading(actor=delegate, document=_fresh(document), part=Part.PAGE, now=NOW)

    assert readings() == [(delegate.pk, clerk.pk)]


def test_the_mark_and_why_stand_in_the_trail_and_can_be_lifted() -> None:
    clerk = a_clerk()
    document = restricted(a_document(actor=clerk), clerk)

    services.restrict_document(
        actor=clerk, document_id=document.pk, restricted=False, reason="đã công bố", now=NOW
    )

    verbs = Entry.objects.filter(verb__in=["documents.restricted", "documents.released"])
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "documents.restricted",
        "documents.released",
    ]
    assert not _fresh(document).restricted


def test_without_a_reason_or_by_others_nothing_is_restricted() -> None:
    clerk, document = a_clerk(), a_document()

    with pytest.raises(ReasonMissing):
        services.restrict_document(
            actor=clerk, document_id=document.pk, restricted=True, reason=" ", now=NOW
        )
    with pytest.raises(PermissionDenied):
        restricted(document, an_appointment(post=Post.AUDITOR).user)

    assert not _fresh(document).restricted


def test_the_page_offers_it_to_those_who_may(client: Client) -> None:
    clerk = a_clerk()
    document = a_document(actor=clerk)
    address = f"/documents/{document.pk}/"
    client.force_login(clerk)

    assert f"{address}restrict/" in client.get(address).text
    client.post(f"{address}restrict/", {"restricted": "1", "reason": "chỉ dùng nội bộ"})
    assert _fresh(document).restricted

    client.force_login(an_appointment(post=Post.AUDITOR).user)
    assert f"{address}restrict/" not in client.get(address).text


def _fresh(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)
