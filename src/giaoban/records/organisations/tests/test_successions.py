from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.models import Entry
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations import services
from giaoban.records.organisations.models import Descent, Succession, Unit
from giaoban.records.organisations.successions import selectors
from giaoban.records.organisations.successions.types import (
    AbsorbNeedsOneThatStays,
    Founding,
    FoundingDocumentMissing,
    MergeNeedsSeveral,
    NothingRenamed,
    SplitNeedsSeveral,
    SuccessionKind,
    SuccessionRefusal,
    SuccessorEnds,
)
from giaoban.records.organisations.tests.build import (
    a_charge,
    a_field,
    a_unit,
    an_appointment,
)
from giaoban.records.organisations.types import Post, UnitKind, UnitNotInForce, UnitVersionsOverlap

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)
EVE = date(2025, 6, 30)
DECISION = "Nghị định số 01/2025/NĐ-CP"


def at(day: date) -> datetime:
    return datetime.combine(day, time(2), tzinfo=UTC)


def a_keeper() -> User:
    return an_appointment(post=Post.ADMINISTRATOR).user


def a_new(key: str = "cuc-moi", name: str = "Cục Mới", parent: Unit | None = None) -> Founding:
    return Founding(key, name, UnitKind.AUTHORITY, parent_id=parent.pk if parent else None)


def merged(*units: Unit, into: Founding | None = None, on: date = DAY) -> Unit:
    return succeeded(SuccessionKind.MERGE, list(units), [into or a_new()], on=on)


def succeeded(
    kind: SuccessionKind, old: list[Unit], new: list[Unit | Founding], *, on: date = DAY
) -> Unit:
    """The main successor."""
    succession = services.succeed(
        actor=None,
        kind=kind,
        on=on,
        document=DECISION,
        predecessors=old,
        successors=new,
        now=at(on),
    )
    return Descent.objects.filter(succession=succession).earliest("pk").successor


def test_merged_units_end_the_day_before_and_the_new_one_begins() -> None:
    first, second = a_unit(name="Vụ Một"), a_unit(name="Vụ Hai")

    new = merged(first, second)

    before = {version.unit for version in organisations.units_on(on=EVE)}
    after = {version.unit for version in organisations.units_on(on=DAY)}
    assert (first in before, second in before, new in before) == (True, True, False)
    assert (first in after, second in after, new in after) == (False, False, True)


def test_units_below_stand_under_the_successor_from_that_day_on() -> None:
    first, second = a_unit(), a_unit()
    below = a_unit(parent=first)

    new = merged(first, second)

    parents = {version.unit_id: version.parent_id for version in organisations.units_on(on=DAY)}
    assert parents[below.pk] == new.pk
    parents = {version.unit_id: version.parent_id for version in organisations.units_on(on=EVE)}
    assert parents[below.pk] == first.pk


def test_fields_in_charge_pass_to_the_successor() -> None:
    first, second, field = a_unit(), a_unit(), a_field()
    a_charge(unit=first, field=field)
    a_charge(unit=second, field=field)

    new = merged(first, second)

    assert organisations.units_in_charge(field_id=field.pk, on=EVE) == {first.pk, second.pk}
    assert organisations.units_in_charge(field_id=field.pk, on=DAY) == {new.pk}


def test_a_split_passes_a_field_to_the_successor_it_names() -> None:
    old, posts, telecom = a_unit(), a_field(), a_field()
    a_charge(unit=old, field=posts)
    a_charge(unit=old, field=telecom)

    services.succeed(
        actor=None,
        kind=SuccessionKind.SPLIT,
        on=DAY,
        document=DECISION,
        predecessors=[old],
        successors=[a_new("cuc-a", "Cục A"), a_new("cuc-b", "Cục B")],
        fields={telecom.pk: 1},
        now=at(DAY),
    )

    main, other = Unit.objects.get(key="cuc-a"), Unit.objects.get(key="cuc-b")
    assert organisations.units_in_charge(field_id=posts.pk, on=DAY) == {main.pk}
    assert organisations.units_in_charge(field_id=telecom.pk, on=DAY) == {other.pk}


