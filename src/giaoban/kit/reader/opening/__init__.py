"""Opening files: bytes in, text out, with a sentence for every file that cannot be read.

The rest of the reader knows nothing of files; whoever has one opens it here first.
"""

from giaoban.kit.reader.opening.door import open_file
from giaoban.kit.reader.opening.forms import ENDINGS
from giaoban.kit.reader.opening.found import (
    Apart,
    Aside,
    Form,
    Note,
    Opened,
    PicturesInside,
    Progress,
)
from giaoban.kit.reader.opening.limits import BYTES as MAX_BYTES
from giaoban.kit.reader.opening.places import Doubt, Place
from giaoban.kit.reader.opening.refusals import Reason, Unreadable

__all__ = [
    "ENDINGS",
    "MAX_BYTES",
    "Apart",
    "Aside",
    "Doubt",
    "Form",
    "Note",
    "Opened",
    "PicturesInside",
    "Place",
    "Progress",
    "Reason",
    "Unreadable",
    "open_file",
]
