"""Reading: how fast on one core, and how much memory a long text takes.

The text is made of our own sentences, in the shapes that such briefings have: headings, numbered
points, bullets, deadlines, citations, figures.
"""

import tracemalloc
from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from itertools import count

from bench.harness import Bench, Row
from giaoban.kit.reader import read

DATABASES = ()

MEGABYTE = 1_000_000
UNITS = ("Vụ Bưu chính", "Cục Viễn thông", "Vụ Pháp chế", "Văn phòng Bộ", "Sở TTTT tỉnh Hoa Lư")
HEAD = """BỘ VẬN HÀNH MẪU

THÔNG BÁO
Kết luận của Thứ trưởng Lý Minh Thử tại Hội nghị giao ban quản lý nhà nước tháng 6/2020

Ngày 29/6/2020, tại Hà Nội, Thứ trưởng Lý Minh Thử đã chủ trì Hội nghị giao ban quản lý nhà nước.
"""
SECTION = """
{number}. Về lĩnh vực của {lead}
Trong tháng đã giao {given} nhiệm vụ, trong đó {done} nhiệm vụ hoàn thành, đạt {rate},5 %.
a) Giao {lead} chủ trì, phối hợp với {other} rà soát danh mục dịch vụ, báo cáo trước ngày 15/7/2020;
b) {other} hướng dẫn các đơn vị theo Quyết định số {number}/QĐ-BVHM ngày 02/6/2020 của Bộ;
- Đôn đốc các doanh nghiệp gửi số liệu, hoàn thành trong quý III/2020.
- Các đơn vị lưu ý tiến độ. Việc nào vướng mắc thì nêu rõ nguyên nhân và đề xuất cách tháo gỡ.
"""


def run(bench: Bench) -> Iterable[Row]:
    briefing, long_text = a_briefing(30_000), a_briefing(MEGABYTE)
    texts = (
        ("10 kB", a_briefing(10_000), 20),
        ("30 kB", briefing, 20),
        ("1 MB", long_text, 3),
        ("10 MB", a_briefing(10 * MEGABYTE), 1),
    )
    for name, text, repeats in texts:
        amount = len(text.encode()) / MEGABYTE
        reading = partial(read, text)
        yield bench.rate(
            f"reading a text of {name}", reading, amount=amount, unit="MB", repeats=repeats
        )
    yield bench.count("memory to read a text of 1 MB", memory_to_read(long_text), unit="MB")
    yield from beside_others(bench, briefing)


def beside_others(bench: Bench, text: str) -> Iterator[Row]:
    """underthesea cutting the same text into words, where it is installed."""
    try:
        library = import_module("underthesea")
    except ImportError:
        print("  reader · underthesea is not installed: SKIPPED")
        return
    cutting = partial(library.word_tokenize, text)
    amount = len(text.encode()) / MEGABYTE
    yield bench.rate(
        "underthesea: words of a text of 30 kB", cutting, amount=amount, unit="MB", repeats=2
    )


def a_briefing(size: int) -> str:
    """A made-up briefing of about so many bytes."""
    return "".join(parts(size))


def parts(size: int) -> Iterator[str]:
    yield HEAD
    written = len(HEAD.encode())
    for number in count(1):
        section = SECTION.format(
            number=number,
            lead=UNITS[number % len(UNITS)],
            other=UNITS[(number + 2) % len(UNITS)],
            given=number % 40 + 10,
            done=number % 9 + 1,
            rate=number % 80 + 10,
        )
        written += len(section.encode())
        if written > size:
            return
        yield section


def memory_to_read(text: str) -> float:
    """The most that Python held while it read, beyond the text itself, in MB."""
    tracemalloc.start()
    read(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / MEGABYTE
