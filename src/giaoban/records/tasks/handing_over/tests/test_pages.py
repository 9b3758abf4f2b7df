from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from giaoban.ground.accounts.models import User
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.handing_over.models import Handover
from giaoban.records.tasks.handing_over.tests.build import DAY, Change, sides
from giaoban.records.tasks.handing_over.types import Part, State
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.tests.build import at, lead_duty

pytestmark = pytest.mark.django_db
PREVIEW = reverse("handing_over:preview")


@pytest.fixture(autouse=True)
def day(settings: Settings) -> None:
    settings.DAY = DAY


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_handover_goes_from_the_preview_to_the_last_signature() -> None:
    change = Change()
    task = change.task(title="Kiểm kê tem bưu chính")
    clerk = as_(change.clerk)
    address = f"{PREVIEW}?kind=units&giver={change.first.pk}&receiver={change.third.pk}"

    page = clerk.get(address)
    assert "Kiểm kê tem bưu chính" in page.content.decode()
    seen = page.context["shown"].seen
    clerk.post(address, {"minutes": "9/BB", "day": "01/07/2025", "seen": seen})
    handover = Handover.objects.get()
    for side in sides(handover):
        assert side.unit_id
        as_(change.heads[side.unit_id]).post(
            reverse("handing_over:sign", args=[handover.pk]), {"side": side.pk}
        )

    handover.refresh_from_db()
    assert handover.state == State.DONE
    assert Span.objects.get(duty=lead_duty(task), valid_to=None).unit == change.third


def test_a_duty_chosen_on_the_preview_goes_where_it_was_sent() -> None:
    change = Change()
    duty = lead_duty(change.task())
    clerk = as_(change.clerk)
    address = (
        f"{PREVIEW}?kind=units&giver={change.first.pk}&receiver={change.second.pk}"
        f"&second={change.third.pk}"
    )
    seen = clerk.get(address).context["shown"].seen

    clerk.post(
        address,
        {
            "minutes": "9/BB",
            "day": "01/07/2025",
            "seen": seen,
            f"to-{duty.pk}": change.third.pk,
        },
    )

    assert Handover.objects.get().lines.get().to_unit == change.third


def test_what_happens_while_somebody_reads_the_preview_is_shown_before_anything() -> None:
    change = Change()
    change.task()
    clerk = as_(change.clerk)
    address = f"{PREVIEW}?kind=units&giver={change.first.pk}&receiver={change.third.pk}"
    seen = clerk.get(address).context["shown"].seen
    change.task(title="Việc đến sau")

    answer = clerk.post(address, {"minutes": "9/BB", "day": "01/07/2025", "seen": seen})

    assert answer.status_code == 422
    assert "Việc đến sau" in answer.content.decode()
    assert not Handover.objects.exists()


def test_the_page_names_what_changed_and_offers_no_signature() -> None:
    change = Change()
    task = change.task()
    handover = change.prepare([change.first], [change.third])
    tasks.note_progress(
        actor=change.heads[change.first.pk],
        duty_id=lead_duty(task).pk,
        now=at(DAY, 10),
        note="Đã xong bước một",
    )
    address = reverse("handing_over:handover", args=[handover.pk])

    page = shown(as_(change.heads[change.first.pk]), address)

    assert task.number in page
    assert reverse("handing_over:renew", args=[handover.pk]) in page
    assert reverse("handing_over:sign", args=[handover.pk]) not in page


def test_only_whose_turn_it_is_sees_the_button() -> None:
    change = Change()
    change.task()
    handover = change.prepare([change.first], [change.third])
    address = reverse("handing_over:handover", args=[handover.pk])
    button = reverse("handing_over:sign", args=[handover.pk])

    assert button in shown(as_(change.heads[change.first.pk]), address)
    assert button not in shown(as_(change.heads[change.third.pk]), address)
    assert button not in shown(as_(change.clerk), address)


