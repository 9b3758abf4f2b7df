"""What administrators bring as a reference pack."""

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.uploads import UploadField


class PackForm(forms.Form):
    file = UploadField(
        endings=(".json",),
        label=_("File (.json)"),
        help_text=_("A pack in the form giaoban.pack/1, of at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
