from datetime import date

import pytest

from giaoban.kit.paper.tile_map import THE_34, THE_63, TileMap, tile_map


@pytest.mark.parametrize(("tiles", "count"), [(THE_63, 63), (THE_34, 34)])
def test_each_province_has_one_place_of_its_own(tiles: TileMap, count: int) -> None:
    assert len(tiles.tiles) == count
    assert len({tile.key for tile in tiles.tiles}) == count
    assert len({(tile.column, tile.row) for tile in tiles.tiles}) == count


@pytest.mark.parametrize("tiles", [THE_63, THE_34])
def test_hoang_sa_and_truong_sa_are_named_with_their_provinces(tiles: TileMap) -> None:
    assert [(each.name, tiles.tile(each.of).name) for each in tiles.islands] == [
        ("Hoàng Sa", "Đà Nẵng"),
        ("Trường Sa", "Khánh Hòa"),
    ]
    for each in tiles.islands:
        assert each.row == tiles.tile(each.of).row
        assert each.column > max(tile.column for tile in tiles.tiles)


@pytest.mark.parametrize("tiles", [THE_63, THE_34])
def test_north_lies_above_and_west_to_the_left(tiles: TileMap) -> None:
    hanoi, hue, saigon, camau = (
        next(tile for tile in tiles.tiles if name in tile.name)
        for name in ("Hà Nội", "Huế", "Hồ Chí Minh", "Cà Mau")
    )

    assert hanoi.row < hue.row < saigon.row < camau.row
    assert camau.column < saigon.column < hue.column


def test_the_provinces_are_those_of_the_day() -> None:
    assert tile_map(date(2025, 6, 30)) is THE_63
    assert tile_map(date(2025, 7, 1)) is THE_34
