"""What administrators bring as a sheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.uploads import UploadField


class SheetForm(forms.Form):
    file = UploadField(
        endings=(".xlsx", ".csv", ".txt"),
        label=_("Excel file (.xlsx) or CSV"),
        help_text=_("At most 500 rows and 5 MB. The first sheet of the workbook is read."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
