"""The one kind of field by which a file comes in from a browser."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.scanning import refuse_harmful


class UploadField(forms.FileField):
    """A file that the virus scanner has seen where one is named, before anything opens it.

    What the file is, its reader finds in its content. A name that ends otherwise than `endings`
    (".docx") is refused before that, since whoever gets the file would open it by its name.
    """

    def __init__(self, *, endings: Iterable[str] = (), **kwargs: Any) -> None:
        self.endings = frozenset(ending.lower() for ending in endings)
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file:
            ending = PurePath(str(file.name)).suffix.lower()
            if ending and self.endings and ending not in self.endings:
                words = _("Files whose name ends in “%(ending)s” are not taken.")
                raise forms.ValidationError(words, params={"ending": ending[:20]})
            try:
                refuse_harmful(file)
            except RuleBroken as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return file
