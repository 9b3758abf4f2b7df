"""The provinces of Việt Nam as equal tiles, each about where it lies: a map without borders.

Every province has one tile of one size, so that a small one is seen like a large one. Hoàng Sa and
Trường Sa are drawn out at sea in the row of Đà Nẵng and of Khánh Hòa, to which they belong. There
are two grids: the 63 provinces until 30/6/2025, and the 34 from 01/7/2025 on (Resolution
202/2025/QH15).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

FEWER_FROM = date(2025, 7, 1)


@dataclass(frozen=True)
class Tile:
    """A province in its column and row, counted from the north-west. `key` is its slug."""

    key: str
    name: str
    column: int
    row: int


@dataclass(frozen=True)
class Archipelago:
    """Islands that belong to a province, at their place in the grid."""

    name: str
    of: str
    column: int
    row: int


@dataclass(frozen=True)
class TileMap:
    tiles: tuple[Tile, ...]
    islands: tuple[Archipelago, ...]

    @property
    def columns(self) -> int:
        return 1 + max(column for column, _row in self._places)

    @property
    def rows(self) -> int:
        return 1 + max(row for _column, row in self._places)

    @property
    def _places(self) -> list[tuple[int, int]]:
        tiles = [(each.column, each.row) for each in self.tiles]
        return tiles + [(each.column, each.row) for each in self.islands]

    def tile(self, key: str) -> Tile:
        """The tile of a province. Raises KeyError for another key."""
        return self._by_key[key]

    @property
    def _by_key(self) -> Mapping[str, Tile]:
        return {tile.key: tile for tile in self.tiles}


def tile_map(on: date) -> TileMap:
    """The provinces as they are on a day."""
    return THE_34 if on >= FEWER_FROM else THE_63


Places = Sequence[tuple[str, str, int]]


def _map(rows: Sequence[Places], islands: Mapping[str, str]) -> TileMap:
    tiles = [
        Tile(key, name, column, row)
        for row, places in enumerate(rows)
        for key, name, column in places
    ]
    at_sea = 2 + max(tile.column for tile in tiles)
    by_key = {tile.key: tile for tile in tiles}
    named = tuple(Archipelago(name, of, at_sea, by_key[of].row) for name, of in islands.items())
    return TileMap(tuple(tiles), named)


_ISLANDS = {"Hoàng Sa": "da-nang", "Trường Sa": "khanh-hoa"}

THE_63 = _map(
    (
        (("ha-giang", "Hà Giang", 2), ("cao-bang", "Cao Bằng", 3)),
        (
            ("lai-chau", "Lai Châu", 0),
            ("lao-cai", "Lào Cai", 1),
            ("tuyen-quang", "Tuyên Quang", 2),
            ("bac-kan", "Bắc Kạn", 3),
            ("lang-son", "Lạng Sơn", 4),
        ),
        (
            ("dien-bien", "Điện Biên", 0),
            ("yen-bai", "Yên Bái", 1),
            ("phu-tho", "Phú Thọ", 2),
            ("thai-nguyen", "Thái Nguyên", 3),
            ("bac-giang", "Bắc Giang", 4),
            ("quang-ninh", "Quảng Ninh", 5),
        ),
        (
            ("son-la", "Sơn La", 0),
            ("vinh-phuc", "Vĩnh Phúc", 2),
            ("bac-ninh", "Bắc Ninh", 3),
            ("hai-duong", "Hải Dương", 4),
            ("hai-phong", "Hải Phòng", 5),
        ),
        (
            ("hoa-binh", "Hòa Bình", 1),
            ("ha-noi", "Hà Nội", 2),
            ("hung-yen", "Hưng Yên", 3),
            ("thai-binh", "Thái Bình", 4),
        ),
        (("ha-nam", "Hà Nam", 2), ("nam-dinh", "Nam Định", 3)),
        (("thanh-hoa", "Thanh Hóa", 1), ("ninh-binh", "Ninh Bình", 2)),
        (("nghe-an", "Nghệ An", 1),),
        (("ha-tinh", "Hà Tĩnh", 2),),
        (("quang-binh", "Quảng Bình", 2),),
        (("quang-tri", "Quảng Trị", 3),),
        (("thua-thien-hue", "Thừa Thiên Huế", 4),),
        (("quang-nam", "Quảng Nam", 4), ("da-nang", "Đà Nẵng", 5)),
        (("kon-tum", "Kon Tum", 4), ("quang-ngai", "Quảng Ngãi", 5)),
        (("gia-lai", "Gia Lai", 4), ("binh-dinh", "Bình Định", 5)),
        (("dak-lak", "Đắk Lắk", 4), ("phu-yen", "Phú Yên", 5)),
        (
            ("binh-phuoc", "Bình Phước", 2),
            ("dak-nong", "Đắk Nông", 3),
            ("lam-dong", "Lâm Đồng", 4),
            ("khanh-hoa", "Khánh Hòa", 5),
        ),
        (
            ("tay-ninh", "Tây Ninh", 1),
            ("binh-duong", "Bình Dương", 2),
            ("dong-nai", "Đồng Nai", 3),
            ("binh-thuan", "Bình Thuận", 4),
            ("ninh-thuan", "Ninh Thuận", 5),
        ),
        (
            ("dong-thap", "Đồng Tháp", 0),
            ("long-an", "Long An", 1),
            ("ho-chi-minh", "TP. Hồ Chí Minh", 2),
            ("ba-ria-vung-tau", "Bà Rịa - Vũng Tàu", 3),
        ),
        (
            ("an-giang", "An Giang", 0),
            ("vinh-long", "Vĩnh Long", 1),
            ("tien-giang", "Tiền Giang", 2),
            ("ben-tre", "Bến Tre", 3),
        ),
        (
            ("kien-giang", "Kiên Giang", 0),
            ("can-tho", "Cần Thơ", 1),
            ("tra-vinh", "Trà Vinh", 2),
        ),
        (("hau-giang", "Hậu Giang", 1), ("soc-trang", "Sóc Trăng", 2)),
        (("ca-mau", "Cà Mau", 0), ("bac-lieu", "Bạc Liêu", 1)),
    ),
    _ISLANDS,
)

THE_34 = _map(
    (
        (("tuyen-quang", "Tuyên Quang", 2), ("cao-bang", "Cao Bằng", 3)),
        (
            ("lai-chau", "Lai Châu", 0),
            ("lao-cai", "Lào Cai", 1),
            ("thai-nguyen", "Thái Nguyên", 2),
            ("lang-son", "Lạng Sơn", 3),
        ),
        (
            ("dien-bien", "Điện Biên", 0),
            ("son-la", "Sơn La", 1),
            ("phu-tho", "Phú Thọ", 2),
            ("bac-ninh", "Bắc Ninh", 3),
            ("quang-ninh", "Quảng Ninh", 4),
        ),
        (("ha-noi", "Hà Nội", 2), ("hung-yen", "Hưng Yên", 3), ("hai-phong", "Hải Phòng", 4)),
        (("ninh-binh", "Ninh Bình", 3),),
        (("thanh-hoa", "Thanh Hóa", 2),),
        (("nghe-an", "Nghệ An", 2),),
        (("ha-tinh", "Hà Tĩnh", 3),),
        (("quang-tri", "Quảng Trị", 3),),
        (("hue", "Huế", 4),),
        (("da-nang", "Đà Nẵng", 4),),
        (("quang-ngai", "Quảng Ngãi", 4),),
        (("gia-lai", "Gia Lai", 4),),
        (("dak-lak", "Đắk Lắk", 4),),
        (
            ("dong-nai", "Đồng Nai", 2),
            ("lam-dong", "Lâm Đồng", 3),
            ("khanh-hoa", "Khánh Hòa", 4),
        ),
        (("tay-ninh", "Tây Ninh", 1), ("ho-chi-minh", "TP. Hồ Chí Minh", 2)),
        (
            ("an-giang", "An Giang", 0),
            ("dong-thap", "Đồng Tháp", 1),
            ("vinh-long", "Vĩnh Long", 2),
        ),
        (("ca-mau", "Cà Mau", 0), ("can-tho", "Cần Thơ", 1)),
    ),
    _ISLANDS,
)
