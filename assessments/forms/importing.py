"""What is asked of a partner's file of figures."""

import json

from django import forms
from django.conf import settings
from django.core.files.base import ContentFile

from assessments.importing import COLUMNS, MOST_ROWS
from design.forms import DateField
from documents.forms import UploadField
from documents.tables import MOST_COLUMNS, Sheet
from partnership.models import Agency

MOST_PASTED = 200_000
ONE_WAY = "Choose a file, or paste the figures: not both."


class FileForm(forms.Form):
    mark_optional = False  # one of the first two is needed

    file = UploadField(label="File of figures", required=False)
    pasted = forms.CharField(
        label="Or paste them from a spreadsheet",
        required=False,
        max_length=MOST_PASTED,
        help_text="The cells as they are, with their line of headings.",
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    agency = forms.CharField(label="Agency that sent it (optional)", required=False, max_length=120)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx"
        self.fields[
            "file"
        ].help_text = (
            f"CSV or Excel, of which the first sheet is read. At most {settings.UPLOAD_LIMIT_MB} MB."
        )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and not file.name.lower().endswith((".csv", ".txt", ".xlsx")):
            raise forms.ValidationError("Choose a CSV file or an Excel workbook (.xlsx).")
        return file

    def clean(self):
        """What is pasted is read as a file of it would be."""
        data = super().clean()
        file, pasted = data.get("file"), data.get("pasted", "").strip("\r\n")
        if pasted.strip() and not file:
            data["file"] = ContentFile(pasted.encode(), name="pasted.csv")
        elif not self.errors and bool(file) == bool(pasted.strip()):
            self.add_error("file", ONE_WAY if file else "Choose the file of figures, or paste them")
        return data

    def clean_agency(self):
        """By name; one that is not known here is left out, for it is only remembered with the columns."""
        name = self.cleaned_data["agency"].strip()
        return Agency.objects.current().named(name).first() if name else None


class ColumnsForm(forms.Form):
    """What is in which column. The table itself travels along, so that nothing is kept before it is taken."""

    content = forms.CharField(widget=forms.HiddenInput, max_length=4_000_000)
    name = forms.CharField(widget=forms.HiddenInput, max_length=200)
    agency = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, data=None, *, sheet=None, columns=None, name="", agency=None):
        initial = {"name": name, "agency": agency.pk if agency else ""}
        if sheet is not None:
            initial["content"] = json.dumps([sheet.headings, *sheet.rows])
            initial |= {f"column_{what}": str(at) for what, at in (columns or {}).items()}
        super().__init__(data, initial=initial)
        self.sheet = sheet or _sheet(data.get("content", ""))
        if self.sheet is None:
            return
        choices = [("", "Not in the file"), *((str(at), name) for at, name in enumerate(self.sheet.headings))]
        for end, label in (
            ("begin", "First day that the file covers"),
            ("end", "Last day that the file covers"),
        ):
            self.fields[end] = DateField(label=label, required=False)
        for what, (label, _words) in COLUMNS.items():
            self.fields[f"column_{what}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    def clean_agency(self):
        key = self.cleaned_data["agency"]
        return Agency.objects.current().filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None

    def clean(self):
        data = super().clean()
        if data.get("begin") and data.get("end") and data["end"] < data["begin"]:
            self.add_error("end", "The last day cannot be before the first.")
        return data

    def days(self):
        """The first and the last that the file covers, where they were said."""
        return self.cleaned_data.get("begin"), self.cleaned_data.get("end")

    def columns(self):
        said = {what: self.cleaned_data.get(f"column_{what}") for what in COLUMNS}
        return {what: int(at) for what, at in said.items() if at}


def _sheet(written):
    """None for what is no table."""
    try:
        rows = json.loads(written)
    except (ValueError, RecursionError):
        return None
    is_table = isinstance(rows, list) and 2 <= len(rows) <= MOST_ROWS + 1
    if not is_table or not all(_is_row(row) for row in rows):
        return None
    return Sheet(rows[0], rows[1:])


def _is_row(row):
    return isinstance(row, list) and len(row) <= MOST_COLUMNS and all(isinstance(cell, str) for cell in row)
