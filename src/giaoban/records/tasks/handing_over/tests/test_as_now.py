"""Tables as units were and as they are now: other rows, the same totals."""

import random
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import services as organisations
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.successions.types import Founding, SuccessionKind
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks import selectors
from giaoban.records.tasks.handing_over.tests.build import ASSIGNED, DAY, Change
from giaoban.records.tasks.tests.build import a_clerk, a_leader, a_task, at, confirmed
from giaoban.records.tasks.types import Axis, ScoreCard, Tally, UnitsAs

pytestmark = pytest.mark.django_db
EVE = DAY - timedelta(days=1)


def card(units: UnitsAs, *, as_of: date = EVE, on: date = DAY) -> ScoreCard:
    return selectors.score_card(
        actor=a_leader(), on=on, as_of=as_of, days=None, by=Axis.UNIT, units=units
    )


def rows(found: ScoreCard) -> dict[int | str | None, int]:
    return {row.key: row.tally.total for row in found.rows}


def test_a_card_of_the_day_before_folds_old_units_into_the_one_that_stands_for_them() -> None:
    change = Change()
    change.task(change.first)
    confirmed(change.task(change.second), on=date(2025, 6, 20))
    _, new = change.merge(change.first, change.second)

    then, now = card(UnitsAs.THEN), card(UnitsAs.NOW)

    assert rows(then) == {change.first.pk: 1, change.second.pk: 1}
    assert rows(now) == {new.pk: 2}
    assert then.total == now.total


def test_the_card_says_which_units_stand_in_the_row_of_another() -> None:
    change = Change()
    change.task(change.first)
    change.merge(change.first, change.second)

    (told,) = card(UnitsAs.NOW).passages

    assert (told.unit_id, told.until) == (change.first.pk, EVE)


def test_finished_duties_of_a_unit_that_was_split_stand_with_its_main_successor() -> None:
    change = Change()
    confirmed(change.task(change.first), on=date(2025, 6, 20))
    split(change.first, "so-mot", "so-hai")

    main = Unit.objects.get(key="so-mot")
    found = card(UnitsAs.NOW)

    assert rows(found) == {main.pk: 1}
    assert found.passages[0].is_split


def test_a_list_behind_a_row_of_now_holds_what_the_row_counts(settings: Settings) -> None:
    settings.DAY = DAY
    change = Change()
    change.task(change.first, title="Rà soát kho lưu trữ")
    change.task(change.second, title="Kiểm kê xe thư")
    _, new = change.merge(change.first, change.second)
    client = Client()
    client.force_login(change.clerk)
    address = f"{reverse('tasks:score-card')}?period=2025-06&as_of=2025-06-30&units=now"

    page = client.get(address).content.decode()
    listed = client.get(
        f"{reverse('tasks:list')}?period=2025-06&as_of=2025-06-30&unit={new.pk}"
        "&units=now&status=four"
    ).content.decode()

    assert f"unit={new.pk}&amp;units=now" in page
    assert "Rà soát kho lưu trữ" in listed
    assert "Kiểm kê xe thư" in listed


@pytest.mark.parametrize("name", ["score-card-csv", "score-card-word"])
def test_papers_follow_the_address(name: str, settings: Settings) -> None:
    settings.DAY = DAY
    change = Change()
    change.task(change.first)
    change.merge(change.first, change.second)
    client = Client()
    client.force_login(change.clerk)

    answers = [
        client.get(f"{reverse(f'tasks:{name}')}?period=2025-06&units={units}")
        for units in ("then", "now")
    ]

    then, now = (b"".join(answer) for answer in answers)
    assert then != now


def split(unit: Unit, *keys: str, on: date = DAY) -> None:
    organisations.succeed(
        actor=None,
        kind=SuccessionKind.SPLIT,
        on=on,
        document="Quyết định số 2/QĐ",
        predecessors=[unit],
        successors=[Founding(key, f"Sở {key}", UnitKind.PROVINCIAL) for key in keys],
        now=at(on),
    )


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_totals_are_equal_after_any_chain_of_successions(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (histories, not secrets)
    clerk = a_clerk()
    units = [a_unit() for _ in range(4)]
    _give_tasks(units, clerk, chance)
    day = DAY
    for number in range(chance.randint(1, 4)):
        day += timedelta(days=40)
        units = _succeed(units, f"so-{seed}-{units[0].pk}-{number}", day, chance)
        _give_tasks(units, clerk, chance, on=day)

    reader = an_appointment(post=Post.LEADER).user
    for as_of in (DAY, day, day + timedelta(days=30)):
        then, now = (
            selectors.score_card(
                actor=reader, on=day, as_of=as_of, days=None, by=Axis.UNIT, units=units_as
            )
            for units_as in UnitsAs
        )
        assert then.total == now.total
        assert sum((row.tally for row in now.rows), Tally()) == then.total


def _give_tasks(
    units: list[Unit], clerk: User, chance: random.Random, *, on: date = ASSIGNED
) -> None:
    for unit in units:
        due = on + timedelta(days=chance.randint(1, 60))
        task = a_task(lead=unit, clerk=clerk, assigned_on=on, due_on=due)
        if chance.random() < 0.5:
            confirmed(task, on=on + timedelta(days=chance.randint(0, 30)))


def _succeed(units: list[Unit], key: str, day: date, chance: random.Random) -> list[Unit]:
    chance.shuffle(units)
    if len(units) > 1 and chance.random() < 0.6:
        organisations.succeed(
            actor=None,
            kind=SuccessionKind.MERGE,
            on=day,
            document="Nghị quyết số 3/NQ",
            predecessors=units[:2],
            successors=[Founding(key, f"Sở {key}", UnitKind.PROVINCIAL)],
            now=at(day),
        )
        return [Unit.objects.get(key=key), *units[2:]]
    split(units[0], f"{key}-a", f"{key}-b", on=day)
    return [*Unit.objects.filter(key__startswith=key), *units[1:]]
