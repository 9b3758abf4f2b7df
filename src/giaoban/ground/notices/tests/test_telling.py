from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from giaoban.ground.notices import hooks, selectors, services
from giaoban.ground.notices.models import Notice
from giaoban.ground.notices.tests.build import (
    AT_ONCE,
    DAILY,
    HIDDEN,
    NOW,
    QUIET,
    a_notice,
    a_reader,
)
from giaoban.ground.notices.types import Channel, DutyStays, Kind, KindNotDeclared

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_hidden() -> None:
    HIDDEN.clear()


@pytest.fixture
def mail(settings: Settings) -> None:
    settings.MAIL_IS_SENT = True


def test_whoever_is_named_twice_is_told_once() -> None:
    reader = a_reader()
    services.notify(kind=AT_ONCE, recipients=[reader, reader], about=reader, now=NOW)

    assert selectors.unread_count(reader=reader) == 1


def test_a_kind_that_no_room_declares_is_a_mistake() -> None:
    with pytest.raises(KindNotDeclared):
        services.notify(kind="tests.unheard-of", recipients=[], about=a_reader(), now=NOW)


def test_one_reads_ones_own_notices_alone() -> None:
    mine, of_another = a_notice(), a_notice()
    services.mark_read(reader=mine.recipient, notice_id=of_another.pk, now=NOW)

    assert list(selectors.inbox(reader=mine.recipient)) == [mine]
    assert selectors.unread_count(reader=of_another.recipient) == 1


def test_what_was_read_stays_read_since_the_first_time() -> None:
    notice = a_notice()
    for later in (1, 2):
        services.mark_read(
            reader=notice.recipient, notice_id=notice.pk, now=NOW + timedelta(hours=later)
        )

    notice.refresh_from_db()
    assert notice.read_at == NOW + timedelta(hours=1)


def test_what_came_after_the_page_was_opened_stays_unread() -> None:
    reader = a_reader()
    a_notice(reader)
    later = a_notice(reader, now=NOW + timedelta(minutes=5))

    services.mark_all_read(reader=reader, until=NOW, now=NOW + timedelta(minutes=6))

    assert [each.pk for each in selectors.inbox(reader=reader).filter(read_at=None)] == [later.pk]


def test_a_notice_shows_what_it_is_about_as_it_may_be_seen_today() -> None:
    seen, unseen = a_notice(about=a_reader(full_name="Hồ Văn Sông")), a_notice(about=a_reader())
    HIDDEN.add(int(unseen.about.split(":")[1]))

    first, second = selectors.told(reader=seen.recipient, notices=[seen, unseen], on=NOW.date())

    assert first.subject is not None
    assert (first.subject.title, second.subject) == ("Hồ Văn Sông", None)


def test_notices_of_one_kind_of_thing_are_looked_up_together(
    django_assert_num_queries: object,
) -> None:
    reader = a_reader()
    notices = [a_notice(reader) for _ in range(5)]

    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without a type
        selectors.told(reader=reader, notices=notices, on=NOW.date())


def test_without_a_mail_server_nothing_waits_for_e_mail() -> None:
    assert a_notice().mail_after is None


@pytest.mark.usefixtures("mail")
def test_each_kind_comes_as_is_usual_until_one_chooses() -> None:
    reader = a_reader()

    assert a_notice(reader, kind=AT_ONCE).mail_after == NOW
    assert a_notice(reader, kind=DAILY).mail_after == NOW + timedelta(hours=23)  # at 8:00
    assert a_notice(reader, kind=QUIET).mail_after is None


@pytest.mark.usefixtures("mail")
def test_what_one_chose_holds_for_what_is_told_from_then_on() -> None:
    reader = a_reader()
    services.choose_channel(actor=reader, kind=QUIET, channel=Channel.AT_ONCE)
    services.choose_channel(actor=reader, kind=DAILY, channel=Channel.INBOX)

    assert a_notice(reader, kind=QUIET).mail_after == NOW
    assert a_notice(reader, kind=DAILY).mail_after is None


@pytest.mark.usefixtures("mail")
def test_a_duty_can_come_once_a_day_but_not_be_switched_off() -> None:
    reader = a_reader()
    with pytest.raises(DutyStays):
        services.choose_channel(actor=reader, kind=AT_ONCE, channel=Channel.INBOX)
    services.choose_channel(actor=reader, kind=AT_ONCE, channel=Channel.DIGEST)

    assert a_notice(reader, kind=AT_ONCE).mail_after == NOW + timedelta(hours=23)


@pytest.mark.usefixtures("mail")
def test_a_kind_that_became_a_duty_comes_daily_to_who_had_switched_it_off() -> None:
    reader = a_reader()
    services.choose_channel(actor=reader, kind=QUIET, channel=Channel.INBOX)
    before = hooks.kind_named(QUIET)
    hooks.declare([Kind(QUIET, before.words, is_duty=True, usual=Channel.AT_ONCE)])
    try:
        assert a_notice(reader, kind=QUIET).mail_after == NOW + timedelta(hours=23)
    finally:
        hooks.declare([before])


@pytest.mark.usefixtures("mail")
def test_who_has_no_address_has_the_inbox() -> None:
    notice = a_notice(a_reader(email=""))

    assert notice.mail_after is None
    assert Notice.objects.count() == 1


def test_a_calendar_address_works_until_another_is_made() -> None:
    reader = a_reader()
    first = services.open_feed(actor=reader, now=NOW)
    second = services.open_feed(actor=reader, now=NOW)

    assert selectors.feed_with(secret=first) is None
    feed = selectors.feed_with(secret=second)
    assert feed is not None
    assert feed.user_id == reader.pk
    services.close_feed(actor=reader)
    assert selectors.feed_with(secret=second) is None


def test_of_a_calendar_address_only_a_hash_is_kept() -> None:
    secret = services.open_feed(actor=a_reader(), now=NOW)
    feed = selectors.feed_with(secret=secret)

    assert feed is not None
    assert secret not in {str(value) for value in vars(feed).values()}


def test_the_calendar_of_a_closed_account_is_gone() -> None:
    reader = a_reader()
    secret = services.open_feed(actor=reader, now=NOW)
    reader.is_active = False
    reader.save()

    assert selectors.feed_with(secret=secret) is None
