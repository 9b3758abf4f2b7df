"""An agency in small, and a notice of conclusions for its reading desk."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from giaoban.cycle.intake import services
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind

NOW = datetime(2020, 7, 3, 1, 40, tzinfo=UTC)

NOTICE = """BỘ KHOÁNG ĐẠT
Số: 58/TB-BKĐ
Hà Nội, ngày 02 tháng 7 năm 2020

THÔNG BÁO
Kết luận tại Hội nghị giao ban tháng 6/2020

Ngày 01/7/2020, Thứ trưởng Đỗ Quang Bình chủ trì Hội nghị giao ban tháng 6/2020, kết luận như sau:

1. Về bưu chính
Giao Vụ Bưu chính chủ trì, phối hợp với Cục Viễn thông rà soát sơ đồ bưu cục trước ngày 20/7/2020.
Giao Cục Viễn thông chủ trì, phối hợp với Vụ Bưu chính thay các cột cũ trong tháng 7/2020.

2. Về đào tạo
Giao Trung tâm chủ trì, phối hợp với Văn phòng Bộ mở lớp tập huấn trước ngày 24/7/2020.
Các Sở thống kê số người cần học, gửi danh sách trước ngày 25/7/2020.
"""


@dataclass
class Agency:
    """A ministry with two units whose names are clear and two that share a word."""

    ministry: Unit = field(
        default_factory=lambda: a_unit(name="Bộ Khoáng Đạt", kind=UnitKind.MINISTRY)
    )

    def __post_init__(self) -> None:
        self.post = a_unit(name="Vụ Bưu chính", parent=self.ministry)
        self.telecom = a_unit(name="Cục Viễn thông", parent=self.ministry, kind=UnitKind.AUTHORITY)
        self.training = a_unit(
            name="Trung tâm Tập huấn", parent=self.ministry, kind=UnitKind.SERVICE
        )
        self.printing = a_unit(name="Trung tâm In ấn", parent=self.ministry, kind=UnitKind.SERVICE)
        self.office = a_unit(name="Văn phòng Bộ", parent=self.ministry, kind=UnitKind.OFFICE)

    def clerk(self) -> User:
        return an_appointment(unit=self.office, post=Post.OFFICE_CLERK).user

    def officer(self) -> User:
        return an_appointment(unit=self.post).user


def a_reading(
    *, actor: User | None = None, text: str = NOTICE, now: datetime = NOW
) -> StoredReading:
    return services.read_document(actor=actor or Agency().clerk(), now=now, text=text)


def proposals(reading: StoredReading) -> list[Proposal]:
    return list(reading.proposals.order_by("position"))
