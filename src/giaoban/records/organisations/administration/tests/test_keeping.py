"""Calendars, Word templates, packs and corrections, as administrators keep them."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from giaoban.ground.accounts.keeping import services as keeping
from giaoban.ground.accounts.keeping.types import AccountClosed, AccountOfOneself
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit.models import Entry
from giaoban.ground.platform.models import CalendarDay
from giaoban.ground.platform.working_days import calendar_around
from giaoban.kit.paper.plain import plain_word
from giaoban.kit.paper.word import shipped_template
from giaoban.records.organisations import services as register
from giaoban.records.organisations.administration import selectors, services
from giaoban.records.organisations.administration.models import WordTemplate
from giaoban.records.organisations.administration.tests.build import NOW, an_administrator
from giaoban.records.organisations.administration.types import (
    DaySetAlready,
    Paper,
    TemplateNotThere,
    TemplateRefused,
    YearConfirmedAlready,
)
from giaoban.records.organisations.models import Field, UnitAlias
from giaoban.records.organisations.tests.build import a_charge, a_field, a_unit, an_appointment
from giaoban.records.organisations.types import AliasKnown, ChargeEnded, PackInvalid, Post

pytestmark = pytest.mark.django_db

MONDAY = date(2020, 7, 6)
SATURDAY = date(2020, 7, 11)


@pytest.fixture(autouse=True)
def files_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


# Calendars


def test_an_own_row_changes_what_everybody_counts_by() -> None:
    actor = an_administrator()
    services.set_day(actor=actor, day=MONDAY, is_worked=False, name="Nghỉ mẫu", now=NOW)
    services.set_day(actor=actor, day=SATURDAY, is_worked=True, name="Làm bù", now=NOW)

    calendar = calendar_around(MONDAY)
    assert (calendar.is_working(MONDAY), calendar.is_working(SATURDAY)) == (False, True)
    assert Entry.objects.filter(verb="administration.day-set").count() == 2


def test_the_calendar_of_a_known_year_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    calendar_around(MONDAY)
    with django_assert_num_queries(1):
        calendar_around(MONDAY)


def test_a_row_that_is_forgotten_gives_the_day_back() -> None:
    actor = an_administrator()
    row = services.set_day(actor=actor, day=MONDAY, is_worked=False, name="Nghỉ mẫu", now=NOW)

    services.forget_day(actor=actor, day_id=row.pk, now=NOW)

    assert calendar_around(MONDAY).is_working(MONDAY)
    assert not CalendarDay.objects.exists()


def test_the_same_day_is_not_set_twice() -> None:
    actor = an_administrator()
    services.set_day(actor=actor, day=MONDAY, is_worked=False, name="Nghỉ mẫu", now=NOW)

    with pytest.raises(DaySetAlready):
        services.set_day(actor=actor, day=MONDAY, is_worked=False, name="Nghỉ mẫu", now=NOW)


def test_a_year_is_announced_once_the_agency_says_so() -> None:
    far = date(2031, 5, 5)
    assert calendar_around(far).unannounced(far) == 2031

    services.confirm_year(actor=an_administrator(), year=2031, now=NOW)

    assert calendar_around(far).unannounced(far) is None
    with pytest.raises(YearConfirmedAlready):
        services.confirm_year(actor=an_administrator(), year=2031, now=NOW)


def test_only_administrators_change_the_calendar() -> None:
    clerk = an_appointment(post=Post.OFFICE_CLERK).user

    with pytest.raises(PermissionDenied):
        services.set_day(actor=clerk, day=MONDAY, is_worked=False, name="Nghỉ mẫu", now=NOW)


# Word templates


def a_template(data: bytes | None = None) -> WordTemplate:
    return services.add_template(
        actor=an_administrator(),
        paper=Paper.SCORE_CARD,
        data=data or shipped_template(),
        file_name="mau.docx",
        now=NOW,
    )


def test_a_template_is_used_once_it_is_put_in_force() -> None:
    template = a_template()
    assert selectors.template_in_force(paper=Paper.SCORE_CARD) is None

    services.put_in_force(actor=template.added_by, template_id=template.pk, now=NOW)

    assert selectors.template_in_force(paper=Paper.SCORE_CARD) == shipped_template()


def test_only_the_last_one_put_in_force_holds() -> None:
    first, second = a_template(), a_template()
    for template in (first, second):
        services.put_in_force(actor=template.added_by, template_id=template.pk, now=NOW)

    assert list(WordTemplate.objects.filter(is_in_force=True)) == [second]
    assert (first.number, second.number) == (1, 2)


def test_the_programs_own_comes_back() -> None:
    template = a_template()
    services.put_in_force(actor=template.added_by, template_id=template.pk, now=NOW)

    services.return_to_shipped(actor=template.added_by, paper=Paper.SCORE_CARD, now=NOW)

    assert selectors.template_in_force(paper=Paper.SCORE_CARD) is None
    with pytest.raises(TemplateNotThere):
        services.return_to_shipped(actor=template.added_by, paper=Paper.SCORE_CARD, now=NOW)


def test_a_template_that_would_not_fill_is_refused_with_tag_and_paragraph() -> None:
    with pytest.raises(TemplateRefused) as refused:
        a_template(plain_word("Kính gửi {{ khong_co }} để báo cáo."))

    [problem] = refused.value.problems
    assert "khong_co" in problem
    assert "Kính gửi" in problem
    assert not WordTemplate.objects.exists()


# Packs

PACK = {
    "schema": "giaoban.pack/1",
    "title": "Gói mẫu",
    "valid_from": "2018-01-01",
    "fields": [{"key": "khoang-san", "name": "Khoáng sản"}],
    "units": [{"key": "bo-mau", "name": "Bộ Mẫu", "kind": "ministry", "fields": ["khoang-san"]}],
}


def test_a_pack_that_is_brought_is_looked_at_before_it_is_loaded() -> None:
    actor = an_administrator()
    brought = services.bring_pack(
        actor=actor, data=json.dumps(PACK).encode(), file_name="goi.json", now=NOW
    )
    report = services.preview_pack(actor=actor, pack=brought.content, now=NOW)
    assert "unit/bo-mau" in report.created
    assert not Field.objects.exists()

    services.load_brought_pack(actor=actor, pack_id=brought.pk, now=NOW)

    assert Field.objects.get().key == "khoang-san"
    again = services.preview_pack(actor=actor, pack=brought.content, now=NOW)
    assert again.created == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"[1, 2]", b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"schema": "x"}', b" " * 2_000_001],
)
def test_what_is_no_pack_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(PackInvalid):
        services.bring_pack(actor=an_administrator(), data=data, file_name="goi.json", now=NOW)


# Corrections


def test_a_way_of_writing_is_corrected_and_removed() -> None:
    unit = a_unit(aliases=("Vụ Mâu", "Vụ M"))
    actor, alias = an_administrator(), UnitAlias.objects.get(text="Vụ Mâu")

    register.correct_alias(actor=actor, alias_id=alias.pk, text="Vụ Mẫu mới", now=NOW)
    with pytest.raises(AliasKnown):
        register.correct_alias(actor=actor, alias_id=alias.pk, text="vu m", now=NOW)
    register.remove_alias(actor=actor, alias_id=alias.pk, now=NOW)

    assert list(unit.aliases.values_list("text", flat=True)) == ["Vụ M"]


def test_a_charge_ends_on_its_day_and_not_twice() -> None:
    charge = a_charge(valid_from=date(2018, 1, 1))
    actor = an_administrator()

    register.end_charge(actor=actor, charge_id=charge.pk, valid_to=MONDAY, now=NOW)

    charge.refresh_from_db()
    assert charge.valid_to == MONDAY
    with pytest.raises(ChargeEnded):
        register.end_charge(actor=actor, charge_id=charge.pk, valid_to=MONDAY, now=NOW)


def test_a_field_is_renamed_and_found_by_its_new_name() -> None:
    field = a_field(name="Khoáng sản")

    register.rename_field(actor=an_administrator(), field_id=field.pk, name="Địa chất", now=NOW)

    field.refresh_from_db()
    assert (field.name, field.folded) == ("Địa chất", "dia chat")


def test_keys_are_made_of_names_and_never_twice() -> None:
    a_unit(key="vu-dao-tao")
    a_unit(key="vu-dao-tao-2")

    assert selectors.free_unit_key(name="Vụ Đào tạo") == "vu-dao-tao-3"
    assert selectors.free_unit_key(name="Vụ Đào tạo & Bồi dưỡng") == "vu-dao-tao-boi-duong"
    assert selectors.free_unit_key(name="※") == "muc"


# Accounts


def test_a_closed_account_opens_again_as_it_was() -> None:
    actor, appointment = an_administrator(), an_appointment()
    user = appointment.user

    keeping.close_account(actor=actor, user=user, reason="Chuyển công tác", now=NOW)
    user.refresh_from_db()
    assert not user.is_active
    with pytest.raises(AccountClosed):
        keeping.close_account(actor=actor, user=user, now=NOW)
    keeping.reopen_account(actor=actor, user=user, now=NOW)

    user.refresh_from_db()
    appointment.refresh_from_db()
    assert (user.is_active, appointment.valid_to) == (True, None)


def test_nobody_closes_their_own_account() -> None:
    actor = an_administrator()

    with pytest.raises(AccountOfOneself):
        keeping.close_account(actor=actor, user=actor, now=NOW)


@pytest.mark.parametrize("post", [post for post in Post if post != Post.ADMINISTRATOR])
def test_only_administrators_keep_accounts(post: Post) -> None:
    with pytest.raises(PermissionDenied):
        keeping.close_account(actor=an_appointment(post=post).user, user=a_user(), now=NOW)