def test_a_text_that_still_writes_the_old_name_means_the_successor() -> None:
    first, second = a_unit(name="Vụ Đường thủy"), a_unit(name="Vụ Kho vận")

    new = merged(first, second, into=a_new(name="Cục Giao nhận"))

    on_eve = organisations.match_units(text="Vụ Đường thủy", on=EVE)
    after = organisations.match_units(text="Vụ Đường thủy", on=DAY)
    assert (on_eve[0].unit_id, after[0].unit_id) == (first.pk, new.pk)


def test_an_absorbed_unit_gives_way_to_one_that_was_there() -> None:
    small, large = a_unit(), a_unit()

    assert succeeded(SuccessionKind.ABSORB, [small], [large]) == large

    assert selectors.successors_on(unit_id=small.pk, on=DAY) == {large.pk}


def test_a_unit_of_which_a_part_is_split_off_goes_on() -> None:
    old = a_unit(name="Cục Rộng")

    succeeded(SuccessionKind.SPLIT, [old], [old, a_new()])

    new = Unit.objects.get(key="cuc-moi")
    assert selectors.successors_on(unit_id=old.pk, on=DAY) == {old.pk, new.pk}
    assert selectors.units_now(on=DAY).of(old.pk) == old.pk


def test_a_renamed_unit_is_the_same_unit_and_found_by_both_names() -> None:
    unit = a_unit(name="Sở Bưu vận Hà Châu", kind=UnitKind.PROVINCIAL)

    services.rename_unit(
        actor=a_keeper(),
        unit=unit,
        name="Sở Bưu vận thành phố Hà Châu",
        on=DAY,
        document=DECISION,
        now=at(DAY),
    )

    assert organisations.unit_names(on=EVE)[unit.pk] == "Sở Bưu vận Hà Châu"
    assert organisations.unit_names(on=DAY)[unit.pk] == "Sở Bưu vận thành phố Hà Châu"
    found = organisations.match_units(text="Sở Bưu vận Hà Châu", on=DAY)
    assert found[0].unit_id == unit.pk
    assert selectors.units_now(on=DAY).successor_of == {}


def test_a_chain_over_years_is_followed_to_its_end() -> None:
    first, second, third = a_unit(), a_unit(), a_unit()
    middle = merged(first, second)
    last = merged(middle, third, into=a_new("cuc-cuoi"), on=date(2027, 1, 1))

    assert selectors.successors_on(unit_id=first.pk, on=EVE) == {first.pk}
    assert selectors.successors_on(unit_id=first.pk, on=DAY) == {middle.pk}
    assert selectors.successors_on(unit_id=first.pk, on=date(2027, 1, 1)) == {last.pk}
    now = selectors.units_now(on=date(2027, 1, 1))
    assert now.all_of(last.pk) == {first.pk, second.pk, third.pk, middle.pk, last.pk}


def test_the_explanation_names_the_last_day_of_each_old_unit() -> None:
    first, second = a_unit(name="Vụ Một"), a_unit(name="Vụ Hai")
    merged(first, second)

    told = selectors.units_now(on=DAY).passages

    assert [(each.name, each.until, each.successor) for each in told] == [
        ("Vụ Một", EVE, "Cục Mới"),
        ("Vụ Hai", EVE, "Cục Mới"),
    ]


def test_before_its_day_a_succession_changes_nothing() -> None:
    first, second = a_unit(), a_unit()
    merged(first, second)

    assert selectors.units_now(on=EVE).successor_of == {}


