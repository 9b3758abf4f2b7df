"""What kind of text is read: a notice of conclusions is read more surely than news of a meeting.

Told by the title that a document bears in capitals near its head (Decree 30/2020/NĐ-CP, appendix
III); a text without one is told like news.
"""

from giaoban.kit.reader.structure import Block
from giaoban.kit.vntext.patterns import pattern

NEWS = "news"
_TITLES = pattern(
    r"(?:(?P<telegram>CÔNG ĐIỆN)|(?P<directive>CHỈ THỊ)|(?P<notice>THÔNG BÁO)|"
    r"(?P<report>BÁO CÁO)|(?P<plan>KẾ HOẠCH|CHƯƠNG TRÌNH|QUYẾT ĐỊNH))(?!\w)"
)
_LINES_OF_A_HEAD = 12
_LONGEST_TITLE = 80


def kind_of_text(blocks: tuple[Block, ...]) -> str:
    """`notice`, `directive`, `telegram`, `plan`, `report`, or `news` for whatever is none.

    The first line counts in small letters too: many a page shows a document's title so.
    """
    for number, block in enumerate(blocks[:_LINES_OF_A_HEAD]):
        words = block.words
        found = _TITLES.match(words)
        if found is None and number == 0:
            found = _TITLES.match(words[:_LONGEST_TITLE].upper())
            found = None if found and found.lastgroup == "report" else found
        if found and found.lastgroup:
            return found.lastgroup
    return NEWS