def test_equal_totals_stand_on_the_page_of_what_was_done() -> None:
    change = Change()
    change.task()
    handover = change.sign(change.prepare([change.first], [change.third]))

    answer = as_(change.clerk).get(reverse("handing_over:handover", args=[handover.pk]))

    figures = answer.context["shown"].figures
    assert figures.is_equal
    assert figures.total.after == (0, 0, 1, 0, 0, 1)


def test_the_page_of_undoing_says_what_keeps_it() -> None:
    change = Change()
    task = change.task()
    handover = change.sign(change.prepare([change.first], [change.third]))
    tasks.acknowledge_duty(
        actor=change.heads[change.third.pk], duty_id=lead_duty(task).pk, now=at(DAY, 11)
    )
    address = reverse("handing_over:undo", args=[handover.pk])
    client = as_(change.clerk)

    page = shown(client, address)
    answer = client.post(address, {"reason": "Nhầm"})

    assert task.number in page
    assert answer.status_code == 422
    handover.refresh_from_db()
    assert handover.state == State.DONE


def test_undoing_asks_for_the_reason_and_gives_back() -> None:
    change = Change()
    change.task()
    handover = change.sign(change.prepare([change.first], [change.third]))
    address = reverse("handing_over:undo", args=[handover.pk])
    client = as_(change.clerk)

    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Nhầm đơn vị nhận"})

    handover.refresh_from_db()
    assert handover.state == State.UNDONE


def test_the_list_offers_what_a_succession_left_open() -> None:
    change = Change()
    change.task()
    succession, _new = change.merge(change.first, change.second)

    page = shown(as_(change.clerk), reverse("handing_over:list"))

    assert f"{PREVIEW}?succession={succession.pk}" in page


def test_a_handover_of_others_is_answered_as_one_that_does_not_exist() -> None:
    change = Change()
    change.task()
    handover = change.prepare([change.first], [change.third])
    stranger = as_(change.heads[change.second.pk])

    for name in ("handover", "undo"):
        assert stranger.get(reverse(f"handing_over:{name}", args=[handover.pk])).status_code == 404
    for name in ("sign", "renew", "withdraw"):
        assert stranger.post(reverse(f"handing_over:{name}", args=[handover.pk])).status_code == 404


def test_a_head_previews_the_own_unit_only() -> None:
    change = Change()
    head = as_(change.heads[change.first.pk])

    own = f"{PREVIEW}?kind=units&giver={change.first.pk}&receiver={change.third.pk}"
    other = f"{PREVIEW}?kind=units&giver={change.second.pk}&receiver={change.third.pk}"

    assert head.get(own).status_code == 200
    assert head.get(other).status_code == 403


@pytest.mark.parametrize(
    "query", ["", "?kind=units", "?kind=persons&giver=x", "?giver=1&receiver=1"]
)
def test_an_address_that_asks_for_nobody_leads_back(query: str) -> None:
    change = Change()

    answer = as_(change.clerk).get(PREVIEW + query)

    assert (answer.status_code, answer["Location"]) == (302, reverse("handing_over:new"))


def test_a_change_of_heads_is_previewed_with_the_duties_of_the_unit() -> None:
    change = Change()
    change.task(title="Theo dõi phát hành báo")
    old = change.heads[change.first.pk]
    new = an_appointment(unit=change.first, post=Post.HEAD, valid_from=DAY - timedelta(days=1)).user

    page = shown(
        as_(old),
        f"{PREVIEW}?kind=persons&giver={old.pk}&receiver={new.pk}&unit={change.first.pk}",
    )

    assert "Theo dõi phát hành báo" in page


def test_a_signature_for_a_side_that_is_not_there_is_not_found() -> None:
    change = Change()
    change.task()
    handover = change.prepare([change.first], [change.third])
    (giver,) = sides(handover, Part.GIVER)
    client = as_(change.heads[change.first.pk])
    address = reverse("handing_over:sign", args=[handover.pk])

    for side in ("", "x", "9" * 30, str(giver.pk + 1000)):
        assert client.post(address, {"side": side}).status_code == 404
