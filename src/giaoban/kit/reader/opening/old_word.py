"""Word files of old (.doc, .rtf): LibreOffice makes a .docx of them, which is then opened."""

from giaoban.kit import office
from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.found import Found, Visit
from giaoban.kit.reader.opening.refusals import Reason, Unreadable
from giaoban.kit.reader.opening.word import open_word

_OLE = b"\xd0\xcf\x11\xe0"


def open_old_word(data: bytes, _visit: Visit) -> Found:
    """The text of an old Word file; where there is no LibreOffice it is refused as before."""
    source = "doc" if data.startswith(_OLE) else "rtf"
    try:
        docx = office.convert(
            data, source=source, target="docx", seconds=limits.CONVERTING_WALL_SECONDS
        )
    except (office.OfficeMissing, office.OfficeFailed):
        raise Unreadable(Reason.LEGACY_WORD) from None
    return open_word(docx)