@pytest.mark.parametrize(
    ("kind", "old", "new", "refusal"),
    [
        (SuccessionKind.MERGE, [0], ["new"], MergeNeedsSeveral),
        (SuccessionKind.MERGE, [0, 1], ["new", "more"], MergeNeedsSeveral),
        (SuccessionKind.MERGE, [0, 1], [1], SuccessorEnds),
        (SuccessionKind.ABSORB, [0], ["new"], AbsorbNeedsOneThatStays),
        (SuccessionKind.ABSORB, [0], [0], SuccessorEnds),
        (SuccessionKind.SPLIT, [0], ["new"], SplitNeedsSeveral),
        (SuccessionKind.SPLIT, [0, 1], ["new", "more"], SplitNeedsSeveral),
    ],
)
def test_an_act_of_the_wrong_shape_is_refused_in_words(
    kind: SuccessionKind, old: list[int], new: list[int | str], refusal: type[SuccessionRefusal]
) -> None:
    units = [a_unit(), a_unit()]
    heirs = [units[each] if isinstance(each, int) else a_new(each) for each in new]

    with pytest.raises(refusal):
        succeeded(kind, [units[each] for each in old], heirs)

    assert not Succession.objects.exists()


def test_a_unit_that_ended_passes_nothing_on() -> None:
    gone = a_unit(valid_to=date(2024, 1, 1))

    with pytest.raises(UnitNotInForce):
        merged(gone, a_unit())


def test_a_day_before_the_register_knows_the_unit_is_refused() -> None:
    with pytest.raises(UnitVersionsOverlap):
        merged(a_unit(valid_from=DAY), a_unit())


def test_a_new_unit_cannot_stand_under_one_that_ends() -> None:
    first, second = a_unit(), a_unit()

    with pytest.raises(SuccessorEnds):
        merged(first, second, into=a_new(parent=first))


def test_without_its_document_nothing_is_recorded() -> None:
    with pytest.raises(FoundingDocumentMissing):
        services.succeed(
            actor=None,
            kind=SuccessionKind.MERGE,
            on=DAY,
            document=" ",
            predecessors=[a_unit(), a_unit()],
            successors=[a_new()],
            now=at(DAY),
        )


def test_a_name_that_is_already_so_is_no_renaming() -> None:
    unit = a_unit(name="Vụ Cũ")

    with pytest.raises(NothingRenamed):
        services.rename_unit(
            actor=None, unit=unit, name="Vụ Cũ", on=DAY, document=DECISION, now=at(DAY)
        )


def test_only_who_keeps_the_register_lets_units_succeed() -> None:
    with pytest.raises(PermissionDenied):
        services.succeed(
            actor=an_appointment(post=Post.HEAD).user,
            kind=SuccessionKind.MERGE,
            on=DAY,
            document=DECISION,
            predecessors=[a_unit(), a_unit()],
            successors=[a_new()],
            now=at(DAY),
        )


def test_the_trail_tells_the_act() -> None:
    merged(a_unit(key="vu-mot"), a_unit(key="vu-hai"))

    entry = Entry.objects.get(verb="organisations.succeeded")
    assert entry.actor_id is None


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SuccessionKind), st.randoms()), max_size=6))
def test_after_any_chain_each_unit_has_one_main_successor_that_is_in_force(
    acts: list[tuple[SuccessionKind, object]],
) -> None:
    Descent.objects.all().delete()
    alive = [a_unit() for _ in range(5)]
    every = list(alive)
    day = DAY
    for number, (kind, _random) in enumerate(acts):
        day += timedelta(days=30)
        if kind == SuccessionKind.MERGE and len(alive) > 1:
            alive[:2] = [merged(*alive[:2], into=a_new(f"{kind}-{every[0].pk}-{number}"), on=day)]
            every.append(alive[0])
        elif kind == SuccessionKind.ABSORB and len(alive) > 1:
            succeeded(kind, [alive.pop(0)], [alive[-1]], on=day)
        elif kind == SuccessionKind.SPLIT:
            key = f"{kind}-{every[0].pk}-{number}"
            main = succeeded(kind, [alive.pop(0)], [a_new(key), a_new(f"{key}-2")], on=day)
            alive += [main, Unit.objects.get(key=f"{key}-2")]
            every += alive[-2:]

    now = selectors.units_now(on=day)
    in_force = {version.unit_id for version in organisations.units_on(on=day)}
    for unit in every:
        assert now.of(unit.pk) in in_force
        assert now.of(unit.pk) in selectors.successors_on(unit_id=unit.pk, on=day)
        assert selectors.successors_on(unit_id=unit.pk, on=day) <= in_force
