"""What is asked of those who load data."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef

from assessments.models import AreaCount
from design.forms import MultipleFileInput
from documents.checking import FileRefused, refuse_oversize
from documents.uploads import RefusedUpload
from evidence import months
from partnership.models import Area, Partnership

ENDS = (".csv", ".zip", ".ods")


class FilesField(forms.FileField):
    """One file or several of them."""

    widget = MultipleFileInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise ValidationError(self.error_messages["required"])
        return [self._one(file) for file in files]

    def _one(self, file):
        try:
            refuse_oversize(file)
        except FileRefused as refusal:
            raise ValidationError(list(refusal.reasons)) from refusal
        if isinstance(file, RefusedUpload):
            raise ValidationError(file.sentence or "The file did not arrive. Choose it again.")
        if not file.size:
            raise ValidationError(f"{file.name} is empty. Choose a file that has something in it.")
        if not file.name.lower().endswith(ENDS):
            raise ValidationError(
                f"{file.name} is no CSV, ZIP or OpenDocument file. Choose files as they are given."
            )
        return file


class LoadForm(forms.Form):
    files = FilesField(  # type: ignore[assignment] # cleaned, they are a list
        label="Files", widget=MultipleFileInput(attrs={"accept": ".csv,.zip,.ods"}),
        error_messages={"required": "Choose one file or several"},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].help_text = (
            "CSV files of data.police.uk (street crime, outcomes, stop and search), the archive that the site gives, or"
            " the Home Office's table of recorded crime by partnership (CSV or OpenDocument)."
            f" At most {settings.UPLOAD_LIMIT_MB} MB together; whoever runs the portal can load larger ones."
        )


class ConfirmForm(forms.Form):
    leave_out_broken = forms.BooleanField(
        label="Load the rest without the lines that cannot be read", required=False
    )

    def __init__(self, *args, load, **kwargs):
        super().__init__(*args, **kwargs)
        if not load.report.get("broken"):
            del self.fields["leave_out_broken"]


class CrimeForm(forms.Form):
    """Which area, up to which month, over how many. Sent by GET, so that a view can be bookmarked."""

    area = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    last = forms.TypedChoiceField(label="Up to", required=False, coerce=int, empty_value=None)
    length = forms.TypedChoiceField(
        label="Months", required=False, coerce=int, empty_value=None,
        choices=[(3, "3 months"), (6, "6 months"), (9, "9 months"), (12, "12 months"), (24, "24 months")],
    )  # fmt: skip
    category = forms.TypedChoiceField(label="Category", required=False, coerce=int, empty_value=None)

    def __init__(self, data, *, areas, held, categories):
        super().__init__(data)
        self.fields["area"].choices = [(area.pk, area.name) for area in areas]
        newest = sorted(held, reverse=True)[:60]
        self.fields["last"].choices = [(month, months.words(month)) for month in newest]
        self.fields["category"].choices = [("", "All crime"), *categories]


def areas_with_counts(partnerships):
    """Those that have figures, by name, in one query; ``is_own`` where one of the partnerships covers it."""
    own = Partnership.areas.through.objects.filter(area=OuterRef("pk"), partnership__in=partnerships)
    found = Area.objects.filter(pk__in=AreaCount.objects.values("area")).annotate(is_own=Exists(own))
    return list(found.order_by("name"))


class SuppliedForm(forms.Form):
    """A file of an analyst's, with where it comes from."""

    file = forms.FileField(label="File", widget=forms.FileInput(attrs={"accept": ".csv,.json,.geojson"}))
    source = forms.CharField(
        label="Source and date", max_length=120, help_text="Such as: ONS mid-year estimates, 2024"
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            refuse_oversize(file)
        except FileRefused as refusal:
            raise ValidationError(list(refusal.reasons)) from refusal
        if isinstance(file, RefusedUpload):
            raise ValidationError(file.sentence or "The file did not arrive. Choose it again.")
        return file


class PartsForm(SuppliedForm):
    kind = forms.ChoiceField(label="Kind of area", choices=Area.Kind.choices)
    field_order = ["kind", "file", "source"]
