"""What administrators bring as a Word template."""

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.uploads import UploadField
from giaoban.records.organisations.administration.types import Paper

_MAX_MB = 5


class TemplateForm(forms.Form):
    paper = forms.ChoiceField(label=_("Paper"), choices=Paper.choices)
    file = UploadField(
        endings=(".docx",),
        label=_("Word file (.docx)"),
        help_text=_(
            "Begin with the program's own, which can be downloaded, and change it in Word."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    note = forms.CharField(
        label=_("What is different"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > _MAX_MB * 1_000_000:
            raise forms.ValidationError(_("It is larger than 5 MB."))
        return file
